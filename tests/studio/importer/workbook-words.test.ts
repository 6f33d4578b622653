import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { locales } from '#src/locales.ts'
import { changedField, localizedItems } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { reviewOf, sourceHash, stateOf } from '#src/rules/review.ts'
import { congress } from '#src/seed/congress/congress.ts'
import { parse } from '#studio/importer/parse.ts'
import { sheetsOfWorkbook } from '#studio/importer/sheets/workbook-sheets.ts'
import { chosenBy, chosenChanges, takenCount } from '#studio/importer/update/chosen-changes.ts'
import { type EditionUpdate, editionUpdate } from '#studio/importer/update/edition-update.ts'
import { editionWorkbook } from '#studio/importer/workbook/edition-workbook.ts'
import { languageItems } from '#studio/schema/localized-fields.ts'

/** The sheets of words of a workbook, out and back. */

const documents: readonly RawDocument[] = congress.documents.map((one) => ({
  ...one,
  _originalId: one._id,
  _rev: 'r',
}))
const editionId = '906d835f-8531-8b40-b3c9-2503e6492bd2'

type Rows = (string | null)[][]
type Edit = (sheets: Record<'rooms' | 'people' | 'texts', Rows>) => void

const out = (all = documents, locale: 'en' | 'fr' | 'es' = 'en') => {
  const byId = new Map(all.map((one) => [one._id, one]))
  return editionWorkbook(byId.get(editionId) as RawDocument, all, { locale, named: (id) => byId.get(id) })
}

/** What the sheets of words bring, after somebody changed their rows. The sheet of the programme was taken out. */
async function back(bytes: Uint8Array, edit: Edit = () => {}, now = documents) {
  const { sheets } = await readXlsx(bytes)
  const own = sheets.slice(1).map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => row.map((cell) => (cell === null ? null : String(cell)))),
  }))
  const [rooms, people, texts] = own.map(({ rows }) => rows)
  if (!rooms || !people || !texts) throw new Error('Sheets are missing')
  edit({ rooms, people, texts })
  const changed = await writeXlsx({ sheets: own })
  const words = (await sheetsOfWorkbook(new Uint8Array(changed).buffer, 'xlsx')).flatMap(
    (one) => one.words ?? [],
  )
  let count = 0
  return editionUpdate(parse([]), now.find(({ _id }) => _id === editionId) as RawDocument, {
    ...{ existing: now, words, newId: () => `new-${++count}` },
  })
}

/** The documents after an update, with what is proposed of it taken. */
function taken(update: EditionUpdate, ticks: readonly string[] = [], now = documents) {
  const chosen = chosenBy(new Map(ticks.map((id) => [id, true])))
  const { requested } = chosenChanges(update, chosen, { isPublished: () => true, newKey: () => 'key' })
  const changes = new Map(requested.map(({ shown, change }) => [shown._id, change(shown, shown)]))
  return new Map(now.map((one): [string, RawDocument] => [one._id, { ...one, ...changes.get(one._id)?.set }]))
}

const told = ({ lines }: EditionUpdate) =>
  lines.flatMap((line) =>
    line.kind === 'words'
      ? line.texts.map(
          ({ path, locale, certainty, losesMarks }) =>
            `${line.document._type} ${path} ${locale} ${certainty}${losesMarks ? ' losesMarks' : ''}`,
        )
      : [line.kind],
  )

const idIn = (row: Rows[number] | undefined) => String(row?.[0]).split(' ')[0] ?? ''
const head = (rows: Rows, name: string) => {
  const at = rows[0]?.indexOf(name) ?? -1
  if (at < 0) throw new Error(`No column ${name} in ${rows[0]?.slice(1).join(', ')}`)
  return at
}
/** The row whose second cell ends so. */
const rowOf = (rows: Rows, ending: string) => {
  const row = rows.find((one) => String(one[1]).endsWith(ending))
  if (!row) throw new Error(`No row ${ending}`)
  return row
}

