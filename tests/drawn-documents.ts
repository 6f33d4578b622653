import fc from 'fast-check'
import { locales } from '#src/locales.ts'
import { isBookkeeping } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { documentDefinitions, schemaTypes } from '#studio/schema/index.ts'
import { stored } from './seed/stored.ts'

/** A type, a field or a member of a list in the Studio's schema, as far as drawing goes. */
type Definition = {
  name?: string
  type: string
  fields?: readonly Definition[]
  of?: readonly Definition[]
  to?: readonly Definition[]
  options?: unknown
}

/** Assets that are in the lake of a test, so that some drawn images and files can be published. */
export type DrawnAssets = { readonly image: string; readonly file: string }

/**
 * Documents with hostile values in some of their fields. The fields are those of the Studio's schema, so a new field is
 * drawn without a word here. Each is made from one of the default content, whose other fields keep it publishable.
 */
export function drawnDocuments(assets: DrawnAssets): fc.Arbitrary<RawDocument> {
  const definitions: readonly Definition[] = documentDefinitions
  return fc.tuple(fc.constantFrom(...definitions), fc.nat({ max: 1e9 })).chain(([definition, number]) => {
    const fields = (definition.fields ?? []).filter(({ name = '' }) => !isBookkeeping(name))
    const whole = Object.fromEntries(
      fields.map((field) => [field.name ?? '', drawnValue(field, { assets, depth: 0 })]),
    )
    const id = often(fc.constant(`drawn-${number}`), hostileIds)
    return fc
      .tuple(
        fc.subarray(Object.keys(whole), { minLength: 1, maxLength: Math.min(4, fields.length) }),
        fc.record(whole),
        id,
      )
      .map(([chosen, values, _id]) => {
        const base = sampleOf(definition.name ?? '', number)
        const drawn = Object.fromEntries(chosen.map((name) => [name, values[name]]))
        const own = { _id, _type: definition.name, _updatedAt: '2019-11-01T08:00:00Z' }
        // As a lake has it.
        return JSON.parse(JSON.stringify({ ...base, ...drawn, ...own }))
      })
  })
}

/** A document of the default content, with a slug of its own. */
function sampleOf(type: string, number: number): RawDocument {
  const samples = stored.filter(({ _type }) => _type === type)
  const sample = samples[number % samples.length] ?? { _id: '', _type: type, ...room }
  if (!('slug' in sample)) return sample
  const current = `drawn-${number}`
  const slug = Array.isArray(sample.slug)
    ? [
        {
          _key: 'en',
          _type: 'internationalizedArraySlugValue',
          language: 'en',
          value: { _type: 'slug', current },
        },
      ]
    : { _type: 'slug', current }
  return { ...sample, slug }
}

/** The default content has no room. */
const room = {
  edition: { _type: 'reference', _ref: 'edition-2019' },
  slug: [],
  name: [{ _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en', value: 'A room' }],
}

type Context = { assets: DrawnAssets; depth: number }

/** A value for a field: of its kind with hostile content, or of another kind. */
const drawnValue = (field: Definition, context: Context): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 14, arbitrary: kindOf(field, { ...context, depth: context.depth + 1 }) },
    { weight: 1, arbitrary: otherKinds },
  )

function kindOf(field: Definition, context: Context): fc.Arbitrary<unknown> {
  const { type, of = [], to = [], options } = field
  const localized = /^internationalizedArray(String|Text|Slug|RichText)$/.exec(type)?.[1]
  if (localized !== undefined) return localizedList(localized, context)
  const choices = Object(options).list
  if (Array.isArray(choices)) return fc.oneof(fc.constantFrom(...choices.map(({ value }) => value)), texts)
  switch (type) {
    case 'string':
    case 'text':
      return texts
    case 'date':
      return dates
    case 'number':
      return numbers
    case 'boolean':
      return fc.boolean()
    case 'slug':
      return slugs
    case 'reference':
      return referencesTo(to.map((target) => target.type))
    case 'file':
      return fc.record(
        { _type: fc.constant('file'), asset: assetOf(context.assets.file) },
        { requiredKeys: [] },
      )
    case 'image':
      return fc.record(
        {
          _type: fc.constant('image'),
          asset: assetOf(context.assets.image),
          crop: sides('top', 'bottom', 'left', 'right'),
          hotspot: sides('x', 'y', 'width', 'height'),
          ...fieldsIn(field.fields ?? [], context),
        },
        { requiredKeys: ['asset'] },
      )
    case 'array':
      return listOf(fc.oneof(...of.map((member) => drawnValue(member, context))))
    case 'richText':
      return richText
  }
  const object = schemaTypes.find(({ name }) => name === type)
  const members: readonly Definition[] = object && 'fields' in object ? Object(object).fields : []
  return fc
    .record(
      { _key: keys, _type: fc.constant(type), ...fieldsIn(members, context) },
      { requiredKeys: ['_key', '_type'] },
    )
    .map((value) => value)
}

