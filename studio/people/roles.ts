import { type Locale, locales } from '#src/locales.ts'
import { recordsIn } from '#src/model/fields.ts'
import type { Localized } from '#src/model/localized.ts'
import { memoWith } from '#src/model/memo.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { usualRoles } from '../importer/contribution-roles.ts'
import { foldForMatching } from '../importer/vocabulary.ts'
import { textIn } from '../schema/localized-fields.ts'

/** What somebody does in a session, in the languages in which it is known. */
export type Role = Localized<string>

/** The texts of a localized field; two fields with the same texts give the same role. */
export const roleIn = (list: unknown): Role =>
  Object.fromEntries(
    locales.flatMap(({ locale }) => {
      const text = textIn(locale, list)
      return text === '' ? [] : [[locale, text] as const]
    }),
  )

/**
 * The roles that a form offers: those that the content has, the most frequent first, then the usual ones. One that lacks a
 * language is completed by another that says the same in a language they share. Costs one look at each contribution; what
 * a session says is kept with its document.
 */
export function offeredRoles(documents: readonly RawDocument[]): readonly Role[] {
  const counted = new Map<string, { role: Role; count: number }>()
  for (const document of documents)
    if (document._type === 'session')
      for (const role of rolesOf(document)) {
        const key = JSON.stringify(role)
        counted.set(key, { role, count: (counted.get(key)?.count ?? 0) + 1 })
      }
  const used = [...counted.values()].sort((a, b) => b.count - a.count).map(({ role }) => role)
  const whole = [...used.filter(isWhole), ...usualRoles]
  const completed = used.map((role) => whole.find((one) => isSame(role, one)) ?? role)
  return [...new Map([...completed, ...usualRoles].map((role) => [keyOf(role), role])).values()]
}

/** The roles that have every word of a search in some language. */
export function rolesFound(roles: readonly Role[], search: string): readonly Role[] {
  const wanted = foldForMatching(search).split(' ')
  return roles.filter((role) => {
    const texts = foldForMatching(Object.values(role).join(' '))
    return wanted.every((word) => texts.includes(word))
  })
}

const rolesOf = memoWith((session: RawDocument) =>
  recordsIn(session.contributors)
    .map(({ role }) => roleIn(role))
    .filter((role) => Object.keys(role).length > 0),
)

const isWhole = (role: Role) => locales.every(({ locale }) => role[locale] !== undefined)

/** Whether two roles say the same in each language that both have, and have one. */
function isSame(one: Role, other: Role): boolean {
  const shared = locales.filter(({ locale }) => one[locale] !== undefined && other[locale] !== undefined)
  const folded = (role: Role, locale: Locale) => foldForMatching(role[locale] ?? '')
  return shared.length > 0 && shared.every(({ locale }) => folded(one, locale) === folded(other, locale))
}

const keyOf = (role: Role) => foldForMatching(JSON.stringify(role))
