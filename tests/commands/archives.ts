import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { packTar, type TarEntry, unpackTar } from 'modern-tar'

export type Parts = {
  readonly lines?: readonly unknown[]
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly entries?: readonly TarEntry[]
}

/** Writes a tarball in the format of an export, or with errors in it. */
export async function writeArchive(
  path: string,
  { lines = [], files = {}, entries = [] }: Parts,
): Promise<void> {
  const list = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const contents: [string, string | Uint8Array][] = [['data.ndjson', list], ...Object.entries(files)]
  const packed = contents.map(([name, content]) => {
    const body = Buffer.from(content)
    return { header: { name: `export/${name}`, size: body.length }, body }
  })
  writeFileSync(path, gzipSync(await packTar([...packed, ...entries])))
}

/** The files of a tarball, by their names without the folder. */
export async function readArchive(path: string): Promise<Map<string, string>> {
  const entries = await unpackTar(gunzipSync(readFileSync(path)))
  return new Map(
    entries.map(({ header, data }) => [
      header.name.replace(/^[^/]+\//, ''),
      Buffer.from(data ?? []).toString('latin1'),
    ]),
  )
}
