import { isWordKey, type WordKey } from '#src/i18n.ts'
import { maxSlugLength } from '#src/model/slugs.ts'
import { t } from '../language.ts'

/**
 * Adds titles and descriptions to a type, in the language of the Studio. The keys of the words follow from the names:
 * `type.<type>` and `studio.help.<type>`; for a field `field.<field>`, and `studio.help.<type>.<field>` or, where the
 * field means the same in all types, `studio.help.<field>`; for a group `studio.group.<group>`.
 */
export function withLabels<T extends object & { name: string }>(type: T): T {
  const { name } = type
  return {
    ...type,
    title: capitalised(label(`type.${name}`)),
    description: label(`studio.help.${name}`),
    ...inner(type, name),
  }
}

/** An order that editors can choose for a list of documents. */
export const ordering = <By>(name: string, by: By) => ({ name, title: label(`studio.ordering.${name}`), by })

/** The choices of a field, with their titles. */
export const choices = (field: string, values: readonly string[]) =>
  values.map((value) => ({ value, title: label(`studio.option.${field}.${value}`) }))

const inner = (definition: object, type: string): object => ({
  ...listOf(definition, 'fields', (field) => namedField(field, type)),
  ...listOf(definition, 'fieldsets', (row) => namedField(row, type)),
  ...listOf(definition, 'groups', (group) => ({ ...group, title: label(`studio.group.${nameOf(group)}`) })),
})

const listOf = (definition: object, key: string, change: (one: object) => object) => {
  const list: unknown = Reflect.get(definition, key)
  return Array.isArray(list) ? { [key]: list.map(change) } : {}
}

function namedField(field: object, type: string): object {
  const name = nameOf(field)
  const titled = { ...field, title: label(`field.${name}`), ...inner(field, type) }
  if ('hidden' in field && field.hidden === true) return titled
  const [help = `studio.help.${type}.${name}`] = [
    `studio.help.${type}.${name}`,
    `studio.help.${name}`,
  ].filter(isWordKey)
  return { ...titled, description: label(help) }
}

const nameOf = (definition: object): string => ('name' in definition ? String(definition.name) : '')

/** A missing word shows as its key. A test looks for such keys. */
const label = (key: WordKey | string): string =>
  isWordKey(key) ? t(key, { slugLength: maxSlugLength }) : key

const capitalised = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
