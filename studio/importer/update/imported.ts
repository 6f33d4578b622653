import type { Locale } from '#src/locales.ts'
import { cleanText, plainSpaces } from '#src/model/clean-text.ts'
import { recordsIn } from '#src/model/fields.ts'
import { referencedId, referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { sourceHash, sourceWords } from '#src/rules/review.ts'
import { languageItems, textIn } from '../../schema/localized-fields.ts'

/** What an import can write and compare, in each type. One has a name of a field, or of the fields that belong together. */
export const aspects = {
  edition: ['title', 'city', 'country', 'venue', 'timeZone', 'brief', 'objectives', 'outcomes'],
  part: ['title'],
  session: [
    ...(['title', 'time', 'rooms', 'status', 'part', 'contributors', 'description'] as const),
    ...(['spokenLanguages', 'interpretation', 'links'] as const),
  ],
  break: ['title', 'time'],
  strategySection: ['text'],
} as const
export type ImportedType = keyof typeof aspects
export type Aspect = (typeof aspects)[ImportedType][number]

export const isImportedType = (type: string): type is ImportedType => type in aspects

const localized: ReadonlySet<Aspect> = new Set([
  ...(['title', 'city', 'country', 'venue', 'brief', 'objectives', 'outcomes'] as const),
  ...(['description', 'text', 'contributors', 'links'] as const),
])

/** What a document says of something, in one language and with plain spaces, as texts are read; empty where it says nothing. Other documents are their ids. */
export function aspectText(document: RawDocument, aspect: Aspect, locale: Locale): string {
  const value = document[aspect]
  switch (aspect) {
    case 'time':
      return [document.date, document.start, document.end]
        .map((part) => part ?? '')
        .join(' ')
        .trim()
    case 'timeZone':
      return typeof value === 'string' ? value : ''
    case 'status':
      return value === 'cancelled' ? 'cancelled' : 'scheduled'
    case 'part':
      return referencedId(value) ?? ''
    case 'rooms':
      return referencedIds(value).join(' ')
    case 'contributors':
      return recordsIn(value)
        .map(({ contributor, role }) => `${referencedId(contributor)} ${textIn(locale, role)}`)
        .join('\n')
    case 'spokenLanguages':
      return Array.isArray(value) ? value.join(' ') : ''
    case 'interpretation':
      return recordsIn(value)
        .map(({ language }) => language)
        .join(' ')
    case 'links':
      return recordsIn(value)
        .map(({ url }) => url)
        .join('\n')
    default:
      return plainSpaces(
        cleanText(sourceWords(languageItems(value).find(({ language }) => language === locale)?.value)),
      ).trim()
  }
}

/** What an import wrote: for each thing that it knew, the hash of what a text said of it. */
export type Imported = ReadonlyMap<string, string>

/** @returns undefined for a document that no import made, or that was made before imports were recorded */
export function importedOf({ imported }: RawDocument): Imported | undefined {
  if (typeof imported !== 'string') return undefined
  return new Map(
    imported.split(' ').flatMap((one): [string, string][] => {
      const [name, hash] = one.split(':')
      return name && hash ? [[name, hash]] : []
    }),
  )
}

export const importedText = (imported: Imported): string =>
  [...imported].map(([name, hash]) => `${name}:${hash}`).join(' ')

/** The name and the hash of what a text says, as they stand in the field `imported`. */
export const importedEntry = (aspect: Aspect, text: string, locale: Locale): [string, string] => [
  localized.has(aspect) ? `${aspect}.${locale}` : aspect,
  sourceHash(text),
]

/** A draft of an import with the record of what it has. */
export function withImported(draft: RawDocument, locale: Locale): RawDocument {
  const type = draft._type
  if (!isImportedType(type)) return draft
  const entries = aspects[type].map((aspect): [Aspect, string] => [aspect, aspectText(draft, aspect, locale)])
  const known = entries.filter(([, text]) => text !== '')
  return {
    ...draft,
    imported: importedText(new Map(known.map(([aspect, text]) => importedEntry(aspect, text, locale)))),
  }
}
