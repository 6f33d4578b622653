import { expect, test } from 'vitest'
import { parsePerspective } from '#src/lake/perspectives.ts'
import { PerspectiveView } from '#src/lake/query/perspective-view.ts'

const document = (_id: string) => ({ _id, _type: 'session', _rev: 'r', _createdAt: 'c', _updatedAt: 'u' })
const all = ['drafts.b', 'a', 'versions.r1.a', 'drafts.a', 'versions.r2.c', 'b'].map(document)

const view = (perspective: string) =>
  new PerspectiveView(
    all.map(({ _id }) => _id),
    (id) => all.find(({ _id }) => _id === id),
    parsePerspective(perspective, '2025-02-19'),
  )

const seen = (perspective: string) =>
  view(perspective).documents.map(({ _id, _originalId }) =>
    _originalId === undefined ? _id : `${_id} from ${_originalId}`,
  )

test.for([
  ['raw', ['a', 'b', 'drafts.a', 'drafts.b', 'versions.r1.a', 'versions.r2.c']],
  ['published', ['a', 'b']],
  ['drafts', ['a from drafts.a', 'b from drafts.b']],
  ['previewDrafts', ['a from drafts.a', 'b from drafts.b']],
  ['r1', ['a from versions.r1.a', 'b from b']],
  ['r2,r1,drafts', ['a from versions.r1.a', 'b from drafts.b', 'c from versions.r2.c']],
] as const)('the perspective %s shows the first version that exists', ([perspective, expected]) => {
  expect(seen(perspective)).toEqual(expected)
})

test('raw cannot be combined with other perspectives', () => {
  expect(() => parsePerspective('raw,drafts', '1')).toThrow('HTTP 400')
})

test('a view finds a document by the id under which it shows it', () => {
  const drafts = view('drafts')
  expect(drafts.get('a')).toEqual({ ...document('drafts.a'), _id: 'a', _originalId: 'drafts.a' })
  expect(drafts.get('drafts.a')).toBeUndefined()
})
