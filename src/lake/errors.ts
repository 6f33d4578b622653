import { STATUS_CODES } from 'node:http'

/** Why a lake could not start. The program that shows it makes the text for people. */
export class LakeError extends Error {
  readonly kind: 'portInUse' | 'dataUnreadable' | 'dataCorrupt' | 'dataNewer' | 'dataInUse' | 'diskFull'
  readonly path?: string
  readonly port?: number

  constructor(kind: LakeError['kind'], facts: { path?: string; port?: number; cause?: unknown }) {
    super(`lake: ${kind} ${facts.path ?? facts.port ?? ''}`, { cause: facts.cause })
    this.name = 'LakeError'
    this.kind = kind
    if (facts.path !== undefined) this.path = facts.path
    if (facts.port !== undefined) this.port = facts.port
  }
}

/** An error that is sent as the answer to a request. `body` has the shape of the hosted service's errors. */
export class HttpError extends Error {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>, options?: ErrorOptions) {
    super(`HTTP ${status}`, options)
    this.name = 'HttpError'
    this.status = status
    this.body = body
  }
}

/** An error of the shape `{statusCode, error, message}`: all but those of queries, mutations and actions. */
export function requestError(status: number, message: string, options?: ErrorOptions): HttpError {
  return new HttpError(
    status,
    { statusCode: status, error: STATUS_CODES[status] ?? 'Error', message },
    options,
  )
}

/** The answer to a request that failed for a reason nobody expected. Logs it in one line; `DEBUG=1` adds the stack. */
export function unexpectedError(cause: unknown): HttpError {
  const text = cause instanceof Error && !process.env.DEBUG ? `${cause.name}: ${cause.message}` : cause
  console.error('lake: unexpected error:', text)
  return requestError(500, 'An unexpected error occurred', { cause })
}

/** A mutation or action that fails. `item` describes it as the hosted service does. */
export class Refusal extends Error {
  readonly status: number
  readonly item: RefusalItem

  constructor(status: number, item: RefusalItem) {
    super(item.description)
    this.name = 'Refusal'
    this.status = status
    this.item = item
  }
}

export type RefusalItem = {
  readonly type: string
  readonly description: string
  readonly [fact: string]: unknown
}

/** The answer to a transaction whose mutation or action at `index` failed. */
export function refusalError(
  type: 'mutationError' | 'actionError',
  refusal: Refusal,
  index: number,
): HttpError {
  const description = `The ${type === 'mutationError' ? 'mutation(s)' : 'action(s)'} failed: ${refusal.message}`
  const error = { type, description, items: [{ error: refusal.item, index }] }
  return new HttpError(refusal.status, { error, statusCode: refusal.status }, { cause: refusal })
}
