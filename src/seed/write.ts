import { type Locale, sourceLocale } from '#src/locales.ts'
import { fieldsOf, localizedItems } from '#src/model/fields.ts'
import type * as stored from '#src/model/types.ts'
import { sourceRecord } from '#src/rules/review.ts'

/** Functions that write the default content: they turn texts into documents as the lake stores them. */

/** A value in each language that the default content is written in. */
export type Words<Value = string> = { readonly [L in SeedLocale]: Value }

/** A value that some languages lack; each still has to be named. */
export type Gapped<Value = string> = Words<Value | undefined>

/** A proper name that is the same in every language. */
export const same = (name: string): Words => ({ en: name, fr: name, es: name })

/** One line of text. */
export const line = (words: Gapped) => localized('internationalizedArrayStringValue', words, typeset)

/** A sentence or two. */
export const text = (words: Gapped) => localized('internationalizedArrayTextValue', words, typeset)

/** The last segment of an address. */
export const slug = (words: Gapped) =>
  localized('internationalizedArraySlugValue', words, (current) => ({ _type: 'slug' as const, current }))

/**
 * Rich text, one string per paragraph. `# ` begins a heading and `- ` an item of a list; a paragraph may contain
 * `**bold**` and `[text](https://address)`.
 */
export const rich = (words: Gapped<readonly string[]>) =>
  localized('internationalizedArrayRichTextValue', words, (paragraphs, locale) =>
    paragraphs.map((paragraph, index) => block(typeset(paragraph, locale), index + 1)),
  )

/** A strong reference to another document of the default content. */
export const reference = (id: string) => ({ _type: 'reference' as const, _ref: id })

/** A document of the default content as the lake stores it, without the fields that the lake sets itself. */
export type SeedDocument = Unwritten & { review: ReturnType<typeof reviewsOf> }

/** What an empty lake can start with: documents, and the images and files that belong to them. */
export type SeedContent = {
  readonly documents: readonly SeedDocument[]
  readonly images: readonly SeedImage[]
  readonly files: readonly SeedFile[]
}

/** The image for a field of a document, `image` where none is named: a file, or a drawing, to be made into a PNG unless its name says SVG. */
export type SeedImage = {
  readonly documentId: string
  readonly filename: string
  readonly field?: 'mark' | 'markDark'
} & ({ readonly file: URL } | { readonly svg: string })

/** A file that documents refer to by `id`, which is the one that a lake gives to these bytes. */
export type SeedFile = { readonly id: string; readonly filename: string; readonly bytes: Uint8Array }

/** Adds the `review` list of a document, in which no translation is reviewed yet. */
export const written = (document: Unwritten): SeedDocument => ({
  ...document,
  review: fieldsOf(document).flatMap(reviewsOf),
})

type Unwritten = WithoutHistory<
  | stored.Forum
  | stored.StrategySection
  | stored.Edition
  | stored.Part
  | stored.Session
  | stored.Break
  | stored.Contributor
  | stored.Page
  | stored.Room
  | stored.Term
>

type WithoutHistory<D> = D extends D
  ? Omit<D, '_createdAt' | '_updatedAt' | '_rev' | 'review' | 'imported'>
  : never

type SeedLocale = 'en' | 'fr' | 'es'

const seedLocales = ['en', 'fr', 'es'] as const satisfies readonly (SeedLocale & Locale)[]

function localized<Type extends string, From, To>(
  type: Type,
  words: Gapped<From>,
  stored: (value: From, locale: SeedLocale) => To,
) {
  return seedLocales.flatMap((locale) => {
    const value = words[locale]
    if (value === undefined) return []
    return [{ _key: locale, _type: type, language: locale, value: stored(value, locale) }]
  })
}

function reviewsOf({ path, value }: { path: string; value: unknown }) {
  const items = localizedItems(value) ?? []
  const source = items.find(({ language }) => language === sourceLocale)
  if (source === undefined) return []
  return items
    .filter((item) => item !== source)
    .map(({ language }) => ({
      _key: `${path.replace(/\[_key=="([^"]+)"\]/g, '-$1').replaceAll('.', '-')}-${language}`,
      _type: 'translationReview' as const,
      path,
      language,
      ...sourceRecord(source.value),
      reviewed: false,
    }))
}

/** Adds the no-break spaces of French: narrow ones, except before a colon. */
function typeset(value: string, locale: SeedLocale): string {
  if (locale !== 'fr') return value
  return value
    .replaceAll(' :', '\u00A0:')
    .replace(/ ([;!?»])/g, '\u202F$1')
    .replaceAll('« ', '«\u202F')
}

function block(paragraph: string, number: number) {
  const mark = /^(# |- )/.exec(paragraph)?.[0] ?? ''
  const pieces = paragraph
    .slice(mark.length)
    .split(markup)
    .filter((piece) => piece !== '')
  const links = pieces.flatMap((piece, index) => {
    const href = linkParts.exec(piece)?.[2]
    return href === undefined ? [] : [{ _key: `link-${index + 1}`, _type: 'link' as const, href }]
  })
  return {
    _key: `block-${number}`,
    _type: 'block' as const,
    style: mark === '# ' ? ('h3' as const) : ('normal' as const),
    ...(mark === '- ' && { listItem: 'bullet' as const, level: 1 }),
    children: pieces.map((piece, index) => span(piece, index + 1)),
    markDefs: links,
  }
}

const markup = /(\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))/
const linkParts = /^\[(.+)\]\((.+)\)$/

function span(piece: string, number: number) {
  const words = linkParts.exec(piece)?.[1]
  const isBold = piece.startsWith('**')
  return {
    _key: `span-${number}`,
    _type: 'span' as const,
    text: words ?? (isBold ? piece.slice(2, -2) : piece),
    marks: words !== undefined ? [`link-${number}`] : isBold ? ['strong'] : [],
  }
}
