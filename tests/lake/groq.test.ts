import { evaluate, parse } from 'groq-js'
import { describe, expect, test } from 'vitest'
import { HttpError } from '#src/lake/errors.ts'
import { evaluateAnyToJson, evaluateToJson, evaluateToValue } from '#src/lake/query/evaluate.ts'
import { narrowQuery } from '#src/lake/query/narrow.ts'
import { PerspectiveView } from '#src/lake/query/perspective-view.ts'
import { parseQuery } from '#src/lake/query/syntax.ts'

const stored = (fields: { _id: string; _type: string; [name: string]: unknown }) => ({
  _rev: 'r',
  _createdAt: '2019-11-01T08:00:00Z',
  _updatedAt: '2019-11-01T08:00:00Z',
  ...fields,
})

const documents = [
  stored({
    _id: 'session-opening',
    _type: 'session',
    title: [
      { language: 'en', value: 'Learning from each other' },
      { language: 'fr', value: 'L’éducation, pour œuvrer ensemble' },
    ],
    slug: [{ language: 'en', value: { current: 'opening' } }],
    tags: ['peer learning', 'cities'],
    part: { _ref: 'part-1' },
  }),
  stored({
    _id: 'session-sendai',
    _type: 'session',
    title: [{ language: 'en', value: 'Sendai Framework: learning modules' }],
    slug: [{ language: 'en', value: { current: 'sendai' } }],
    description: [{ _type: 'block', children: [{ _type: 'span', text: 'Disaster risk, education' }] }],
    part: { _ref: 'part-2' },
  }),
  stored({
    _id: 'part-1',
    _type: 'part',
    title: [{ language: 'en', value: 'Welcome' }],
    edition: { _ref: 'e' },
  }),
  stored({ _id: 'part-2', _type: 'part', edition: { _ref: 'e' } }),
  stored({ _id: 'drafts.part-2', _type: 'part' }),
  stored({ _id: 'e', _type: 'edition' }),
]
const byId = new Map(documents.map((document) => [document._id, document]))
const view = new PerspectiveView(byId.keys(), (id) => byId.get(id), 'raw')
const context = { identity: 'editor', sanity: { projectId: 'local', dataset: 'production' } }

const ask = (groq: string, params: Record<string, unknown> = {}): unknown =>
  JSON.parse(new TextDecoder().decode(evaluateToJson({ groq, params }, view, context).json))

/** The error of a query, and the part of the query that it points at. */
function errorOf(groq: string): { description: unknown; at: string } {
  try {
    ask(groq)
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    const { description, start, end } = Object(error.body.error)
    return { description, at: groq.slice(start, end) }
  }
  throw new Error('the query is valid')
}

describe('match', () => {
  test.for([
    ['"Learning from each other" match "learning"', true],
    ['"Learning from each other" match "learn"', false],
    ['"Learning from each other" match "learn*"', true],
    ['"Learning from each other" match "*ing other"', true],
    ['"Learning from each other" match "le*ing"', true],
    ['"Learning from each other" match ["learn*", "other"]', true],
    ['"Learning from each other" match ["learn*", "another"]', false],
    ['["peer learning", "cities"] match "cities peer"', true],
    ['["peer learning", 1, null] match ["learning"]', true],
    ['"a" match []', false],
    ['"a" match ["a", 1]', false],
    ['null match "a"', false],
    ['1 match "1"', false],
    ['"rock-and-roll" match "and"', true],
    ['"" match "*"', false],
  ] as const)('%s is %s', ([groq, expected]) => {
    expect(ask(groq)).toBe(expected)
  })
})

describe('text::query()', () => {
  const found = (text: string) => ask('*[[@, _id] match text::query($text)]._id', { text })

  test.for([
    ['learn*', ['session-opening', 'session-sendai']],
    ['learn', []],
    ['EDUCATION', ['session-opening', 'session-sendai']],
    ['éducation oeuv*', ['session-opening']],
    ['education -disaster', ['session-opening']],
    ['"sendai framework"', ['session-sendai']],
    ['sendai cities', []],
    ['session-sen*', ['session-sendai']],
    ['part', ['drafts.part-2', 'part-1', 'part-2']],
    ['block', []],
    ['*', ['drafts.part-2', 'e', 'part-1', 'part-2', 'session-opening', 'session-sendai']],
    ['', []],
  ] as const)('%j finds %j', ([text, expected]) => {
    expect(found(text)).toEqual(expected)
  })

  test('a match on a field raises the score', () => {
    const groq = `*[_type == "session"] | score(boost(title[].value match text::query($q), 3), [@, _id] match text::query($q))
      [_score > 0]{_id, _score}`
    const [first, ...others] = ask(groq, { q: 'educ*' }) as { _id: string; _score: number }[]
    expect([first?._id, ...others.map(({ _id }) => _id)]).toEqual(['session-opening', 'session-sendai'])
    expect(first?._score).toBeGreaterThan(others[0]?._score ?? 0)
  })

  test('outside of match it is an error', () => {
    expect(errorOf('text::query("a")').at).toBe('text::query')
    expect(errorOf('*[_id match text::query(_type)]').at).toBe('text::query')
  })
})

