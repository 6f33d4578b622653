import { realpath, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, relative, sep } from 'node:path'
import send from 'send'
import { answerStatus, decoded, type Target } from './answers.ts'

/** The headers of a file by its address in the folder. `index.html` has the address of its folder, with a slash at its end. */
export type HeadersOf = (address: string) => Readonly<Record<string, string>>

/**
 * Answers requests with the files of a folder, as static hosts do: folders have a slash at their end and an
 * `index.html`; without the slash they are redirected. Knows ranges, and answers 304 where nothing has changed. Names
 * that begin with a dot, and links that lead out of the folder, are not there.
 */
export class FolderOfFiles {
  readonly #root: string
  readonly #headersOf: HeadersOf

  /** @throws where there is no such folder */
  static async open(folder: string, headersOf: HeadersOf): Promise<FolderOfFiles> {
    return new FolderOfFiles(await realpath(folder), headersOf)
  }

  private constructor(root: string, headersOf: HeadersOf) {
    this.#root = root
    this.#headersOf = headersOf
  }

  /**
   * Answers a request whose path, without its query, is that of a file.
   * @param base the path of the folder itself, ends in a slash
   * @returns whether there is such a file; if not, nothing was answered
   */
  async answer(
    { path, query }: Target,
    base: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    if (`${path}/` === base) return redirect(response, base + query)
    const found = path.startsWith(base) ? await this.#find(path.slice(base.length)) : undefined
    if (found === undefined) return false
    // Browsers read a path that begins with two slashes as the name of another host.
    if (found.isFolder)
      return redirect(response, `${base}${path.slice(base.length).replace(/^\/+/, '')}/${query}`)
    const address = `/${relative(this.#root, found.file).split(sep).join('/')}`
    const headers = this.#headersOf(address.replace(/(?<=\/)index\.html$/, ''))
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    return this.#send(address, request, response)
  }

  /** The file of a path, or the folder that a slash is missing after. */
  async #find(path: string): Promise<{ file: string; isFolder: boolean } | undefined> {
    const segments = decoded(path)?.split('/')
    if (!segments?.every((segment) => !/^\.|[\\:]/.test(segment))) return undefined
    try {
      const place = await realpath(join(this.#root, ...segments))
      if (place !== this.#root && !place.startsWith(this.#root + sep)) return undefined
      const isFolder = (await stat(place)).isDirectory()
      const hasSlash = segments.at(-1) === ''
      if (!isFolder) return hasSlash ? undefined : { file: place, isFolder }
      const file = await realpath(join(place, 'index.html'))
      return (await stat(file)).isFile() ? { file, isFolder: !hasSlash } : undefined
    } catch (error) {
      if (isAbsence(error)) return undefined
      throw error
    }
  }

  /** @returns false where the file has gone since it was found */
  #send(address: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = address.split('/').map(encodeURIComponent).join('/')
    const { promise, resolve, reject } = Promise.withResolvers<boolean>()
    response.once('close', () => resolve(true))
    send(request, path, { root: this.#root, index: false, dotfiles: 'allow', cacheControl: false })
      .on('error', (error: Error & { status: number; headers?: Record<string, string> }) => {
        if (error.status === 404 && !response.headersSent) resolve(false)
        else if (error.status >= 500) reject(error)
        else answerStatus(response, error.status, error.headers)
      })
      .on('directory', () => resolve(false))
      .pipe(response)
    return promise
  }
}

function redirect(response: ServerResponse, location: string): true {
  answerStatus(response, 301, { Location: location })
  return true
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EINVAL'].includes(code)
}
