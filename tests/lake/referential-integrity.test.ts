import { expect } from 'vitest'
import { ReferenceIndex, strongReferences } from '#src/lake/referential-integrity.ts'
import { refusal, test, write } from './lake.ts'

const part = { _id: 'part-1', _type: 'part' }
const session = { _id: 'opening', _type: 'session', part: { _type: 'reference', _ref: 'part-1' } }

const system = { _rev: 'r', _createdAt: 'c', _updatedAt: 'u' }

test('weak references and those to other datasets are not strong', () => {
  const document = {
    ...system,
    ...session,
    list: [{ _ref: 'inner' }, { deep: [{ _ref: 'deeper' }] }],
    weak: { _ref: 'weak', _weak: true },
    elsewhere: { _ref: 'elsewhere', _dataset: 'other' },
  }
  expect([...strongReferences(document)]).toEqual(['part-1', 'inner', 'deeper'])
})

test('the index is updated with each change', () => {
  const index = new ReferenceIndex()
  const after = { ...system, ...session }
  index.record({ id: 'opening', before: undefined, after })
  expect(index.referrersOf('part-1')).toEqual(['opening'])
  index.record({ id: 'opening', before: after, after: { ...system, _id: 'opening', _type: 'session' } })
  expect(index.referrersOf('part-1')).toEqual([])
})

test('a reference to a document that does not exist is a 409', async ({ client }) => {
  const description = 'Document "opening" references non-existent document "part-1"'
  expect(await refusal(client.create(session))).toEqual({
    statusCode: 409,
    error: {
      type: 'mutationError',
      description: `The mutation(s) failed: ${description}`,
      items: [
        {
          error: {
            type: 'documentReferenceDoesNotExistError',
            description,
            id: 'opening',
            referenceID: 'part-1',
          },
          index: 0,
        },
      ],
    },
  })
})

test('a document with references to it cannot be deleted', async ({ client }) => {
  await write(client, [part, session])
  const description = 'Document "part-1" cannot be deleted as there are references to it from "opening"'
  expect(await refusal(client.delete('part-1'))).toEqual({
    statusCode: 409,
    error: {
      type: 'mutationError',
      description: `The mutation(s) failed: ${description}`,
      items: [
        {
          error: {
            type: 'documentHasExistingReferencesError',
            description,
            id: 'part-1',
            referencingIDs: ['opening'],
          },
          index: 0,
        },
      ],
    },
  })
  expect(await client.fetch('*._id')).toEqual(['opening', 'part-1'])
})

test('references are checked at the end of a transaction', async ({ client }) => {
  await write(client, [session, part])
  await client.mutate([{ delete: { id: 'part-1' } }, { delete: { id: 'opening' } }])
  expect(await client.fetch('*._id')).toEqual([])
})

test('the target of a weak reference need not exist', async ({ client }) => {
  await client.create({ ...session, part: { ...session.part, _weak: true } })
  expect(await client.fetch('*[0].part->')).toBeNull()
})
