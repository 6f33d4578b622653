import fc from 'fast-check'
import { evaluateSync, parse } from 'groq-js'
import { expect, test } from 'vitest'
import type { StoredDocument } from '#src/lake/document.ts'
import { evaluateToJson } from '#src/lake/query/evaluate.ts'
import { PerspectiveView } from '#src/lake/query/perspective-view.ts'

const context = { identity: 'editor', sanity: { projectId: 'local', dataset: 'production' } }

/** A view of documents that can be changed. */
function viewOf(documents: readonly StoredDocument[]) {
  const stored = new Map(documents.map((document) => [document._id, document]))
  const view = new PerspectiveView(stored.keys(), (id) => stored.get(id), 'raw')
  return {
    view,
    put: (document: StoredDocument) => {
      stored.set(document._id, document)
      view.update(document._id)
    },
    remove: (id: string) => {
      stored.delete(id)
      view.update(id)
    },
    all: () => [...stored.values()].sort((a, b) => (a._id < b._id ? -1 : 1)),
  }
}

const narrowed = (groq: string, params: Record<string, unknown>, view: PerspectiveView): unknown =>
  JSON.parse(new TextDecoder().decode(evaluateToJson({ groq, params }, view, context).json))

/** The result of groq-js alone over all documents. */
function plain(groq: string, params: Record<string, unknown>, documents: readonly StoredDocument[]): unknown {
  const dereference = ({ _ref }: { _ref: string }) => documents.find(({ _id }) => _id === _ref)
  const { data } = evaluateSync(parse(groq, { params }), { dataset: documents, dereference, ...context })
  return JSON.parse(JSON.stringify(data ?? null))
}

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'drafts.a', 'drafts.b')
const plainObjects = { noNullPrototype: true }
const scalars = fc.constantFrom<unknown>('a', 'b', 'drafts.a', '1', 1, 0, -0, true, false, null, 'en', 'fr')
const reference = ids.map((_ref) => ({ _type: 'reference', _ref }))
const values = fc.oneof(
  { weight: 3, arbitrary: scalars },
  fc.array(scalars, { maxLength: 3 }),
  reference,
  fc.array(reference, { maxLength: 2 }),
  fc.array(fc.record({ language: fc.constantFrom('en', 'fr'), value: scalars }, plainObjects), {
    maxLength: 2,
  }),
  fc.record({ current: scalars }, plainObjects),
)
const documents = fc
  .record(
    { _id: ids, _type: fc.constantFrom('session', 'part', 'room'), x: values, y: values, ref: reference },
    { requiredKeys: ['_id', '_type'], noNullPrototype: true },
  )
  .map((fields): StoredDocument => ({ ...fields, _rev: 'r', _createdAt: 'c', _updatedAt: 'u' }))

const own = fc.constantFrom(
  '_id',
  '_type',
  'x',
  'y',
  'ref._ref',
  'x.current',
  'x[]',
  'y[]._ref',
  'x[0]',
  'x[1].value',
  'x[language == $l][0].value',
  'lower(x)',
  'x[].value',
  '@',
  'count(x)',
  'x->_id',
  'path(x)',
  '$p',
)
const constants = fc.constantFrom(
  '$p',
  '"a"',
  '"session"',
  '1',
  'null',
  'true',
  '["a", "b"]',
  '$list',
  '"dra" + "fts.a"',
  'path("drafts.**")',
  'path("*")',
  'now()',
  '[$p, x]',
  '{"a": 1}',
)
const outside = fc.constantFrom('^._id', '^.x', '^.ref._ref', '^.^._id', '^.y[0]')
const operand = fc.oneof(own, constants)
/** Conditions for which there are indexes. */
const indexed = fc.constantFrom(
  '_type == "session"',
  '_type in ["part", "room"]',
  '_id == $p',
  '_id in $list',
  '_id in path("drafts.**")',
  'x == $p',
  'ref._ref == "a"',
  'x[language == $l][0].value == $p',
  '$p in x[].value',
  '$p in y',
  '"a" in path(x)',
  'references($p)',
  'references("a", "b")',
  'sanity::versionOf("a")',
)
/** @param more further operands, such as `^._id` inside a projection */
const condition = (more: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'conditions' },
      { weight: 5, arbitrary: indexed },
      fc
        .tuple(
          fc.oneof(operand, more),
          fc.constantFrom('==', '==', 'in', 'in', '!=', 'match', '<'),
          fc.oneof(operand, more),
        )
        .map((parts) => parts.join(' ')),
      fc.oneof(operand, more).map((argument) => `references(${argument})`),
      operand.map((argument) => `defined(${argument})`),
      constants.map((argument) => `sanity::versionOf(${argument})`),
      {
        weight: 5,
        arbitrary: fc
          .tuple(tie('any'), fc.constantFrom('&&', '||'), tie('any'))
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
      },
      tie('any').map((a) => `!(${a})`),
    ),
  })).any

