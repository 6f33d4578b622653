import { rmSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import { isRecord } from '#src/model/fields.ts'
import { documentTypes, type RawDocument, schemas } from '#src/model/schema.ts'
import { writeCached } from '#src/pictures/file-cache.ts'
import { RenderedSite } from '#src/release/rendered-site.ts'
import { openRenderer, type Renderer } from '#src/release/renderer/renderer.ts'
import { examine } from '#src/rules/examine.ts'
import { temporaryFolder } from '../commands/project.ts'
import { stored, words } from '../seed/stored.ts'

/**
 * What editors can fill in, readers see: for each field of each type of document, another value is something else in the
 * body of some page. Fields are those of the schema, so a new one that no page shows is found here.
 */

/** Fields that no page shows as such, and what they are for. */
const notShown: Readonly<Record<string, string>> = {
  'forum.forgotten': 'is what no page knows any more',
  'contributor.replaces': 'is where addresses of others lead',
  'term.avoid': 'is for those who write',
  'term.note': 'is for those who write',
}
/** An address may be taken over; the switch itself is nothing to see. */
const isSwitch = (path: string) => path.endsWith('.takesOver')

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let renderer: Renderer
beforeAll(async () => {
  renderer = await openRenderer(readConfig({ SITE_URL: 'https://example.org/' }))
  for (const letter of ['a', 'b']) {
    const background = letter === 'a' ? '#0b6b63' : '#ad3c12'
    const create = { width: 900, height: 800, channels: 3, background } as const
    await writeCached(join(folder, imageOf(letter)), await sharp({ create }).png().toBuffer())
  }
}, 120_000)

const imageOf = (letter: string) => `image-${letter.repeat(40)}-900x800-png`
const all = (text: string) => words({ en: text, fr: text, es: text })
const rich = (text: string) =>
  all('').map((item) => ({
    ...item,
    value: [
      {
        ...{ _type: 'block', _key: 'b', style: 'normal', markDefs: [] },
        children: [{ _type: 'span', _key: 's', text, marks: [] }],
      },
    ],
  }))
const slugs = (current: string) => all('').map((item) => ({ ...item, value: { _type: 'slug', current } }))
const rooms = (nth: number, ...ids: [string, string]) => [
  { _key: 'r', _type: 'reference', _ref: ids[nth - 1] },
]
const inEdition = (nth: number) => ({ _ref: nth === 1 ? 'edition-x' : 'edition-2022' })
const markOf = (nth: number) => ({ asset: { _ref: imageOf(nth === 1 ? 'a' : 'b') } })
const picture = (nth: number) => ({
  asset: { _ref: imageOf(nth === 1 ? 'a' : 'b') },
  crop: { top: 0.1 * nth, bottom: 0.1 * nth, left: 0.1 * nth, right: 0.1 * nth },
  hotspot: { x: nth === 1 ? 0.2 : 0.8, y: nth === 1 ? 0.2 : 0.8, width: 0.1, height: 0.1 },
  alt: all(`Picture ${nth}`),
})

const spoken = (nth: number) => ({ language: nth === 1 ? 'en' : 'pt' })
const fileOf = (nth: number, name: string) => ({
  asset: { _ref: `file-${String(nth).repeat(40)}-pdf` },
  ...{ name: `${name}-${nth}.pdf`, size: nth * 1_000_000 },
})

/** Both are shown at the moment of the pages, and none is that begins as the second does. */
const notice = (nth: number) => ({
  text: all(`Notice ${nth}`),
  from: { date: `2030-05-0${nth}`, time: nth === 1 ? '08:00' : '12:00' },
  until: { date: `2030-05-0${nth + 2}`, time: `1${nth}:00` },
})
const now = Date.parse('2030-05-01T10:00+02:00')

/** A document of each type with a value in every field: the first values, or others. */
const samples = (nth: 1 | 2): Readonly<Record<string, Readonly<Record<string, unknown>>>> => ({
  forum: {
    ...{ name: all(`Forum ${nth}`), organisation: all(`Owner ${nth}`), acronym: all(`AC${nth}`) },
    ...{
      brief: rich(`Brief ${nth}`),
      hashtag: `#Tag${nth}`,
      congressSite: `https://congress${nth}.example.org`,
    },
    linesOfAction: [{ _key: 'l', title: all(`Line ${nth}`), text: all(`About ${nth}`), isNew: nth === 1 }],
    ...{ postalAddress: all(`Street ${nth}`), mark: markOf(nth), markDark: markOf(nth) },
    colours: {
      ...{ firstLight: `#00000${nth}`, secondLight: `#00001${nth}`, thirdLight: `#00002${nth}` },
      ...{ firstDark: `#fffff${nth}`, secondDark: `#ffff1${nth}`, thirdDark: `#ffff2${nth}` },
    },
    ...{ email: `to${nth}@example.org`, embedHosts: [`https://embed${nth}.example.org`] },
    forgotten: [`gone-${nth}`],
    currentEdition: { _ref: nth === 1 ? 'edition-2019' : 'edition-2022' },
    notice: notice(nth),
  },
  strategySection: { title: all(`Section ${nth}`), text: rich(`Text ${nth}`), order: nth === 1 ? 1 : 99 },
  edition: {
    ...{ ordinal: 6 + nth, slug: { current: `edition-${nth}` }, title: all(`Edition ${nth}`) },
    ...{ firstDay: `2030-05-0${nth}`, lastDay: `2030-05-0${4 + nth}`, takesOver: nth === 1 },
    themes: [{ _key: 't', date: `2030-05-0${nth}`, theme: all(`Theme ${nth}`) }],
    ...{ timeZone: nth === 1 ? 'Europe/Madrid' : 'Asia/Seoul', venue: all(`Venue ${nth}`) },
    ...{ city: all(`City ${nth}`), country: all(`Country ${nth}`), congress: all(`Congress ${nth}`) },
    ...{ lead: all(`Lead ${nth}`), brief: rich(`In brief ${nth}`), objectives: rich(`Objectives ${nth}`) },
    outcomes: rich(`Outcomes ${nth}`),
    links: {
      ...{ registration: `https://r${nth}.example.org`, stream: `https://s${nth}.example.org` },
      recording: `https://v${nth}.example.org`,
    },
    ...{ venueAddress: all(`Street ${nth}`), location: { lat: nth, lng: -nth } },
    documents: [{ _key: 'd', title: all(`Guide ${nth}`), file: fileOf(nth, 'guide'), ...spoken(nth) }],
    notice: notice(nth),
    image: picture(nth),
  },
  part: {
    ...{
      edition: inEdition(nth),
      ordinal: nth,
      title: all(`Part ${nth}`),
    },
    ...{ slug: slugs(`part-${nth}`), takesOver: nth === 1, summary: all(`Summary ${nth}`) },
  },
  session: {
    ...{ edition: inEdition(nth), plenary: nth === 1 },
    ...{ part: { _ref: nth === 1 ? 'part-x' : 'part-y' }, title: all(`Session ${nth}`) },
    ...{ slug: slugs(`session-${nth}`), takesOver: nth === 1, date: `2030-05-0${nth}` },
    ...{ start: `1${nth}:00`, end: `1${nth + 4}:30`, description: rich(`Description ${nth}`) },
    contributors: [
      {
        ...{ _key: 'c', contributor: { _ref: nth === 1 ? 'contributor-x' : 'uclg' } },
        ...{ role: all(`Role ${nth}`), affiliation: all(`As of then ${nth}`) },
      },
    ],
    rooms: rooms(nth, 'room-x', 'room-y'),
    ...{ spokenLanguages: [nth === 1 ? 'en' : 'pt'], captions: [nth === 1 ? 'fr' : 'ar'] },
    interpretation: [{ _key: 'i', language: nth === 1 ? 'fr' : 'ar', channel: `${nth}` }],
    ...{ signedLanguages: [nth === 1 ? 'ils' : 'ase'], stream: `https://live${nth}.example.org` },
    recording: `https://film${nth}.example.org`,
    status: nth === 1 ? 'moved' : 'cancelled',
    movedFrom: {
      ...{ date: `2030-04-0${nth}`, start: `0${nth}:00`, end: `0${nth + 4}:00` },
      rooms: rooms(nth, 'room-y', 'room-z'),
    },
    links: [{ _key: 'l', title: all(`Link ${nth}`), url: `https://link${nth}.example.org`, ...spoken(nth) }],
    documents: [
      {
        ...{ _key: 'd', title: all(`Paper ${nth}`), ...spoken(nth) },
        file: fileOf(nth, 'paper'),
      },
    ],
    recap: rich(`Recap ${nth}`),
  },
  break: {
    ...{ edition: { _ref: nth === 1 ? 'edition-x' : 'edition-2019' }, title: all(`Break ${nth}`) },
    ...{ date: `2030-05-0${nth + 2}`, start: `1${nth}:00`, end: `1${nth + 4}:10` },
  },
  contributor: {
    ...{
      kind: nth === 1 ? 'person' : 'organisation',
      name: all(`Ann Other ${nth}`),
      acronym: all(`AO${nth}`),
    },
    ...{ sortName: all(nth === 1 ? 'Other, Ann' : 'Zulu'), slug: slugs(`ann-${nth}`), takesOver: nth === 1 },
    replaces: [`double-${nth}`],
    ...{ position: all(`Position ${nth}`), ...(nth === 2 && { organisation: { _ref: 'ungl' } }) },
    ...{ affiliation: all(`Office ${nth}`), biography: rich(`Life ${nth}`), place: all(`Place ${nth}`) },
    ...{ url: `https://own${nth}.example.org`, image: picture(nth) },
  },
  room: {
    ...{ edition: inEdition(nth), name: all(`Room ${nth}`) },
    ...{ slug: slugs(`room-${nth}`), floor: all(`Floor ${nth}`), directions: all(`Directions ${nth}`) },
    ...{ seats: 100 * nth, takesOver: nth === 1 },
  },
  page: {
    ...{ title: all(`Page ${nth}`), slug: slugs(`page-${nth}`), takesOver: nth === 1 },
    ...{ text: rich(`Page text ${nth}`), order: nth === 1 ? 1 : 99 },
  },
  term: { title: all(`Term ${nth}`), avoid: all(`Wrong ${nth}`), note: `Note ${nth}` },
})

const idOf = (type: string) => (type === 'forum' ? 'forum' : `${type}-x`)
const _updatedAt = '2029-01-01T00:00:00Z'
const [first, second] = [samples(1), samples(2)]
const documents: readonly RawDocument[] = [
  ...stored.filter(({ _id }) => _id !== 'forum'),
  {
    ...{ _id: 'part-y', _type: 'part', _updatedAt, edition: inEdition(1) },
    ordinal: 9,
    title: all('Another part'),
  },
  ...['room-y', 'room-z'].map((_id) => ({
    ...{ _id, _type: 'room', _updatedAt, edition: inEdition(1), name: all(`Another ${_id}`), slug: [] },
  })),
  ...documentTypes.map((type) => ({ _id: idOf(type), _type: type, _updatedAt, ...first[type] })),
]

/** The bodies of pages by path with their colours and the mark, without the scripts and what machines read. */
class Bodies {
  readonly #site = new RenderedSite(renderer, folder)
  readonly #bodies = new Map<string, string>()

  async of(content: readonly RawDocument[]): Promise<string> {
    const { snapshot, faults } = examine(content)
    // One that has another edition leaves its part and its rooms behind.
    expect(faults.filter(({ code }) => code !== 'otherEdition')).toEqual([])
    if (!snapshot) throw new Error('no snapshot')
    await this.#site.update(
      contentOf({ snapshot, ledger: emptyLedger, now }),
      async (path, bytes) => {
        const html = Buffer.from(bytes).toString()
        const [colours = ''] = /--part-1:[^}]*/.exec(html) ?? []
        const body = html.slice(html.indexOf('<body')).replace(/<script[\s\S]*?<\/script>/g, '')
        this.#bodies.set(path, path === 'mark.svg' ? html : colours + body)
      },
      { later: (path) => !/(index\.html|^mark\.svg)$/.test(path) || /^(s|\w+\/embed)\//.test(path) },
    )
    return [...this.#bodies].filter(([path]) => this.#site.has(path)).join('\n')
  }
}

/** The paths of the fields of a type, without those of references, slugs, localized lists, and the places in an image. */
function pathsOf(schema: unknown, path: string): string[] {
  const whole = withoutNull(schema)
  const item = isRecord(whole) && whole.type === 'array' ? withoutNull(whole.items) : whole
  const properties = isRecord(item) && isRecord(item.properties) ? item.properties : undefined
  const isLocalized = properties && 'language' in properties && 'value' in properties
  if (!properties || isLocalized || ['_ref', 'current', 'top', 'x'].some((name) => name in properties))
    return [path]
  return Object.entries(properties)
    .filter(([name]) => !name.startsWith('_'))
    .flatMap(([name, field]) => pathsOf(field, path === '' ? name : `${path}.${name}`))
}
const withoutNull = (schema: unknown): unknown =>
  isRecord(schema) && Array.isArray(schema.anyOf)
    ? schema.anyOf.find((one) => isRecord(one) && one.type !== 'null')
    : schema

/** A value with what another has at a path; in a list in its first item. */
function withOther(value: unknown, other: unknown, [step = '', ...rest]: readonly string[]): unknown {
  if (step === '') return other
  if (Array.isArray(value) && Array.isArray(other)) return [withOther(value[0], other[0], [step, ...rest])]
  return {
    ...Object(value),
    [step]: withOther(Reflect.get(Object(value), step), Reflect.get(Object(other), step), rest),
  }
}

const fields = documentTypes.flatMap((type) =>
  pathsOf(z.toJSONSchema(schemas[type], { io: 'input', unrepresentable: 'any' }), '').map((path) => ({
    type,
    path,
    at: `${type}.${path}`,
  })),
)

it('every field that editors fill in is seen on some page, or has a reason not to be', {
  timeout: 300_000,
}, async () => {
  const bodies = new Bodies()
  const before = await bodies.of(documents)
  const unseen: string[] = []
  for (const { type, path, at } of fields) {
    const document = documents.find(({ _id }) => _id === idOf(type))
    const other = withOther(first[type], second[type], path.split('.'))
    expect(other, at).not.toEqual(first[type])
    const after = await bodies.of(
      documents.map((one) => (one === document ? { ...one, ...Object(other) } : one)),
    )
    if (after === before) unseen.push(at)
    expect(await bodies.of(documents), at).toBe(before)
  }
  expect(fields.length).toBeGreaterThan(80)
  expect(unseen.filter((at) => !isSwitch(at))).toEqual(Object.keys(notShown))
})