it.each(locales)('come back in $locale without a difference', async ({ locale }) => {
  const update = await back(await out(documents, locale))
  expect([told(update), update.stray]).toEqual([[], 0])
})

it('bring what was edited of rooms, people and texts in each language, with its state, and nothing else', async () => {
  const update = await back(await out(), ({ rooms, people, texts }) => {
    const room = rooms[1]
    if (!room) throw new Error('No room')
    room[head(rooms, 'Directions · Français')] = 'Au fond du couloir.'
    rowOf(people, String(people[1]?.[1]))[head(people, 'What they do · Español')] = 'Alcaldesa de Ejemplo'
    rowOf(texts, ' · Brief')[head(texts, 'Français')] = 'Une présentation.'
  })
  expect(told(update)).toEqual([
    'room directions fr sure',
    'contributor position es sure',
    expect.stringMatching(/^edition brief fr sure/),
  ])
  const { rooms } = { rooms: (await readXlsx(await out())).sheets[1]?.rows ?? [] }
  const room = taken(update).get(idIn(rooms[1] as Rows[number]))
  expect(languageItems(room?.directions).find(({ language }) => language === 'fr')?.value).toBe(
    'Au fond du couloir.',
  )
})

it('note which source a translation was made from: the one beside it, edited or not, or one that is gone', async () => {
  const session = documents.find(
    ({ _type, description }) => _type === 'session' && localizedItems(description),
  ) as RawDocument
  const english = localizedItems(session.description)?.find(({ language }) => language === 'en')?.value
  const stateAfter = async (
    edit: (row: Rows[number], at: (name: string) => number) => void,
    now = documents,
  ) => {
    const update = await back(
      await out(),
      ({ texts }) => {
        const row = texts.find((one) => idIn(one) === session._id && String(one[0]).includes(' description '))
        if (row) edit(row, (name) => head(texts, name))
      },
      now,
    )
    const after = taken(update, [`words ${session._id} description en`], now).get(session._id) as RawDocument
    const [source, text] = ['en', 'fr'].map(
      (locale) => localizedItems(after.description)?.find(({ language }) => language === locale)?.value,
    )
    return stateOf(source, text, reviewOf(after.review, 'description', 'fr'))
  }
  expect(await stateAfter((row, at) => row.splice(at('Français'), 1, 'Un autre texte.'))).toBe('needsReview')
  expect(
    await stateAfter((row, at) => {
      row[at('Français')] = 'Un autre texte.'
      row[at('English')] = 'Another text.'
    }),
  ).toBe('needsReview')
  const now = documents.map((one) =>
    one === session
      ? changedField(one, 'description', (items) =>
          (localizedItems(items) ?? []).map((item) =>
            item.language === 'en' ? { ...item, value: plain(['Changed here.']) } : item,
          ),
        )
      : one,
  )
  expect(await stateAfter((row, at) => row.splice(at('Français'), 1, 'Un autre texte.'), now)).toBe('stale')
  expect(sourceHash(english)).not.toBe(sourceHash(plain(['Changed here.'])))
})

it('overwrite nothing unasked that was changed here since they went out', async () => {
  const bytes = await out()
  const now = documents.map((one) =>
    one._id === editionId
      ? changedField(one, 'brief', (items) =>
          (localizedItems(items) ?? []).map((item) => ({ ...item, value: plain(['Changed here.']) })),
        )
      : one,
  )
  const update = await back(
    bytes,
    ({ texts }) => {
      rowOf(texts, ' · Brief')[head(texts, 'English')] = 'Changed there.'
    },
    now,
  )
  expect(told(update)).toEqual(['edition brief en changedHere'])
  expect(takenCount(update, chosenBy(new Map()), () => true)).toBe(0)
})

