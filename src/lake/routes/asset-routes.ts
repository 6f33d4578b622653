import { statSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import { getMimeType } from 'hono/utils/mime'
import { fileTooLarge, maxUploadBytes, type Upload } from '../asset-store.ts'
import type { DocumentInput } from '../document.ts'
import { requestError } from '../errors.ts'
import { mimeTypes } from '../images/measure.ts'
import { renditionOf } from '../images/rendition.ts'
import { authorOf } from './request.ts'
import type { LakeServices, RequestContext, Routes } from './services.ts'

const immutable = 'public, max-age=31536000, immutable'
/** For files that a browser might run, such as SVG and HTML: no scripts, no requests, an opaque origin. */
const sandboxPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
/** MIME types of files that a browser does not run. */
const passiveTypes = /^(image\/(?!svg)|audio\/|video\/|application\/pdf$|text\/plain)/

/** Fields of an asset document that an upload may set by query parameters. */
const descriptiveFields = ['label', 'title', 'description', 'creditLine'] as const

/** Uploads, and the files and transformed images that are made of them. */
export function assetRoutes(
  app: Routes,
  { dataset, assets, editors, projectId, datasetName }: LakeServices,
): void {
  const createAsset = async (c: RequestContext, asset: DocumentInput & { readonly _id: string }) => {
    const document = { ...descriptionIn(c), ...asset }
    await dataset.mutate({ mutations: [{ createIfNotExists: document }] }, { author: authorOf(c, editors) })
    return c.json({ document: dataset.get(document._id) })
  }
  // An upload that announces its size can be refused with an answer before its body arrives.
  app.use('/assets/*', async (c, next) => {
    if (Number(c.req.header('Content-Length') ?? 0) > maxUploadBytes) throw fileTooLarge()
    await next()
  })
  app.post(`/assets/images/${datasetName}`, async (c) => createAsset(c, await assets.addImage(uploadIn(c))))
  app.post(`/assets/files/${datasetName}`, async (c) => createAsset(c, await assets.addFile(uploadIn(c))))

  app.get(`/images/${projectId}/${datasetName}/:name`, async (c) => {
    const name = c.req.param('name')
    const path = existingPath(name)
    const original = assets.original(name)
    if (original === undefined) throw noFile(name)
    const { searchParams } = new URL(c.req.url)
    if (searchParams.has('auto')) c.header('Vary', 'Origin, Accept')
    const rendition = renditionOf(searchParams, c.req.header('Accept') ?? '', original)
    if (rendition === undefined) return sendFile(c, path)
    const image = await assets.rendered(name, original, rendition)
    setFileHeaders(c)
    c.header('Content-Type', mimeTypes[rendition.format])
    c.header('Content-Length', String(image.length))
    if (c.req.method === 'HEAD') return c.body(null)
    return c.body(new Uint8Array(image))
  })

  app.get(`/files/${projectId}/${datasetName}/:name`, async (c) =>
    sendFile(c, existingPath(c.req.param('name'))),
  )

  function existingPath(name: string): string {
    const path = assets.locate(name)
    if (path === undefined || !statSync(path, { throwIfNoEntry: false })?.isFile()) throw noFile(name)
    return path
  }
}

function uploadIn(c: RequestContext): Upload {
  return {
    // Read from the socket, since the body may be larger than the memory.
    body: c.env.incoming,
    filename: c.req.query('filename'),
    contentType: c.req.header('Content-Type'),
  }
}

function descriptionIn(c: RequestContext): Readonly<Record<string, string>> {
  const fields = descriptiveFields.map((name) => [name, c.req.query(name)] as const)
  return Object.fromEntries(fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

/** Sends a file unchanged: all of it, or the part that `Range` asks for. With `dl` it becomes a download. */
async function sendFile(c: RequestContext, path: string): Promise<Response> {
  setFileHeaders(c)
  if (!passiveTypes.test(getMimeType(path) ?? '')) c.header('Content-Security-Policy', sandboxPolicy)
  const response = await serveStatic({ path })(c, async () => {})
  return response ?? c.notFound()
}

function setFileHeaders(c: RequestContext): void {
  const downloadName = c.req.query('dl')
  c.header('Cache-Control', immutable)
  if (downloadName !== undefined)
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(downloadName)}`)
}

const noFile = (name: string) => requestError(404, `There is no file "${name}"`)
