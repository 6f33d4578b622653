import { statSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { HttpBindings } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context } from 'hono'
import { getMimeType } from 'hono/utils/mime'
import { maxUploadBytes, tooLarge, type Upload } from '../assets.ts'
import type { DocumentInput } from '../document.ts'
import { requestError } from '../errors.ts'
import { mimeTypes } from '../images/measure.ts'
import { renditionOf } from '../images/transform.ts'
import type { Lakeside, Routes } from './app.ts'
import { authorOf } from './identity.ts'

const immutable = 'public, max-age=31536000, immutable'
/** What a browser might run (a drawing, a page) runs nothing, and has no origin to run it in. */
const powerless = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
const inertTypes = /^(image\/(?!svg)|audio\/|video\/|application\/pdf$|text\/plain)/

/** What an uploader may say of an asset beside its bytes. */
const descriptions = ['label', 'title', 'description', 'creditLine'] as const

/** Uploads, and the files and transformed images that came of them. */
export function assetRoutes(app: Routes, { content, assets, editors, projectId, dataset }: Lakeside): void {
  const uploaded = async (c: AssetContext, asset: DocumentInput & { readonly _id: string }) => {
    const document = { ...described(c), ...asset }
    await content.mutate({ mutations: [{ createIfNotExists: document }] }, { author: authorOf(c, editors) })
    return c.json({ document: content.store.get(document._id) })
  }
  // What says beforehand that it is too large is told so; once it flows it can only be cut.
  app.use('/assets/*', async (c, next) => {
    if (Number(c.req.header('Content-Length') ?? 0) > maxUploadBytes) throw tooLarge()
    await next()
  })
  app.post(`/assets/images/${dataset}`, async (c) => uploaded(c, await assets.addImage(uploadIn(c))))
  app.post(`/assets/files/${dataset}`, async (c) => uploaded(c, await assets.addFile(uploadIn(c))))

  app.get(`/images/${projectId}/${dataset}/:name`, async (c) => {
    const name = c.req.param('name')
    const path = locate(name)
    const original = assets.original(name)
    if (original === undefined) throw noFile(name)
    const { searchParams } = new URL(c.req.url)
    if (searchParams.has('auto')) c.header('Vary', 'Origin, Accept')
    const rendition = renditionOf(searchParams, c.req.header('Accept') ?? '', original)
    if (rendition === undefined) return sendFile(c, path)
    const made = await assets.rendered(name, original, rendition)
    label(c)
    c.header('Content-Type', mimeTypes[rendition.format])
    if (Buffer.isBuffer(made)) return c.body(new Uint8Array(made))
    const { size } = await made.stat()
    c.header('Content-Length', String(size))
    if (c.req.method === 'HEAD') {
      await made.close()
      return c.body(null)
    }
    return c.body(Readable.toWeb(made.createReadStream()) as ReadableStream)
  })

  app.get(`/files/${projectId}/${dataset}/:name`, async (c) => sendFile(c, locate(c.req.param('name'))))

  function locate(name: string): string {
    const path = assets.locate(name)
    if (path === undefined || !statSync(path, { throwIfNoEntry: false })?.isFile()) throw noFile(name)
    return path
  }
}

type AssetContext = Context<{ Bindings: HttpBindings }>

function uploadIn(c: AssetContext): Upload {
  // The body is taken straight from the socket, since it may be larger than the memory.
  return {
    body: c.env.incoming,
    filename: c.req.query('filename'),
    contentType: c.req.header('Content-Type'),
  }
}

function described(c: AssetContext): Readonly<Record<string, string>> {
  const given = descriptions.map((name) => [name, c.req.query(name)] as const)
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

/** Sends a file as it is, whole or the part that is asked for; `dl` in the address makes it a download. */
async function sendFile(c: AssetContext, path: string): Promise<Response> {
  label(c)
  if (!inertTypes.test(getMimeType(path) ?? '')) c.header('Content-Security-Policy', powerless)
  const response = await serveStatic({ path })(c, async () => {})
  return response ?? c.notFound()
}

function label(c: AssetContext): void {
  const download = c.req.query('dl')
  c.header('Cache-Control', immutable)
  if (download !== undefined)
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(download)}`)
}

const noFile = (name: string) => requestError(404, `There is no file "${name}"`)
