import { getValueAtPath, type Path, stringToPath } from 'sanity'
import { locales } from '#src/locales.ts'
import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { fieldName } from '#src/rules/findings.ts'
import { studioLocale } from '../language.ts'

/** A field of a document by its label, with the language where it is a text of one. @example 'Title (Français)' */
export function notedField(document: RawDocument | undefined, path: string): string {
  const steps = fieldSteps(path)
  const last = steps.at(-1) === 'value' ? getValueAtPath(document, steps.slice(0, -1)) : undefined
  const language = isRecord(last) ? locales.find(({ locale }) => locale === last.language)?.name : undefined
  const field = fieldName(path.replace(/\]\.value$/, ']'), studioLocale)
  return language === undefined ? field : `${field} (${language})`
}

/** A path that was stored, in steps; none where it cannot be read. */
export function fieldSteps(path: string): Path {
  try {
    return stringToPath(path)
  } catch {
    return []
  }
}
