import type { HeaderRule } from '#src/release/headers.ts'
import type { ReleaseFile, StoredRelease } from '#src/release/store/release-history.ts'
import type { NewRelease, ReleaseStore } from '#src/release/store/release-store.ts'

/** Publishes contents by path; null takes a file away. */
export async function publishContents(
  store: ReleaseStore,
  contents: Readonly<Record<string, string | Uint8Array | null>>,
  { headers = [], ...more }: Partial<NewRelease> & { headers?: readonly HeaderRule[] } = {},
): Promise<StoredRelease> {
  const changed = new Map<string, ReleaseFile>()
  const gone: string[] = []
  for (const [path, content] of Object.entries(contents)) {
    if (content === null) {
      gone.push(path)
      continue
    }
    const bytes = Buffer.from(content)
    changed.set(path, { digest: await store.put(bytes), bytes: bytes.length })
  }
  return store.publish({ changed, gone, headers, ...more })
}