describe('an invalid query gets an error with its place:', () => {
  test.for([
    ['*[_type == "a" && ]', 'Unexpected "]"', ']'],
    ['*[_type = "x"]', 'Unexpected "="', '='],
    ['*[_type == "x"]]', 'Unexpected "]"', ']'],
    ['foo bar', 'Unexpected "b"', 'b'],
    ['{"a": 1,, }', 'Expected expression', ','],
    ['*{a b}', 'Unexpected "b"', 'b'],
    ['*[_id == "a"', 'Unexpected end of query', ''],
    ['"abc', 'Unexpected end of query', ''],
    ['', 'Unexpected end of query', ''],
    ['*[\n  _type == "a" &&\n  title ==\n]', 'Unexpected "]"', ']'],
    ['*[foo(1)]', 'Undefined function: foo', 'foo'],
    ['* | foo()', 'Undefined pipe function: foo', 'foo'],
    ['count()', 'Incorrect number of arguments to function count(). Expected 1, got 0.', 'count'],
    ['*[a => b]', 'unexpected =>', '=>'],
    ['*[_id == $id]', 'param $id referenced, but not provided', '$id'],
    ['*[0][$name]', 'param $name referenced, but not provided', '$name'],
    ['*[0...$end]', 'param $end referenced, but not provided', '$end'],
    ['delta::operation()', 'The function delta::operation() is not available here', 'delta::operation'],
    ['*[geo::distance(a, b) < 1]', 'The function geo::distance() is not available here', 'geo::distance'],
  ] as const)('%s', ([groq, description, at]) => {
    expect(errorOf(groq)).toEqual({ description, at })
  })
})

describe('indexes narrow the documents that groq-js evaluates:', () => {
  const all = [...documents]
  for (let nth = 0; nth < 100; nth += 1) all.push(stored({ _id: `s${nth}`, _type: 'session' }))
  const allById = new Map(all.map((document) => [document._id, document]))
  const newView = () => new PerspectiveView(allById.keys(), (id) => allById.get(id), 'raw')

  const slug = '*[_type == "session" && slug[language == $l][0].value.current == $s]'

  /** How many documents replace each `*`. */
  function narrowedCounts(groq: string, params: Record<string, unknown> = {}): readonly number[] {
    const queried = newView()
    // An index is made at the second use of an expression.
    narrowQuery(parseQuery({ groq, params }).tree, groq, queried, context)
    const counts: number[] = []
    JSON.stringify(
      narrowQuery(parseQuery({ groq, params }).tree, groq, queried, context).tree,
      (_name, node) => {
        if (node?.type === 'Everything') counts.push(all.length)
        if (node?.type !== 'Value' || !Array.isArray(node.value) || !Object(node.value[0])._id) return node
        counts.push(node.value.length)
        return undefined
      },
    )
    return counts
  }

  test.for([
    ['*[_type == "part"]', [3]],
    ['*["part" == _type]{_id}', [3]],
    ['*[_type in ["part", "edition"]]', [4]],
    ['*[_id == "e"][0]', [1]],
    ['*[_id in ["e", "none", "part-1"]]', [2]],
    ['*[_id in path("drafts.**")]', [1]],
    ['*[references("part-1")]', [1]],
    ['*[references(["part-1", "part-2"]) && defined(title)]', [2]],
    ['*[sanity::versionOf("part-2")]', [2]],
    ['*["cities" in tags]', [1]],
    ['*[tags[0] == "peer learning" || _id == "e"]', [2]],
    ['*[_type == "session"]', [102]],
    ['*[_type == "session" && part._ref == "part-2"]', [1]],
    ['{"a": *[_type == "part"], "b": *[_id == "e"]}', [3, 1]],
    ['*[_type == "part" && !(_id == "e")]', [3]],
    ['*[_id != "e"]', [106]],
    ['*[_type == "part" || defined(title)]', [106]],
  ] as const)('%s', ([groq, counts]) => {
    expect(narrowedCounts(groq)).toEqual(counts)
  })

  test('one session by its slug in a language', () => {
    expect(narrowedCounts(slug, { l: 'en', s: 'sendai' })).toEqual([1])
  })

  test('references to each of many documents are looked up in the index', () => {
    const groq = '*[_type == "part"]{_id, "sessions": *[_type == "session" && references(^._id)]._id}'
    let lookups = 0
    const counting = new Proxy(newView(), {
      get: (target, name) => {
        const value = Reflect.get(target, name, target)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          if (name === 'referringTo') lookups += 1
          return value.apply(target, args)
        }
      },
    })
    expect(
      JSON.parse(new TextDecoder().decode(evaluateToJson({ groq, params: {} }, counting, context).json)),
    ).toEqual([
      { _id: 'drafts.part-2', sessions: [] },
      { _id: 'part-1', sessions: ['session-opening'] },
      { _id: 'part-2', sessions: ['session-sendai'] },
    ])
    expect(lookups).toBe(3)
  })
})

