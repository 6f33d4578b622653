import fc from 'fast-check'
import { expect, it } from 'vitest'
import { itemChange, noChange, withItemChange } from '#src/model/change.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { languageItems } from '#studio/schema/localized-fields.ts'

const key = fc.constantFrom('a', 'b', 'c', '1"]', 'é')
const keyed = fc.uniqueArray(fc.record({ _key: key, n: fc.nat(3) }), { selector: ({ _key }) => _key })
const texts = fc.uniqueArray(
  fc.record({
    _key: fc.string({ maxLength: 2 }),
    _type: fc.constant('internationalizedArrayStringValue'),
    language: fc.constantFrom('en', 'fr', 'es'),
    value: fc.nat(3),
  }),
  { selector: ({ language }) => language },
)
const document = fc.record(
  { people: keyed, title: texts, codes: fc.array(fc.nat(2), { maxLength: 3 }), start: fc.nat(2) },
  { requiredKeys: [] },
)
const stored = (fields: object): RawDocument => ({ _id: 'a', _type: 'session', ...fields })

/** Where the order of texts, and an empty list, do not matter. */
const canonical = (fields: RawDocument) =>
  Object.fromEntries(
    Object.entries({
      ...fields,
      title: languageItems(fields.title).toSorted((a, b) =>
        String(a.language).localeCompare(String(b.language)),
      ),
    }).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )

it('a change of items makes one document of the other, and nothing of the same', () => {
  fc.assert(
    fc.property(document, document, (before, after) => {
      const change = itemChange(stored(before), stored(after))
      expect(canonical(withItemChange(stored(before), change))).toEqual(canonical(stored(after)))
      expect(itemChange(stored(before), stored(before))).toEqual(noChange)
    }),
  )
})

it('changes of different items give the same in either order', () => {
  const base = stored({
    title: [{ _key: 'x', _type: 'internationalizedArrayString', language: 'en', value: 1 }],
  })
  const one = { set: { 'title["fr"]': { _type: 'internationalizedArrayString', language: 'fr' } }, unset: [] }
  const other = { set: {}, unset: ['title["en"]'] }
  const both = [
    withItemChange(withItemChange(base, one), other),
    withItemChange(withItemChange(base, other), one),
  ]
  expect(both[0]).toEqual(both[1])
  expect(both[0]?.title).toMatchObject([{ language: 'fr' }])
})
