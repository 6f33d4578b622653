import fc from 'fast-check'
import { applyPatch } from 'mendoza'
import { expect, test } from 'vitest'
import type { StoredDocument } from '#src/lake/document.ts'
import { effectsBetween } from '#src/lake/effects.ts'

const system = { _id: 'forum', _type: 'forum', _createdAt: 'c', _updatedAt: 'u' }

const documents: fc.Arbitrary<StoredDocument | undefined> = fc.option(
  fc
    .dictionary(fc.constantFrom('a', 'b', 'c', 'Z', '_x', 'é'), fc.jsonValue())
    .map((fields) => ({ ...fields, ...system, _rev: 'r' })),
  { nil: undefined },
)

const shown = (document: StoredDocument | undefined) => {
  if (document === undefined) return null
  const { _rev, ...content } = document
  return content
}

test('effects lead from any revision to any other and back', () => {
  fc.assert(
    fc.property(documents, documents, (before, after) => {
      const { apply, revert } = effectsBetween(before, after)
      expect(applyPatch(shown(before), [...apply])).toEqual(shown(after))
      expect(applyPatch(shown(after), [...revert])).toEqual(shown(before))
    }),
  )
})

test('effects contain only the changed fields', () => {
  const before = { ...system, _rev: 'r1', gone: 1, kept: { deep: [1] }, title: 'Old' }
  const after = { ...system, _rev: 'r2', kept: { deep: [1] }, title: 'New' }
  expect(effectsBetween(before, after)).toEqual({
    // `gone` is fifth of the sorted names: _createdAt, _id, _type, _updatedAt, gone.
    apply: [19, 4, 17, 'New', 'title'],
    revert: [17, 1, 'gone', 17, 'Old', 'title'],
  })
})
