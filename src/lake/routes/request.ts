import { z } from 'zod'
import { anonymous, type Editors } from '../editors.ts'
import { HttpError, requestError } from '../errors.ts'
import type { Query } from '../query/syntax.ts'
import type { RequestContext } from './services.ts'

/** As in the hosted service. */
const maxJsonBytes = 4_000_000
/** For an import that is one transaction: large enough for a whole dataset. */
export const maxTransactionBytes = 128 * 2 ** 20
/** Headers of a request that may be as large as that. The hosted service does not know them. */
export const wholeTransaction = { 'X-Lake-Transaction': 'whole' } as const

/** @example splitVersion('http://localhost/v2025-02-19/ping') → { version: '2025-02-19', path: '/ping' } */
export function splitVersion(url: string): { readonly version: string; readonly path: string } {
  const { pathname } = new URL(url)
  const [, version = '1', path = pathname] = /^\/v(\d[\d-]*|X)(\/.*)$/.exec(pathname) ?? []
  return { version, path }
}

/** How many bytes a transaction may have. */
export const transactionBytes = ({ req }: Pick<RequestContext, 'req'>): number =>
  req.header('X-Lake-Transaction') === wholeTransaction['X-Lake-Transaction']
    ? maxTransactionBytes
    : maxJsonBytes

/** @throws {HttpError} 413 when the body is too long, 400 when it is not JSON or does not match the schema */
export async function readJsonBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes = maxJsonBytes,
): Promise<z.infer<Schema>> {
  const text = await readText(request, maxBytes)
  const value = parseJson(text)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw requestError(400, z.prettifyError(result.error), { cause: result.error })
}

/** @throws {HttpError} 400 for what is not JSON, and for a number too large to be one, which JSON could not give back */
function parseJson(text: string): unknown {
  try {
    return mayHaveLargeNumber.test(text) ? JSON.parse(text, finite) : JSON.parse(text)
  } catch (error) {
    if (error instanceof HttpError) throw error
    throw requestError(400, 'The body is not JSON', { cause: error })
  }
}

/** Checking each value takes time, and hardly any body has a number of 300 digits or with such an exponent. */
const mayHaveLargeNumber = /\d[eE]\+?\d{3}|\d{300}/

function finite(_name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw requestError(400, 'A number is too large')
  return value
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  // `preventCancel`: the server reads the rest of a body that is too long. Otherwise the client, still sending,
  // would not receive the answer.
  for await (const chunk of request.body?.values({ preventCancel: true }) ?? []) {
    size += chunk.length
    if (size > maxBytes) throw requestError(413, `Request body exceeds limit of ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * Reads a query from an address: the query in `query`, each parameter in `$name` with its value as JSON.
 * @throws {HttpError} 400
 */
export function queryFromUrl(url: string): Query {
  const { searchParams } = new URL(url)
  const groq = searchParams.get('query')
  if (groq === null) throw requestError(400, 'The parameter "query" is missing')
  const params = [...searchParams].filter(([name]) => name.startsWith('$'))
  return {
    groq,
    params: Object.fromEntries(params.map(([name, json]) => [name.slice(1), parseParameter(name, json)])),
  }
}

function parseParameter(name: string, json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw requestError(400, `The parameter "${name}" is not JSON`, { cause: error })
  }
}

/** The author of what a request writes. An unknown token counts as no token, so that no edit is lost. */
export const authorOf = ({ req }: Pick<RequestContext, 'req'>, editors: Editors): string =>
  (editors.withToken(req.header('Authorization')) ?? anonymous).id
