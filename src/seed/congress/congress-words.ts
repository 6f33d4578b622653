import { createHash } from 'node:crypto'
import { slugOf } from '#src/model/slug-of.ts'
import { type Gapped, slug } from '../write.ts'

/** How the texts of the congress are written down, and how its ids and keys are made. */

/** Texts in English, French and Spanish. `undefined` is a language that editors have not written yet, on purpose. */
export const w = <Value = string>(
  en: Value | undefined,
  fr: Value | undefined,
  es: Value | undefined,
): Gapped<Value> => ({ en, fr, es })

/** The address that the Studio's form proposes for a title, in each language that has one. */
export const slugFor = ({ en, fr, es }: Gapped) =>
  slug({ en: en && slugOf(en), fr: fr && slugOf(fr), es: es && slugOf(es) })

/**
 * An id as the Studio makes them, always the same for a name.
 * @example congressId('edition 2027') → 'b1d6…', a UUID of version 8 (RFC 9562)
 */
export function congressId(name: string): string {
  const digits = digestOf(name)
  const variant = ((Number.parseInt(digits.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(18, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}

/** The key of an item of a list, as the Studio makes them; begins with a letter. */
export const keyOf = (name: string): string => `a${digestOf(name).slice(0, 11)}`

const digestOf = (name: string) => createHash('sha256').update(`congress ${name}`).digest('hex')
