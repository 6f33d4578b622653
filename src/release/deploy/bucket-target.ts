import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Bucket } from '#src/client/bucket.ts'
import { contentTypeOf } from '#src/serving/content-types.ts'
import { headerRules, headersAt } from '../headers.ts'
import { type Destination, isKept } from './deployment.ts'

/**
 * A part of a bucket. Objects are compared by their MD5 digests, which services give as ETag. Of the headers of a release
 * an object can keep those of the file itself; the others are set at what stands before the bucket.
 * @param options.all sends files that are there already too, with their headers
 */
export function bucketTarget(
  bucket: Bucket,
  { folder, prefix, all = false }: { folder: string; prefix: string; all?: boolean },
): Destination {
  const digests = new Map<string, string>()
  const digestOf = async (path: string) => {
    const known = digests.get(path) ?? (await md5(join(folder, path)))
    digests.set(path, known)
    return known
  }
  return {
    compare: async (files) => {
      const found = await bucket.digests(prefix)
      const created: string[] = []
      const changed: string[] = []
      for (const { path } of files) {
        const there = found.get(prefix + path)
        if (there === undefined) created.push(path)
        else if (all || there !== (await digestOf(path))) changed.push(path)
      }
      const own = new Set(files.map(({ path }) => prefix + path))
      const removed = [...found.keys()]
        .filter((key) => !own.has(key))
        .map((key) => key.slice(prefix.length))
        // The prefix itself, as consoles make it for a folder.
        .filter((path) => path !== '' && !isKept(path))
      return { created, changed, removed }
    },
    read: (path) => bucket.read(prefix + path),
    apply: async ({ steps, removed }, onSent) => {
      for (const paths of steps)
        await inTurns(paths, async (path) => {
          const about = { digest: await digestOf(path), headers: objectHeaders(path) }
          await bucket.write(prefix + path, new Uint8Array(await readFile(join(folder, path))), about)
          onSent(path)
        })
      await inTurns(removed, (path) => bucket.remove(prefix + path))
      return undefined
    },
  }
}

/** The headers of a release's address that belong to an object, whatever the site. */
function objectHeaders(path: string): Readonly<Record<string, string>> {
  const address = `/${path}`.replace(/(?<=\/)index\.html$/, '')
  const all = headersAt(rules, address)
  const own = Object.entries(all).filter(([name]) => keptByObjects.includes(name))
  return { ...Object.fromEntries(own), 'Content-Type': contentTypeOf(address) }
}

const rules = headerRules({ embedHosts: [], https: false })
const keptByObjects = ['Cache-Control', 'Content-Disposition']

/** Does something for all items, for a few at a time. Stops at the first that fails. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

const atOnce = 8

async function md5(path: string): Promise<string> {
  const hash = createHash('md5')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
