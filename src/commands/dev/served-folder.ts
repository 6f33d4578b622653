import { glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import type { HeaderRule } from '#src/release/headers.ts'
import { ReleaseServer } from '#src/release/server/release-server.ts'
import type { ReleaseFile } from '#src/release/store/release-history.ts'
import { ReleaseStore } from '#src/release/store/release-store.ts'

/** Serves a folder of files as `npm run serve` serves releases. Old addresses have their pages, and no rules. */
export class ServedFolder {
  readonly listener: RequestListener
  readonly #releases: string
  readonly #store: ReleaseStore
  readonly #server: ReleaseServer

  /** @param base the path of SITE_URL, ends in a slash */
  static async open(base: string): Promise<ServedFolder> {
    const releases = await mkdtemp(join(tmpdir(), 'forum-releases-'))
    return new ServedFolder(releases, await ReleaseStore.open(releases), base)
  }

  private constructor(releases: string, store: ReleaseStore, base: string) {
    this.#releases = releases
    this.#store = store
    this.#server = new ReleaseServer(store, base)
    this.listener = this.#server.listener
  }

  /** Shows the files that a folder has now, and no others. */
  async show(folder: string, headers: readonly HeaderRule[]): Promise<void> {
    const changed = new Map<string, ReleaseFile>()
    const putting: Promise<void>[] = []
    for await (const entry of glob('**/*', { cwd: folder, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const file = join(entry.parentPath, entry.name)
      const put = async () => {
        const bytes = await readFile(file)
        const path = relative(folder, file).split(sep).join('/')
        changed.set(path, { digest: await this.#store.put(bytes), bytes: bytes.byteLength })
      }
      putting.push(put())
    }
    await Promise.all(putting)
    const gone = [...(this.#store.newest?.files.keys() ?? [])].filter((path) => !changed.has(path))
    await this.#store.publish({ changed, gone, headers })
  }

  async close(): Promise<void> {
    this.#server.close()
    await this.#store.close()
    await rm(this.#releases, { recursive: true, force: true })
  }
}
