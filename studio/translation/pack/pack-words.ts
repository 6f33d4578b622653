import { isWordKey, type Words } from '#src/i18n.ts'
import { languageOf } from '#src/locales.ts'
import { localizedItems } from '#src/model/fields.ts'
import { markedWords } from '../marked-text.ts'
import { wordChanges } from '../word-changes.ts'
import type { Pack, PackUnit } from './pack.ts'

/** What a pack says to its translator, in the translator's language. */

/** The name of a field after those of the fields around it, in the order of its path. */
export const fieldNames = (path: string, words: Words): readonly string[] =>
  path
    .replace(/\[[^\]]*\]/g, '')
    .split('.')
    .map((key) => {
      const name = `field.${key}`
      return isWordKey(name) ? words(name) : key
    })

/** The title of a document in the source language of a pack, else in any. */
export function packTitle(document: Readonly<Record<string, unknown>>, { source }: Pack): string {
  const items = localizedItems(document.title) ?? localizedItems(document.name) ?? []
  const found = items.find(({ language }) => language === source) ?? items[0]
  return typeof found?.value === 'string' ? found.value : ''
}

/**
 * What changed in the source of a unit, in one line; undefined where nothing is known to have changed.
 * @example 'The [local → regional] agenda [+ and more]'
 */
export function sourceChangeNote({ before, source }: PackUnit, pack: Pack): string | undefined {
  if (before === undefined) return undefined
  const changes = wordChanges(before, markedWords(source), languageOf(pack.source).lang)
  return changes
    .map(({ kind, text }, at) => {
      if (kind === 'same') return text
      if (kind === 'gone')
        return changes[at + 1]?.kind === 'new' ? `[${text.trim()} → ` : `[− ${text.trim()}]`
      return changes[at - 1]?.kind === 'gone' ? `${text.trim()}]` : `[+ ${text.trim()}]`
    })
    .join('')
}
