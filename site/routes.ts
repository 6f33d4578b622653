import type { Subject } from '#src/addresses/paths.ts'
import { isLocale, type Locale } from '#src/locales.ts'
import { builtContent, getContent } from './content-source.ts'

type Params = Record<string, string | undefined>

/** The pages of some kinds as `getStaticPaths` wants them: one record of segments a page. */
export function pathsOf<const Names extends readonly string[]>(
  kinds: readonly Subject['kind'][],
  names: Names,
): { params: { [N in Names[number]]: string } }[] {
  return builtContent()
    .addresses.entries.filter(({ subject }) => kinds.includes(subject.kind))
    .map(({ address }) => ({ params: named(names, address.split('/').slice(1, -1)) }))
}

/** What the page at these segments is about; undefined where there is no such page. */
export function subjectAt(
  locals: App.Locals,
  ...segments: (string | undefined)[]
): { locale: Locale; subject: Subject } | undefined {
  return getContent(locals).addresses.at(`/${segments.join('/')}/`)
}

/** The locale among a page's parameters. */
export function localeIn({ locale }: Params): Locale | undefined {
  return isLocale(locale) ? locale : undefined
}

const named = <Names extends readonly string[]>(names: Names, segments: readonly string[]) =>
  Object.fromEntries(names.map((name, index) => [name, segments[index] ?? ''])) as {
    [N in Names[number]]: string
  }
