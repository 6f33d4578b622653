import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import type { Assets } from '../assets.ts'
import type { Content } from '../content.ts'
import type { Door } from '../door.ts'
import type { Editors } from '../editors.ts'
import { HttpError, requestError } from '../errors.ts'
import { assetRoutes } from './assets.ts'
import { dataRoutes } from './data.ts'
import { exportRoutes } from './export.ts'
import { historyRoutes } from './history.ts'
import { identityRoutes } from './identity.ts'
import { listenRoutes } from './listen.ts'

/** What the endpoints work with. */
export type Lakeside = {
  readonly content: Content
  readonly assets: Assets
  readonly door: Door
  readonly editors: Editors
  readonly projectId: string
  readonly dataset: string
  /** What ends each open event stream. */
  readonly streams: Set<() => void>
}

export type Routes = Hono<{ Bindings: HttpBindings }>

const maxJsonBytes = 16 * 2 ** 20
/** A whole dataset is brought in by one transaction, so that it is there whole or not at all. */
export const maxTransactionBytes = 128 * 2 ** 20

/** What the Studio asks for and does without: offers, limits of a plan, and texts of its help. */
const leftOut = /^\/(journey\/|help$)/
/** Of endpoints that are missing so many are named in the log, each once. */
const mostNames = 100

/**
 * All endpoints, for the one project and dataset that the lake holds. Every answer that is an error has a JSON
 * body in the hosted service's shape.
 */
export function createApp(lake: Lakeside): Routes {
  const app: Routes = new Hono({ getPath: (request) => splitVersion(request.url).path })
  app.onError((error, c) => {
    const { status, body } = error instanceof HttpError ? error : unexpected(error)
    // What was given up is still on its way, and no other request can follow it.
    if (status === 413 || status === 507) c.header('Connection', 'close')
    return c.json(body, status as ContentfulStatusCode)
  })
  const seen = new Set<string>()
  app.notFound((c) => {
    const { projectId, dataset } = lake
    const name = `${c.req.method} ${c.req.path.slice(0, 200)}`
    const isNews = !leftOut.test(c.req.path) && !seen.has(name) && seen.size < mostNames
    if (isNews) {
      seen.add(name)
      console.warn(`lake: no endpoint ${name}`)
    }
    const here = `this lake holds the dataset "${dataset}" of the project "${projectId}"`
    throw requestError(404, `No endpoint ${name}; ${here}`)
  })
  dataRoutes(app, lake)
  exportRoutes(app, lake)
  listenRoutes(app, lake)
  historyRoutes(app, lake)
  assetRoutes(app, lake)
  identityRoutes(app, lake)
  return app
}

/** @example splitVersion('http://localhost/v2025-02-19/ping') → { version: '2025-02-19', path: '/ping' } */
export function splitVersion(url: string): { readonly version: string; readonly path: string } {
  const { pathname } = new URL(url)
  const [, version = '1', path = pathname] = /^\/v(\d[\d-]*|X)(\/.*)$/.exec(pathname) ?? []
  return { version, path }
}

/** Reads a JSON body. @throws {HttpError} 413 when it is too long, 400 when it is not JSON or not of the schema */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes = maxJsonBytes,
): Promise<z.infer<Schema>> {
  const text = await read(request, maxBytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw requestError(400, 'The body is not JSON', { cause: error })
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw requestError(400, z.prettifyError(result.error), { cause: result.error })
}

async function read(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  // What is too long is not taken in, and read to its end all the same: else the answer would not arrive.
  for await (const chunk of request.body?.values({ preventCancel: true }) ?? []) {
    size += chunk.length
    if (size > maxBytes) throw requestError(413, `The body is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function unexpected(error: Error): HttpError {
  // Nobody is there to read this any more; it is no fault of the lake's.
  if ('code' in error && error.code === 'ECONNRESET')
    return requestError(400, 'The request was cut short', { cause: error })
  console.error('lake: unexpected error', error)
  return requestError(500, 'An unexpected error occurred', { cause: error })
}