const fieldsIn = (fields: readonly Definition[], context: Context) =>
  Object.fromEntries(fields.map((field) => [field.name ?? '', drawnValue(field, context)]))

/** Mostly the first, now and then the second. */
const often = <A, B>(usual: fc.Arbitrary<A>, rare: fc.Arbitrary<B>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: rare })

const listOf = (items: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.array(items, { maxLength: 4 }) },
    { weight: 1, arbitrary: items.map((item) => Array.from({ length: 300 }, () => item)) },
  )

const hostileIds = fc.constantFrom(
  ...[
    'index',
    'con',
    'nul',
    'search',

    'strategy',
    'Drawn-Capital',
    'drawn-capital',
    'a.b',
    'page.html',
  ],
  ...['_x', '-x', 'constructor', 'x'.repeat(128), '2019', 'embed', '2019-11-12', 'people'],
)

const hostileTexts = fc.constantFrom(
  ...[
    '',
    ' ',
    '\u00ad\u200b\u2060',
    '\u202e\u2066abc',
    'a\0b\u0007c',
    '\ud800',
    'x\udc00y',
    '\ufffe',
    '\u2028\u2029',
  ],
  ...['<script>alert(1)</script>', '</title></style>-->]]>', '"\'><img src=x onerror=alert(1)>', '&amp;&#0;'],
  ...[
    '{{count}} {{found}}',
    '$t(path.search) $& $1',
    '__proto__',
    'constructor',
    'toString',
    '../../x',
    '..\\..\\x',
  ],
  ...[
    'javascript:alert(1)',
    'https://[::1',
    'http://a b',
    '//example.org',
    'mailto:',
    'tel:',
    'https://exa mple',
    '%E0%A4%A',
  ],
  ...[
    '\n\n\n',
    '\t',
    'a\u00a0b\u202fc',
    '👩\u200d👩\u200d👧',
    'می\u200cخواهم',
    '學習',
    '¿',
    '«',
    '?!?!?!',
    '...',
    "'",
    '·',
  ],
  ...[
    '24:00',
    '99:99',
    '9:5',
    '2026-02-30',
    '0000-01-01',
    '9999-12-31',
    '-271821-04-20',
    'Mars/Olympus',
    '+25:00',
  ],
  ...[
    'a'.repeat(300),
    'x'.repeat(1001),
    'word '.repeat(3900),
    ' '.repeat(19_000),
    '!'.repeat(19_000),
    '«'.repeat(19_000),
  ],
  ...['a@'.repeat(9000), '://'.repeat(6000), 'x'.repeat(100_000), 'é'.repeat(900), '\u0301'.repeat(900)],
)
const usualTexts = fc.constantFrom(
  ...[
    'Opening',
    'Where do we stand?',
    'L’eau : un bien commun',
    '¿Qué aprendimos?',
    '10:00',
    '23:59',
    '2019-11-12',
  ],
  ...[
    'Europe/Paris',
    'UTC',
    'https://example.org/a?b=c#d',
    '/en/contact/',
    'fr',
    'example.org',
    'team@example.org',
  ],
)
const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: usualTexts },
  { weight: 2, arbitrary: hostileTexts },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)

const dates = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('2019-11-12', '2020-02-29', '1900-01-01', '2999-12-31') },
  { weight: 1, arbitrary: texts },
)
const numbers = fc.oneof(
  fc.integer({ min: -2, max: 12 }),
  fc.constantFrom(0, -0, 0.1, 1e9, -1e9, 2 ** 53, 1e308, -1e308, 5e-324, 999, 1000),
)
const slugs = fc.record({
  _type: fc.constant('slug'),
  current: fc.oneof(
    fc.nat({ max: 1e9 }).map((number) => `address-${number}`),
    fc.constantFrom(
      'index',
      'programme',
      'people',
      'con',
      '2019',
      '2019-11-12',
      'opening',
      'a--b',
      'Ä',
      'a/b',
      '..',
    ),
    fc.constantFrom('a'.repeat(200), 'a'.repeat(201), 'b-'.repeat(150)),
    texts,
  ),
})

/** A reference to a document of one of these types, or to another, or to none. */
const referencesTo = (types: readonly string[]) => {
  const known = [...stored, { _id: 'drawn-room', _type: 'room' }]
  const right = known.filter(({ _type }) => types.includes(_type)).map(({ _id }) => _id)
  return fc.record(
    {
      _type: fc.constant('reference'),
      _ref: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...right) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            'gone',
            'drafts.forum',
            'forum',
            '',
            '__proto__',
            '..',
            'session-sendai',
          ),
        },
      ),
      _weak: fc.constant(true),
    },
    { requiredKeys: ['_type', '_weak'] },
  )
}