test('the same query with other parameter values has another result', () => {
  const title = '*[_id == $id][0].title[$n].value'
  expect([
    ask(title, { id: 'session-opening', n: 1 }),
    ask(title, { id: 'session-opening', n: 0 }),
    ask(title, { id: 'part-1', n: 0 }),
    ask('*[_id == $id][0].edition[$name]', { id: 'part-1', name: '_ref' }),
    ask('*[_id == $id][0].edition[$name]', { id: 'part-1', name: '_weak' }),
    ask('*[_id == $id]._type', { id: 'e' }),
    ask('*[_id == $id]._type', { id: 'part-1' }),
  ]).toEqual([
    'L’éducation, pour œuvrer ensemble',
    'Learning from each other',
    'Welcome',
    'e',
    null,
    ['edition'],
    ['part'],
  ])
})

test('a result that depends on the time or the editor is not cacheable', () => {
  const isCacheable = (groq: string) => evaluateToJson({ groq, params: {} }, view, context).isCacheable
  expect(['1', '*[_type == "now()"]', '*{_id}'].map(isCacheable)).toEqual([true, true, true])
  expect(
    ['now()', '*[_createdAt < now()]', '{"me": identity()}', 'dateTime::now()'].map(isCacheable),
  ).toEqual([false, false, false, false])
})

describe('diff:: is evaluated as by groq-js alone:', () => {
  test.for([
    ['diff::changedAny({"a": 1, "b": 1}, {"a": 2, "b": 1}, a)', true],
    ['diff::changedAny({"a": 1, "b": 1}, {"a": 2, "b": 1}, b)', false],
    ['diff::changedAny({"a": 1, "b": 1}, {"a": 2, "b": 1}, (a, b))', true],
    ['diff::changedOnly({"a": 1, "b": 1}, {"a": 2, "b": 2}, a)', false],
    ['diff::changedOnly({"a": 1, "b": 1}, {"a": 2, "b": 2}, (a, b))', true],
    ['diff::changedAny({"l": [{"x": 1}]}, {"l": [{"x": 2}]}, l[].x)', true],
    [
      '*[_type == "session" && diff::changedAny(@, *[_id == "session-sendai"][0], part)]._id',
      ['session-opening'],
    ],
    [
      '*[_type == "part"]{_id, "same": !diff::changedAny(@, ^, title), "n": count(*[_type == "edition"])}[0]',
      { _id: 'drafts.part-2', same: true, n: 1 },
    ],
  ] as const)('%s', async ([groq, expected]) => {
    const { json } = await evaluateAnyToJson({ groq, params: {} }, view, context)
    expect(JSON.parse(new TextDecoder().decode(json))).toEqual(expected)
  })

  test('also in a listener and in a mutation by query', async () => {
    const query = { groq: '*[diff::changedAny(@, {"_id": $id}, _id)]._id', params: { id: 'e' } }
    expect(await evaluateToValue(query, view, context)).toEqual([
      'drafts.part-2',
      'part-1',
      'part-2',
      'session-opening',
      'session-sendai',
    ])
  })
})

describe('what differed from groq-js alone in the suite of the language’s authors:', () => {
  test.for([
    'path("a.b") in path("a.*")',
    '*[path(_id) in path("**")]._id',
    '*[_id in path("drafts.*")]{"p": path(_id)}',
    '*{"is": [path(_id), _id] }[0...2]',
    'array::unique([null, null, 1, "1", 1, true, {"a": 1}, {"a": 1}])',
    'array::unique(*.edition)',
    'array::unique(*[].part._ref)',
    '* | score(_type == "part", boost(_id match "session*", 3)){_id, _score}',
    '*[_type == "session"] | score(title[0].value match "learning*" || tags match "cities") | order(_score desc)',
    '[1, "a", null, {"a": 1}] | score(a == 1)',
    '*[_id in ["e"]]._id in [["e"]]',
    '*[_id in [..."e", "e", null, *[0]._id]]._id',
  ])('%s', async (groq) => {
    const dataset = [...documents].sort((a, b) => (a._id < b._id ? -1 : 1))
    const alone = await (await evaluate(parse(groq), { dataset, ...context })).get()
    expect(ask(groq)).toEqual(JSON.parse(JSON.stringify(alone)))
  })
})
