import { vercelStegaDecode } from '@vercel/stega'
import fc from 'fast-check'
import { describe, expect, test as unit } from 'vitest'
import { evaluateAnyToJson } from '#src/lake/query/evaluate.ts'
import { PerspectiveView } from '#src/lake/query/perspective-view.ts'
import { clientOf, test, write } from './lake.ts'

const stored = { _rev: 'r', _createdAt: '2019-11-01T08:00:00Z', _updatedAt: '2019-11-01T08:00:00Z' }
const documents = [
  {
    ...stored,
    _id: 'opening',
    _type: 'session',
    title: [
      { _key: 'k1', language: 'en', value: 'Opening' },
      { _key: 'k2', language: 'fr', value: 'Ouverture' },
    ],
    tags: ['a', 'b', 'a'],
    part: { _type: 'reference', _ref: 'welcome' },
    body: [{ _key: 'b1', _type: 'block', children: [{ _key: 's1', _type: 'span', text: 'Hello' }] }],
    speakers: [
      { _key: 'p1', _ref: 'ana' },
      { _key: 'p2', _ref: 'ben' },
    ],
  },
  { ...stored, _id: 'welcome', _type: 'part', title: 'Welcome', order: 2 },
  { ...stored, _id: 'later', _type: 'part', title: 'Later', order: 1 },
  { ...stored, _id: 'ana', _type: 'person', name: 'Ana' },
  { ...stored, _id: 'ben', _type: 'person', name: "Ben O'Hara" },
]
const byId = new Map(documents.map((document) => [document._id, document]))
const view = new PerspectiveView(byId.keys(), (id) => byId.get(id), 'raw')
const context = { identity: 'editor', sanity: { projectId: 'local', dataset: 'production' } }

type Answer = { result: unknown; resultSourceMap: Parameters<typeof sources>[0] }

async function ask(groq: string, kind: 'keys' | 'places' = 'keys'): Promise<Answer> {
  const { json } = await evaluateAnyToJson({ groq, params: {} }, view, context, kind)
  return JSON.parse(`{"result":${new TextDecoder().decode(json)}}`)
}

/** `document path` for each JSONPath of the result. */
const sources = (map: {
  documents: { _id: string }[]
  paths: string[]
  mappings: Record<string, { source: { document: number; path: number } }>
}) =>
  Object.fromEntries(
    Object.entries(map.mappings).map(([place, { source }]) => [
      place,
      `${map.documents[source.document]?._id} ${map.paths[source.path]}`,
    ]),
  )

describe('each value of a result has the document and the field that it is from:', () => {
  unit.for([
    ['*[_type == "part" && order == 2][0].title', { $: "welcome $['title']" }],
    [
      '*[_id == "opening"][0]{"t": title[language == "fr"][0].value}',
      { "$['t']": "opening $['title'][?(@._key=='k2')]['value']" },
    ],
    [
      '*[_id == "opening"]{"part": part->title, "n": 1 + 1, "first": tags[0], "upper": upper(tags[0])}',
      { "$[0]['part']": "welcome $['title']", "$[0]['first']": "opening $['tags'][0]" },
    ],
    ['*[_id == "opening"][0].tags[1..2]', { '$[0]': "opening $['tags'][1]", '$[1]': "opening $['tags'][2]" }],
    [
      '*[_type == "part"] | order(order) {title}',
      { "$[0]['title']": "later $['title']", "$[1]['title']": "welcome $['title']" },
    ],
    [
      '*[_type == "part"]{title, order} | order(order)[0...1]',
      { "$[0]['title']": "later $['title']", "$[0]['order']": "later $['order']" },
    ],
    ['*[_id == "opening"][0].speakers[]->name', { '$[0]': "ana $['name']", '$[1]': "ben $['name']" }],
    [
      '*[_id == "opening"][0]{"p": speakers[]->{"n": name}}',
      { "$['p'][0]['n']": "ana $['name']", "$['p'][1]['n']": "ben $['name']" },
    ],
    [
      '*[_id == "opening"][0].body[].children[].text',
      { '$[0]': "opening $['body'][?(@._key=='b1')]['children'][?(@._key=='s1')]['text']" },
    ],
    [
      '*[_id == "welcome"][0]{title, "title": "x", ...{"order": order}}',
      { "$['order']": "welcome $['order']" },
    ],
    [
      '*[_id == "opening"][0]{"s": *[_type == "part" && _id == ^.part._ref]{title, "own": ^.tags[0]}}',
      { "$['s'][0]['title']": "welcome $['title']", "$['s'][0]['own']": "opening $['tags'][0]" },
    ],
    [
      '*[_id == "welcome"][0]{order == 2 => {title}, order == 3 => {_type}}',
      { "$['title']": "welcome $['title']" },
    ],
    [
      '*[_id == "welcome"][0]{"t": coalesce(nothing, title), "s": select(order == 1 => _id, title)}',
      { "$['t']": "welcome $['title']", "$['s']": "welcome $['title']" },
    ],
    ['count(*)', {}],
    ['pt::text(*[_id == "opening"][0].body)', {}],
  ] as const)('%s', async ([groq, expected]) => {
    expect(sources((await ask(groq)).resultSourceMap)).toEqual(expected)
  })

  unit('with the places of items in lists, where their keys are not asked for', async () => {
    const { resultSourceMap } = await ask('*[_id == "opening"]{"t": title[1].value}', 'places')
    expect(resultSourceMap).toEqual({
      documents: [{ _id: 'opening', _type: 'session' }],
      paths: ["$['title'][1]['value']"],
      mappings: { "$[0]['t']": { source: { document: 0, path: 0, type: 'documentValue' }, type: 'value' } },
    })
  })
})

