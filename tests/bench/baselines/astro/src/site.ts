import { type Entry, readSite } from '../../site.ts'

export const site = readSite()

type Params = Readonly<Record<string, string>>

/** The pages of some kinds, with the segments of their addresses under these names. */
export const pathsOf = (kinds: readonly Entry['kind'][], names: readonly string[]) =>
  site.entries
    .filter(({ kind }) => kinds.includes(kind))
    .map((entry) => {
      const segments = entry.address.split('/').slice(1, -1)
      const params: Params = Object.fromEntries(names.map((name, index) => [name, segments[index] ?? '']))
      return { params, props: { entry } }
    })
