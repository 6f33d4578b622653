import type { Subject } from '#src/addresses/paths.ts'
import { isLocale, type Locale } from '#src/locales.ts'
import { builtContent, getContent } from './content-source.ts'

type Params = Record<string, string | undefined>

/** The pages of some kinds for `getStaticPaths`: for each page a record of its address's segments. */
export function pathsOf<const Names extends readonly string[]>(
  kinds: readonly Subject['kind'][],
  names: Names,
): { params: { [N in Names[number]]: string } }[] {
  return builtContent()
    .addresses.entries.filter(({ subject }) => kinds.includes(subject.kind))
    .map(({ address }) => ({ params: segmentsByName(names, address.split('/').slice(1, -1)) }))
}

/** The locale and subject of the page with these segments; undefined where there is no such page. */
export function subjectAt(
  locals: App.Locals,
  ...segments: (string | undefined)[]
): { locale: Locale; subject: Subject } | undefined {
  return getContent(locals).addresses.at(`/${segments.join('/')}/`)
}

/** The locale in a page's parameters; undefined where it is not one of ours. */
export function localeIn({ locale }: Params): Locale | undefined {
  return isLocale(locale) ? locale : undefined
}

const segmentsByName = <Names extends readonly string[]>(names: Names, segments: readonly string[]) =>
  Object.fromEntries(names.map((name, index) => [name, segments[index] ?? ''])) as {
    [N in Names[number]]: string
  }
