import { isBookkeeping, localizedItems } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'

/** A change of one document that an editor may publish, and the documents after it. */
export type NamedEdit = { name: string; id: string; documents: readonly RawDocument[] }

/**
 * Changes of a document, field by field: other values, other languages, nothing at all, and for lists another order.
 * Values are those that its type has elsewhere, so some make faults. Keys are ids of blocks and items, which nobody sees.
 */
export function editsOf(document: RawDocument, documents: readonly RawDocument[]): readonly NamedEdit[] {
  const { _id: id, _type: type } = document
  const others = documents.filter((one) => one._type === type && one !== document)
  const fields = new Set([document, ...others].flatMap((one) => Object.keys(one)))
  const changed = (name: string, fields: object): NamedEdit => ({
    name: `${id} ${name}`,
    id,
    documents: documents.map((one) => (one === document ? { ...one, ...fields } : one)),
  })
  return [
    changed('_updatedAt', { _updatedAt: '2019-11-09T08:00:00Z' }),
    ...[...fields]
      .filter((field) => !field.startsWith('_') && !isBookkeeping(field))
      .flatMap((field) => [
        ...variants(document[field]).map(([name, value]) => changed(`${field}: ${name}`, { [field]: value })),
        ...taken(field, document, others).map((value) => changed(`${field}: of another`, { [field]: value })),
      ]),
    { name: `${id} removed`, id, documents: documents.filter((one) => one !== document) },
    ...(documents.some((one) => one._id === `${id}-2`)
      ? []
      : [{ name: `${id} added again`, id: `${id}-2`, documents: [...documents, copyOf(document)] }]),
  ]
}

/** The first value of a field that another document has and this one does not. */
const taken = (field: string, document: RawDocument, others: readonly RawDocument[]): readonly unknown[] =>
  others
    .map((one) => one[field])
    .filter((value) => value !== undefined && JSON.stringify(value) !== JSON.stringify(document[field]))
    .slice(0, 1)

const copyOf = (document: RawDocument): RawDocument => {
  const slugs = localizedItems(document.slug)
  return {
    ...document,
    _id: `${document._id}-2`,
    ...(slugs && { slug: [] }),
    ...(document._type === 'edition' && { slug: { current: '2031' }, ordinal: 9 }),
  }
}

type Variant = readonly [name: string, value: unknown]

/** Other values for a value, at any depth. */
function variants(value: unknown): readonly Variant[] {
  if (value === undefined) return []
  if (typeof value === 'string') return [['other', otherText(value)]]
  if (typeof value === 'number')
    return [['other', value + 1], ...(value > 1 ? [['less', value - 1] as const] : [])]
  if (typeof value === 'boolean') return [['other', !value]]
  const none: Variant = ['none', undefined]
  const items = localizedItems(value)
  if (items && items.length > 0 && items.every(({ language }) => language)) {
    return [none, ...localizedVariants(items)]
  }
  if (Array.isArray(value)) {
    const [first, ...rest] = value
    if (first === undefined) return []
    return [
      ['without the first', rest],
      ...(rest.length > 0 ? [['reversed', value.toReversed()] as const] : []),
      ...variants(first).map(([name, item]) => [`first ${name}`, [item, ...rest]] as const),
    ]
  }
  const fields = Object.entries(Object(value)).filter(([key]) => !key.startsWith('_'))
  return [
    none,
    ...fields.flatMap(([key, inner]) =>
      variants(inner).map(([name, other]) => [`${key} ${name}`, { ...Object(value), [key]: other }] as const),
    ),
  ]
}

type Items = NonNullable<ReturnType<typeof localizedItems>>

function localizedVariants(items: Items): readonly Variant[] {
  const inLanguages = (languages: readonly string[], change: (value: unknown) => unknown) =>
    items.map((item) =>
      languages.includes(String(item.language)) ? { ...item, value: change(item.value) } : item,
    )
  const isRich = items.some(({ value }) => Array.isArray(value))
  return [
    ['in all languages', inLanguages(['en', 'fr', 'es'], other)],
    ['in French', inLanguages(['fr'], other)],
    ['in English', inLanguages(['en'], other)],
    ['without French', items.filter(({ language }) => language !== 'fr')],
    ['without English', items.filter(({ language }) => language !== 'en')],
    ...(isRich
      ? [
          ['below the first line', inLanguages(['en', 'fr', 'es'], (value) => changedAt(value, -1))] as const,
          ['keys', inLanguages(['en', 'fr', 'es'], otherKeys)] as const,
        ]
      : []),
  ]
}

const other = (value: unknown): unknown => {
  if (typeof value === 'string') return otherText(value)
  if (Array.isArray(value)) return changedAt(value, 0)
  return { ...Object(value), current: otherText(String(Object(value).current)) }
}

/** A rich text with another block at a position. */
const changedAt = (value: unknown, position: number): unknown =>
  Array.isArray(value)
    ? value.map((block, index) =>
        index === (position + value.length) % value.length
          ? {
              ...block,
              children: [{ _type: 'span', _key: 'x', text: `Something else ${index}.`, marks: [] }],
            }
          : block,
      )
    : value

const otherKeys = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((block, index) => ({ ...block, _key: `other-${index}` })) : value

/** Another text of the same kind: a date, a time, a word of an address, a file, or any words. */
function otherText(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
  if (/^\d\d:\d\d$/.test(text)) return text.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
  if (/^(image|file)-/.test(text)) return text.replace(/-[0-9a-f]/, '-c')
  if (/^(https:|mailto:)/.test(text)) return `${text}other`
  if (/^[A-Z][a-z]+\/\w+$/.test(text)) return 'Asia/Seoul'
  return /^[a-z0-9-]+$/.test(text) ? `${text}-2` : `${text} anew`
}