it('tell rows that are new, and texts of what is gone; a column that was taken away empties nothing', async () => {
  const bytes = await out()
  const edit: Edit = ({ people, texts }) => {
    people.push([null, 'Ximena Ejemplo', 'Mayor'])
    const person = people.find((one) => one[1] && !one[head(people, 'Name · English')])
    person?.splice(head(people, 'Name · English'), 1, 'Another Name')
    rowOf(texts, ' · Brief')[head(texts, 'English')] = 'Changed there.'
  }
  expect(
    (
      await back(
        bytes,
        edit,
        documents.map((one) => (one._id === editionId ? { ...one, brief: undefined } : one)),
      )
    ).stray,
  ).toBe(3)
  const without = await back(bytes, ({ texts }) => {
    const at = head(texts, 'Français')
    for (const row of texts) row.splice(at, 1)
  })
  expect(told(without)).toEqual([])
})

const plain = (lines: readonly string[]) =>
  lines.map((text, at) => ({
    ...{ _key: `k${at}`, _type: 'block', style: 'normal', markDefs: [] },
    children: [{ _key: 's', _type: 'span', text, marks: [] }],
  }))

describe('a text with marks, links, lists and line ends', () => {
  /** Numbers that look random, and are the same each time. */
  const numbers = (seed: number) => () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const words = [
    'ville',
    'agenda',
    '=1+1',
    '2027',
    'Sur-Sur',
    'l’eau',
    'fin\u202f!',
    'C. 3',
    '“so”',
    '-',
    '<1>',
    'mañana',
  ]
  const textOf = (next: () => number) => {
    const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
    return Array.from({ length: 1 + Math.floor(next() * 5) }, (_, at) => ({
      ...{ _key: `b${at}`, _type: 'block', style: pick(['normal', 'normal', 'h3']) },
      ...(next() < 0.4 && { listItem: pick(['bullet', 'number']), level: pick([1, 2]) }),
      markDefs: [{ _key: 'l', _type: 'link', href: 'https://example.org/a' }],
      children: Array.from({ length: 1 + Math.floor(next() * 4) }, (_, span) => ({
        ...{ _key: `s${span}`, _type: 'span', marks: pick([[], [], ['strong'], ['em', 'strong'], ['l']]) },
        text: `${pick(words)}${pick([' ', ' ', '\n'])}${pick(words)} `,
      })),
    }))
  }

  it('comes back as it was, and keeps its marks where a word is added at its end', async () => {
    const next = numbers(7)
    const values = Array.from({ length: 150 }, () => textOf(next))
    const sections = values.map(
      (value, at): RawDocument => ({
        ...{
          _id: `section-${at}`,
          _originalId: `section-${at}`,
          _rev: 'r',
          _type: 'strategySection',
          order: at,
        },
        title: [{ _key: 'en', language: 'en', value: `Section ${at}` }],
        text: [{ _key: 'en', _type: 'internationalizedArrayRichTextValue', language: 'en', value }],
      }),
    )
    const edition = documents.filter(({ _id }) => _id === editionId)
    const all = [...edition, ...sections]
    const bytes = await out(all)
    expect(told(await back(bytes, () => {}, all))).toEqual([])

    const update = await back(
      bytes,
      ({ texts }) => {
        const at = head(texts, 'English')
        for (const row of texts)
          if (/^Section \d+ · Text$/.test(String(row[1]))) row[at] = `${row[at]} encore`
      },
      all,
    )
    const after = taken(update, [], all)
    expect(update.lines).toHaveLength(sections.length)
    for (const [at, value] of values.entries()) {
      const [item] = localizedItems(after.get(`section-${at}`)?.text) ?? []
      const now = item?.value as typeof value
      expect(now.slice(0, -1)).toEqual(value.slice(0, -1))
      expect(marked(now.at(-1)?.children)).toEqual(marked(value.at(-1)?.children, ' encore'))
    }
  })
})

/** The words of each mark, with what is written behind the last. */
function marked(spans: readonly { text: string; marks: readonly string[] }[] = [], more = '') {
  return ['strong', 'em', 'l'].map((mark) =>
    spans
      .filter(({ marks }) => marks.includes(mark))
      .map(({ text }) => text)
      .join('')
      .replace(/\s+/g, ' ')
      .replace(more, '')
      .trim(),
  )
}