/** Lists and values that do not depend on the document at hand, and lists of an outer document. */
const wholeLists = condition(constants).chain((inner) =>
  fc.constantFrom(
    `*[${inner}]._id`,
    `*[${inner}].x`,
    `*[${inner}].x[]`,
    `*[${inner}].ref._ref`,
    `[...*[${inner}].x, ...*.y[], ...*._id, 1, "1", null, 0, false]`,
    `[...*[${inner}].x[], ...*[].x, ...*[].y, ...*.y[]._ref]`,
    `*[${inner}]{"k": x}.k`,
    `*[${inner} && _id in *[_type == "part"].ref._ref]._id`,
    `*[x == "a"][${inner}]._id`,
    `array::unique(*.x)`,
    `path("a*")`,
    `*[${inner}][0].x`,
  ),
)
const outsideLists = fc.constantFrom(
  '^.x',
  '^.x[]',
  '^.y[]._ref',
  '[^._id, ^.x]',
  '^.^.x',
  '["a", ^.ref._ref]',
)
const withLists = fc
  .tuple(wholeLists, fc.oneof(own, constants, outside), outsideLists, condition(outside))
  .chain(([list, value, outer, inner]) => {
    const forms: readonly string[] = [
      `[${value} in ${list}]`,
      `[!(${value} in ${list})]{_id, "l": count(${list})}`,
      `[(${value} in ${list}) in ${list}]`,
      `{"n": ${list}, "is": ${value} in (${list}), "list": *[${inner}][${value} in ${list}]._id}`,
      `{"list": *[_id in ${outer}]._id}`,
      `{"list": *[${value} in ${outer}]{_id, "l": ${list}}}`,
      `[count(*[_type == "session"][${value} in ${outer}]) > 0]`,
      `{"list": *[${inner}][_id == "drafts." + ^._id]._id}`,
      `{"list": *[x == lower(^.x)]._id}`,
      ` | order(${value} in ${list}, _id desc)._id`,
      ` | score(${value} in ${list}, *[0]._id match "a")`,
      `.x[@ in ${list}]`,
      `{"x": x[@ in *[_id == ^._id].x]}`,
    ]
    return fc.constantFrom(...forms)
  })

const rest = fc.constantFrom(
  '',
  '[0]',
  '[1...3]',
  ' | order(x desc)',
  '{_id, x}',
  ' | order(_id desc){..., "r": ref->x}',
  '._id',
  '[].ref->',
  ' | score(x match "a*"){_id, _score}',
)
const within = condition(outside).chain((inner) =>
  fc.constantFrom(
    `{_id, "n": count(*[${inner}])}`,
    `{"list": *[${inner}]{_id, "up": ^._id}}`,
    ` | order(count(*[${inner}]))._id`,
    `{"deep": *[_type == "part"]{"list": *[${inner}]._id}}`,
    `[count(*[${inner}]) > 1]`,
  ),
)
const queries = fc
  .tuple(
    condition(constants),
    fc.option(condition(constants), { nil: undefined }),
    fc.oneof(rest, within, withLists),
  )
  .map(([first, second, tail]) => `*[${first}]${second === undefined ? '' : `[${second}]`}${tail}`)
const params = fc.record(
  {
    p: fc.oneof(scalars, fc.array(scalars, { maxLength: 2 })),
    l: fc.constantFrom('en', 'fr'),
    list: fc.array(scalars, { maxLength: 3 }),
  },
  plainObjects,
)

const runs = process.env.LONG ? 20_000 : 500

test('a narrowed query has the same result as groq-js over all documents, also when repeated and after changes', {
  timeout: 20_000 + runs * 10,
}, () => {
  fc.assert(
    fc.property(
      fc.array(documents, { maxLength: 10 }),
      fc.array(documents, { maxLength: 3 }),
      ids,
      queries,
      params,
      (before, changes, deletedId, groq, given) => {
        const lake = viewOf(before)
        const same = () => expect(narrowed(groq, given, lake.view)).toEqual(plain(groq, given, lake.all()))
        // Indexes are made at the second use.
        same()
        same()
        for (const document of changes) lake.put(document)
        same()
        lake.remove(deletedId)
        same()
      },
    ),
    { numRuns: runs },
  )
})
