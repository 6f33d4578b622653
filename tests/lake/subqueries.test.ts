import { evaluateSync, parse } from 'groq-js'
import { describe, expect, test } from 'vitest'
import { evaluateToJson } from '#src/lake/query/evaluate.ts'
import { PerspectiveView } from '#src/lake/query/perspective-view.ts'

const context = { identity: 'editor', sanity: { projectId: 'local', dataset: 'production' } }

/** As many posts as authors; each third author has a post, each fifth post has no author. */
function viewOf(size: number): PerspectiveView {
  const stored = { _rev: 'r', _createdAt: 'c', _updatedAt: 'u' }
  const documents = Array.from({ length: size }, (_, nth) => [
    { ...stored, _id: `author-${nth}`, _type: 'author', rank: nth, best: [{ _ref: `post-${nth}` }] },
    {
      ...stored,
      _id: `post-${nth}`,
      _type: 'post',
      rank: nth % 7 === 0 ? null : nth,
      author: nth % 5 === 0 ? null : { _ref: `author-${(nth * 3) % size}` },
    },
  ]).flat()
  const byId = new Map(documents.map((document) => [document._id, document]))
  return new PerspectiveView(byId.keys(), (id) => byId.get(id), 'raw')
}

/** How many items of lists are visited while a query is evaluated for the third time, and its result. */
function visits(groq: string, view: PerspectiveView): { readonly count: number; readonly result: unknown } {
  const ask = (): unknown =>
    JSON.parse(new TextDecoder().decode(evaluateToJson({ groq, params: {} }, view, context).json))
  ask()
  ask()
  let count = 0
  const original = Array.prototype[Symbol.iterator]
  Array.prototype[Symbol.iterator] = function* counted(this: readonly unknown[]) {
    for (let place = 0; place < this.length; place += 1) {
      count += 1
      yield this[place]
    }
  } as typeof original
  try {
    return { result: ask(), count }
  } finally {
    Array.prototype[Symbol.iterator] = original
  }
}

const queries = {
  'an anti-join': 'count(*[!(_id in *[_type == "post"].author._ref)])',
  'an anti-join of one type': 'count(*[_type == "author" && !(_id in *[_type == "post"].author._ref)])',
  'a join by numbers with nulls': 'count(*[_type == "author" && rank in *[_type == "post"].rank])',
  'a join by ids': 'count(*[_id in *[_type == "post"].author._ref])',
  'a count of references':
    'count(*[_type == "author" && count(*[_type == "post" && references(^._id)]) > 0])',
  'a count in a projection': '*[_type == "author"]{"n": count(*[_type == "post"])}[0].n',
  'a correlated equality': 'count(*[_type == "author" && count(*[author._ref == ^._id]) > 0])',
  'a join of a reference':
    'count(*[_type == "post"]{"a": *[_type == "author" && _id == ^.author._ref][0]._id}[defined(a)])',
  'a join of a list of references':
    'count(*[_type == "author"]{"p": *[_id in ^.best[]._ref]._id}[count(p) == 1])',
  'a filter of a filter':
    'count(*[_type == "author"]{"p": *[_type == "post"][author._ref == ^._id]}[count(p) > 0])',
  'ids made of ids': 'count(*[_type == "author"]{"p": *[_id == "post-" + string(^.rank)][0]}[defined(p)])',
  'an order by a subquery':
    '*[_type == "author"] | order(_id in *[_type == "post"].author._ref, _id) [0]._id',
} as const

describe('the work for a subquery grows no faster than the documents:', () => {
  const [small, large] = [viewOf(300), viewOf(1200)]

  test.for(Object.entries(queries))('%s', ([, groq]) => {
    const [few, many] = [visits(groq, small), visits(groq, large)]
    expect(many.count).toBeLessThan(few.count * 5)
    expect(many.count).toBeLessThan(1200 * 100)
  })
})

test('subqueries have the results of a database in which each document is compared with each other', () => {
  const view = viewOf(30)
  const authors = new Set(
    view.documents.flatMap(({ author }) => (author instanceof Object && '_ref' in author ? author._ref : [])),
  )
  expect(Object.values(queries).map((groq) => visits(groq, view).result)).toEqual([
    60 - authors.size,
    30 - authors.size,
    25,
    authors.size,
    authors.size,
    30,
    authors.size,
    24,
    30,
    authors.size,
    30,
    'author-0',
  ])
})

describe('values of all kinds are in a list, and equal, as for groq-js alone:', () => {
  const kinds = [
    'a',
    '1',
    '',
    'true',
    'null',
    1,
    0,
    -0,
    1.5,
    -2,
    1e21,
    true,
    false,
    null,
    [],
    ['a'],
    [null],
    [1, 'a', null],
    ['2019-11-12T08:00:00Z'],
    '2019-11-12T08:00:00Z',
    { a: 1 },
    { _ref: 'k3' },
    'k3',
    undefined,
  ] as const
  const documents = kinds.map((x, nth) => ({
    _id: `k${nth}`,
    _type: nth % 2 === 0 ? 'even' : 'odd',
    _rev: 'r',
    _createdAt: 'c',
    _updatedAt: 'u',
    ...(x !== undefined && { x }),
    list: kinds.filter((_, at) => at % 3 === nth % 3),
  }))
  const byId = new Map(documents.map((document) => [document._id, document]))
  const view = new PerspectiveView(byId.keys(), (id) => byId.get(id), 'raw')
  const dataset = [...documents].sort((a, b) => (a._id < b._id ? -1 : 1))

  test.for([
    '*[x in *.x]._id',
    '*[!(x in *[_type == "even"].x)]._id',
    '*[x in *[_type == "even" && defined(x)].x]._id',
    '*{"is": x in [...*[defined(x)].x, ...*._id]}',
    '*{"is": dateTime(x) in [...*._id, ...*{"d": dateTime(x)}.d]}',
    '*{"is": x * 1 in *.x, "not": missing in *[_type == "odd"].x}',
    '*{"is": x[0] in *[defined(x)].x}',
    '*{"is": [x, 1, "1"][@ in *[_type == "even"].x]}',
    '*{"is": _id in *.x, "then": *[_id == "k20"][0]{"then": 1}}',
    '*{"same": *[x == ^.x]._id}',
    '*{"same": *[_id == ^.x]._id}',
    '*{"same": *[_type == "even" && x == ^.x]._id}',
    '*{"same": *[x in ^.list]._id}',
    '*{"same": *[_id in ^.list]._id}',
    '*{"same": *[_id in ^.x]._id}',
    '*{"same": *[x in ^.x]._id}',
    '*{"same": *[^.x in list]._id}',
    '*{"same": *[references(^.x)]._id}',
    '*{"same": *[_id in path("k" + ^.x)]._id}',
    '*{"same": *[_type == "even"][_id == "k" + string(^.x)]._id}',
  ])('%s', (groq) => {
    const dereference = ({ _ref }: { _ref: string }) => byId.get(_ref)
    const alone = evaluateSync(parse(groq), { dataset, dereference, ...context }).data
    for (let time = 0; time < 2; time += 1)
      expect(visits(groq, view).result).toEqual(JSON.parse(JSON.stringify(alone)))
  })
})
