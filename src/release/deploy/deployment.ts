import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { z } from 'zod'
import { DeployError } from './deploy-error.ts'

/** A file of a release by its path in the folder, with slashes. */
export type DeployedFile = { readonly path: string; readonly bytes: number }

/** How a release differs from what stands at a target, as paths. */
export type Differences = {
  readonly created: readonly string[]
  readonly changed: readonly string[]
  /** What stands there and is not in the release. Never what `isKept`. */
  readonly removed: readonly string[]
}

/** A place that a release is deployed to. */
export type Destination = {
  compare(files: readonly DeployedFile[]): Promise<Differences>
  /** The text of a file at the target; undefined where there is none. */
  read(path: string): Promise<string | undefined>
  /**
   * Makes the target hold the release. `steps` are the paths to send; each step stands before the next one begins, and
   * `removed` go last. `onSent` is called with the path of each file, where
   * they are sent one by one.
   * @returns the bytes that went over the connection since the comparison began, where they are counted
   */
  apply(
    change: { readonly steps: readonly (readonly string[])[]; readonly removed: readonly string[] },
    onSent: (path: string) => void,
  ): Promise<number | undefined>
}

export type Deployment = {
  readonly sent: readonly DeployedFile[]
  readonly removed: readonly string[]
  readonly unchanged: number
  /** Bytes over the connection: less than those of the files where these are compressed or sent in part. */
  readonly connectionBytes?: number | undefined
}

/**
 * Sends what has changed of the release in a folder to a target.
 * @param plan is called before anything is sent; with `dryRun` nothing is
 * @throws {DeployError} where the folder has no release, the target holds something else, or addresses would be lost
 */
export async function deploy(
  folder: string,
  destination: Destination,
  {
    dryRun = false,
    plan = () => {},
    onSent = () => {},
  }: { dryRun?: boolean; plan?: (deployment: Deployment) => void; onSent?: (path: string) => void } = {},
): Promise<Deployment> {
  const files = await releaseFiles(folder)
  const differences = await destination.compare(files)
  const { created, changed, removed } = differences
  const unchanged = files.length - created.length - changed.length
  if (created.includes(mark) && unchanged + changed.length + removed.length > 0)
    throw new DeployError(
      'The target has files that are no site of this project; nothing was changed there',
      'Name a target that is new, empty, or holds a site of this project.',
    )
  if (changed.includes(ledgerFile)) await requireAllAddresses(folder, destination)
  const sizes = new Map(files.map(({ path, bytes }) => [path, bytes]))
  const sent = [...created, ...changed].map((path) => ({ path, bytes: sizes.get(path) ?? 0 }))
  plan({ sent, removed, unchanged })
  if (dryRun) return { sent, removed, unchanged }
  const connectionBytes = await destination.apply({ steps: stepsOf(differences), removed }, onSent)
  return { sent, removed, unchanged, connectionBytes }
}

/** What others put beside a site, and no deployment removes: at the root, names with a first dot, and the `CNAME` of Pages. */
export const isKept = (path: string): boolean => path.startsWith('.') || path === 'CNAME'

/** A file that every release has. Where it stands, an earlier release was deployed. */
const mark = 'release.json'
const ledgerFile = 'addresses.json'

/**
 * The files of a release.
 * @throws {DeployError} where there is none, or it was built for this machine
 */
async function releaseFiles(folder: string): Promise<readonly DeployedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files: DeployedFile[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.push({ path: relative(folder, path).split(sep).join('/'), bytes: (await stat(path)).size })
  }
  const names = new Set(files.map(({ path }) => path))
  if (![mark, ledgerFile, '404.html'].every((name) => names.has(name)))
    throw new DeployError(`There is no site in ${folder}`, 'Build it first: npm run build')
  const robots = await readFile(join(folder, 'robots.txt'), 'utf8').catch(() => '')
  const [, host] = /^Sitemap: https?:\/\/(localhost|127\.0\.0\.1|\[::1\])\b/m.exec(robots) ?? []
  if (host !== undefined)
    throw new DeployError(
      `The site in ${folder} was built for ${host}, so its links lead to the reader’s own machine`,
      'Set SITE_URL to the address that the site will have, and build it again.',
    )
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Refuses a release that does not continue the ledger of the site that stands at the target, as of another copy of the data. */
async function requireAllAddresses(folder: string, destination: Destination): Promise<void> {
  const earlier = await destination.read(ledgerFile)
  const addresses = addressesIn(await readFile(join(folder, ledgerFile), 'utf8'))
  const lost = [...addressesIn(earlier ?? '{}')].filter((address) => !addresses.has(address))
  if (lost.length === 0) return
  const some = lost.slice(0, 5).join(', ')
  throw new DeployError(
    `This release would lose ${lost.length === 1 ? '1 address' : `${lost.length} addresses`} that the site at the target has: ${some}${lost.length > 5 ? ', …' : ''}`,
    'It was not built from the ledger of that site. Bring back its addresses.json (as DATA_DIR/addresses.json), and build again.',
  )
}

function addressesIn(text: string): Set<string> {
  const ledger = z.looseObject({ addresses: z.record(z.string(), z.unknown()) }).safeParse(parsedJson(text))
  return new Set(Object.keys(ledger.data?.addresses ?? {}))
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The order of sending: what pages need before the pages, so that none leads to what is not there yet. The mark of a
 * first deployment before all: of one that was cut short, the next one then knows that it is its own.
 */
function stepsOf({ created, changed }: Differences): readonly (readonly string[])[] {
  const isLate = (path: string) => path.endsWith('.html') || lastFiles.includes(path)
  const first = created.filter((path) => path === mark)
  const others = [...created.filter((path) => path !== mark), ...changed]
  return [first, others.filter((path) => !isLate(path)), others.filter(isLate)].filter(
    ({ length }) => length > 0,
  )
}

const lastFiles = ['sitemap.xml', ledgerFile, mark]