/** The value at a JSONPath. */
function at(whole: unknown, path: string): unknown {
  const segments = path.matchAll(/\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]|\[\?\(@\._key=='(.*?)'\)\]/g)
  let value = Object({ is: whole }).is
  for (const [, name, place, key] of segments) {
    if (key !== undefined) value = value.find((item: { _key?: string }) => item?._key === key)
    else value = value[name ?? Number(place)]
  }
  return value
}

const fields = fc.constantFrom('title', 'tags', 'part', 'body', 'speakers', 'order', 'name', '_id', '_type')
const expression = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fields,
    fields.map((field) => `${field}[]`),
    fields.map((field) => `${field}->`),
    fc.tuple(tie('any'), fields).map(([base, field]) => `${base}.${field}`),
    tie('any').map((base) => `(${base})[0]`),
    tie('any').map((base) => `(${base})[0...2]`),
    tie('any').map((base) => `(${base})[@ != "a"]`),
    fc.tuple(tie('any'), fields).map(([base, field]) => `(${base}){${field}, "x": ${field}[0]}`),
    fc.tuple(tie('any'), fields).map(([base, field]) => `(${base})[]{..., "y": ^.${field}}`),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `{"a": ${a}, "b": coalesce(${b}, ${a})}`),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `[${a}, ...${b}]`),
    fields.map((field) => `*[_type == "part"] | order(${field} desc)`),
    fields.map((field) => `*[_id in ^.speakers[]._ref || ${field} == ^.${field}]{${field}}`),
  ),
})).any

unit('whatever a mapping says is so: the value in the document is the one in the result', async () => {
  await fc.assert(
    fc.asyncProperty(expression, fc.boolean(), async (inner, isAll) => {
      const groq = isAll ? `*{"v": ${inner}}` : `*[_id == "opening"][0]{"v": ${inner}}`
      const { result, resultSourceMap: map } = await ask(groq)
      for (const [place, { source }] of Object.entries(map.mappings)) {
        const document = byId.get(map.documents[source.document]?._id ?? '')
        expect(at(document, map.paths[source.path] ?? '')).toEqual(at(result, place))
      }
    }),
    { numRuns: process.env.LONG ? 10_000 : 500 },
  )
})

test('stega in the real client marks each text with its document and field', async ({ lake, client }) => {
  await write(client, [
    { _id: 'welcome', _type: 'part', title: 'Welcome' },
    {
      _id: 'drafts.opening',
      _type: 'session',
      title: [{ _key: 'k2', language: 'fr', value: 'Ouverture du forum' }],
      part: { _type: 'reference', _ref: 'welcome' },
    },
  ])
  const stega = clientOf(lake, {
    perspective: 'drafts',
    stega: { enabled: true, studioUrl: 'http://localhost:3333' },
  })
  const session = await stega.fetch(
    '*[_type == "session"][0]{"title": title[language == "fr"][0].value, "part": part->{title}}',
  )
  const hrefs = [session.title, session.part.title].map((text) => {
    const decoded = vercelStegaDecode<{ href: string }>(text)
    const { searchParams } = new URL(decoded?.href ?? '')
    return [searchParams.get('id'), searchParams.get('type'), searchParams.get('path')]
  })
  expect(hrefs).toEqual([
    ['opening', 'session', 'title[_key=="k2"].value'],
    ['welcome', 'part', 'title'],
  ])
})

test('a source map is asked for by a parameter', async ({ lake, client }) => {
  await write(client, [{ _id: 'welcome', _type: 'part', title: 'Welcome' }])
  const answer = async (kind: string) => {
    const query = encodeURIComponent('*[0].title')
    const response = await fetch(
      `${lake.url}/v2025-02-19/data/query/production?query=${query}&perspective=raw&resultSourceMap=${kind}`,
    )
    return [response.status, (await response.json()).resultSourceMap]
  }
  const map = {
    documents: [{ _id: 'welcome', _type: 'part' }],
    paths: ["$['title']"],
    mappings: { $: { source: { document: 0, path: 0, type: 'documentValue' }, type: 'value' } },
  }
  expect(await Promise.all(['true', 'withKeyArraySelector', 'false', 'perhaps'].map(answer))).toEqual([
    [200, map],
    [200, map],
    [200, undefined],
    [400, undefined],
  ])
})