const assetOf = (known: string) =>
  fc.record({
    _type: fc.constant('reference'),
    _weak: fc.constant(true),
    _ref: fc.oneof(
      { weight: 6, arbitrary: fc.constant(known) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'image-00-0x0-png',
          'image-aa-10x10-png',
          'file-bb-pdf',
          'x',
          '../../x',
          '',
        ),
      },
    ),
  })

const sides = (...names: readonly string[]) =>
  fc.record(
    Object.fromEntries(
      names.map((name) => [name, fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), numbers)]),
    ),
    { requiredKeys: [] },
  )

const nested = (depth: number): unknown => JSON.parse(`${'{"a":['.repeat(depth)}${']}'.repeat(depth)}`)

const otherKinds: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, 0, -1, '', 'text', [], {}, [null], [[]], [{}], {
    _ref: 'forum',
  }),
  fc.constantFrom<unknown>({ _ref: 5 }, { current: [] }, { language: 'en' }, [{ language: 'en', value: {} }]),
  fc.constantFrom<unknown>(nested(8), nested(400), JSON.parse('{"__proto__": {"x": 1}}')),
  fc.jsonValue({ maxDepth: 3 }),
)

const keys = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: 1e6 }).map((number) => `k${number}`) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>('same', '0', '"]', '', '__proto__', 5, null, undefined) },
)

/** A localized list: with languages of the site, unknown ones, and the same one twice. */
const localizedList = (kind: string, context: Context) =>
  fc
    .array(
      fc.record({
        _key: keys,
        _type: fc.constant(`internationalizedArray${kind}Value`),
        language: fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom(...locales.map(({ locale }) => locale)) },
          {
            weight: 1,
            arbitrary: fc.constantFrom<unknown>('de', 'EN', '', '__proto__', 'constructor', null, 5),
          },
        ),
        value: drawnValue({ type: valueTypes[kind] ?? 'string' }, context),
      }),
      { maxLength: 4 },
    )
    .chain((items) =>
      fc.oneof(
        { weight: 1, arbitrary: fc.constant(items) },
        {
          weight: 4,
          arbitrary: fc.constant([{ _key: 'source', language: 'en', value: sources[kind] }, ...items]),
        },
      ),
    )
const valueTypes: Readonly<Record<string, string>> = {
  String: 'string',
  Text: 'text',
  Slug: 'slug',
  RichText: 'richText',
}

const paragraph = (text: string) => [
  {
    _type: 'block',
    _key: 'b',
    style: 'normal',
    markDefs: [],
    children: [{ _type: 'span', _key: 's', text, marks: [] }],
  },
]
/** A usable value in the source language, so that many documents can be published. */
const sources: Readonly<Record<string, unknown>> = {
  String: 'A title',
  Text: 'A text',
  RichText: paragraph('A text'),
}

const marks = fc.array(
  fc.constantFrom('strong', 'em', 'link-a', 'underline', 'code', 'constructor', '__proto__', ''),
  {
    maxLength: 3,
  },
)
const spans = fc.record(
  {
    _type: often(fc.constant('span'), fc.constantFrom('x', null)),
    _key: keys,
    text: texts,
    marks: often(marks, otherKinds),
  },
  { requiredKeys: ['_type', '_key'] },
)
const blocks = fc.record(
  {
    _type: often(fc.constant('block'), fc.constantFrom('image', 'constructor', null)),
    _key: keys,
    style: often(fc.constantFrom('normal', 'h3'), fc.constantFrom('h1', '__proto__', 5)),
    listItem: often(fc.constantFrom('bullet', 'number'), fc.constantFrom('checkbox', 'constructor')),
    level: fc.constantFrom(1, 2, 3, 0, -5, 1.5, 1e9),
    children: often(fc.array(spans, { maxLength: 4 }), otherKinds),
    markDefs: often(
      fc.array(
        fc.record({
          _type: fc.constant('link'),
          _key: fc.constantFrom('link-a', 'strong', '__proto__'),
          href: texts,
        }),
        {
          maxLength: 2,
        },
      ),
      otherKinds,
    ),
  },
  { requiredKeys: ['_type', '_key'] },
)
const richText = fc.oneof(
  { weight: 8, arbitrary: fc.array(blocks, { maxLength: 4 }) },
  { weight: 1, arbitrary: texts.map(paragraph) },
  {
    weight: 1,
    arbitrary: fc.constant(
      Array.from({ length: 1500 }, (_, index) => ({ ...paragraph('x')[0], _key: `k${index}` })),
    ),
  },
)
