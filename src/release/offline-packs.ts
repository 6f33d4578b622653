import { hash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Content } from '#src/content/content.ts'
import { type PackPlan, packPlans, packText } from '#src/feeds/offline-pack.ts'
import { fileAt, type Renderer } from './renderer/renderer.ts'

/** Whether a file is what browsers keep of an edition: made of other files of the release, once those stand. */
export const isOfflinePack = (path: string): boolean => /^[^/]+\/feeds\/[^/]+\/offline\.json$/.test(path)

/** Reads a file of the release that is being made, at its path. */
export type ReadMade = (path: string) => Promise<Uint8Array>

/** The packs of a release, each outdated whenever a file that it is made of comes out with other bytes. */
export class OfflinePacks {
  readonly #files: Renderer['files']
  readonly #read: ReadMade
  #plans: ReadonlyMap<string, PackPlan> = new Map()
  /** The packs that a file belongs to. */
  readonly #packsWith = new Map<string, Set<string>>()
  /** The digests of the files that packs are made of. */
  readonly #digests = new Map<string, string>()
  readonly #standing = new Set<string>()
  #common: Promise<Parameters<typeof packText>[2]> | undefined

  /** @param files the files that are the same in each release */
  constructor(files: Renderer['files'], read: ReadMade) {
    this.#files = files
    this.#read = read
  }

  has(path: string): boolean {
    return this.#plans.has(path)
  }

  /** The packs that are to be made, again or for the first time. */
  get outdated(): readonly string[] {
    return [...this.#plans.keys()].filter((path) => !this.#standing.has(path))
  }

  /** Goes on with other content. */
  update(content: Content): void {
    const plans = new Map(packPlans(content).map((plan) => [fileAt(plan.address), plan]))
    this.#packsWith.clear()
    for (const [path, plan] of plans) {
      if (planText(plan) !== planText(this.#plans.get(path))) this.#standing.delete(path)
      for (const member of membersOf(plan))
        this.#packsWith.set(member, (this.#packsWith.get(member) ?? new Set()).add(path))
    }
    for (const path of this.#digests.keys()) if (!this.#packsWith.has(path)) this.#digests.delete(path)
    this.#plans = plans
  }

  /** A file of the release was made. */
  note(path: string, bytes: Uint8Array): void {
    const packs = this.#packsWith.get(path)
    if (packs === undefined) return
    const digest = hash('sha256', bytes)
    if (this.#digests.get(path) === digest) return
    this.#digests.set(path, digest)
    for (const pack of packs) this.#standing.delete(pack)
  }

  /** Makes a pack of the files as they stand. @throws what reading them throws */
  async make(path: string): Promise<Uint8Array> {
    const plan = this.#plans.get(path)
    if (plan === undefined) throw new Error(`There is no pack ${path}`)
    this.#common ??= this.#readCommon()
    const files = new Map<string, string>()
    for (const address of [...plan.pages, ...plan.texts])
      files.set(address, Buffer.from(await this.#read(fileAt(address))).toString())
    const bytes = Buffer.from(packText(plan, files, await this.#common))
    this.#standing.add(path)
    return bytes
  }

  async #readCommon(): Promise<Parameters<typeof packText>[2]> {
    const paths = [...this.#files.keys()]
    const isAsset = (path: string) => path.startsWith('_astro/')
    const texts = new Map<string, string>()
    for (const path of paths)
      if (!isAsset(path)) texts.set(path, await readFile(this.#files.get(path) ?? '', 'utf8'))
    return { texts, assets: paths.filter(isAsset) }
  }
}

/** Adds the packs to a folder with a whole site, as `astro build` leaves it. */
export async function addOfflinePacks(folder: string, content: Content): Promise<void> {
  const paths = globSync(['_astro/**/*.*', '*.{js,css}'], { cwd: folder })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !ofContent.has(path))
    .sort()
  const packs = new OfflinePacks(new Map(paths.map((path) => [path, join(folder, path)])), (path) =>
    readFile(join(folder, path)),
  )
  packs.update(content)
  for (const path of packs.outdated) await writeFile(join(folder, path), await packs.make(path))
}

/** The scripts at the root of a site that its content decides. */
const ofContent: ReadonlySet<string> = new Set(['embed.js', 'sw.js'])

const membersOf = ({ pages, texts }: PackPlan): readonly string[] => [...pages, ...texts].map(fileAt)

/** All of a plan that its pack depends on, besides the files. */
const planText = (plan: PackPlan | undefined): string =>
  plan === undefined ? '' : JSON.stringify([plan.pages, plan.texts, plan.edition.timeZone, plan.edition.city])
