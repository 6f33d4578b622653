import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { goesOnAfterMidnight } from '#src/model/time.ts'
import { conflictsOf, rowsOf } from '#src/programme/conflicts.ts'
import { examine } from '#src/rules/examine.ts'
import { seedContents } from '#src/seed/index.ts'
import { buildOf, localizedIn, textsIn } from './seed-texts.ts'

const { documents: seeded, images, files } = seedContents.congress
const documents: readonly RawDocument[] = seeded.map((document) => ({
  ...document,
  _updatedAt: '2027-05-01T08:00:00Z',
}))
const { snapshot, faults, warnings } = examine(documents)
if (!snapshot) throw new Error(JSON.stringify(faults))
const edition = snapshot.editions.find(({ ordinal }) => ordinal === 6)
const sessions = snapshot.sessions.filter((session) => session.edition === edition?._id)
const count = (found: readonly unknown[]) => found.length

describe('the congress', () => {
  test('has five days, eight rooms, eight parts, 124 sessions and 150 contributors', () => {
    expect({
      days: [...new Set(sessions.map(({ date }) => date))].sort(),
      rooms: count(snapshot.rooms),
      parts: snapshot.parts.map(({ ordinal }) => ordinal).sort(),
      sessions: count(sessions),
      perDay: [...Map.groupBy(sessions, ({ date }) => date)].map(([date, all]) => [date, all.length]).sort(),
      people: count(snapshot.contributors.filter(({ kind }) => kind === 'person')),
      organisations: count(snapshot.contributors.filter(({ kind }) => kind === 'organisation')),
    }).toEqual({
      days: ['2027-06-07', '2027-06-08', '2027-06-09', '2027-06-10', '2027-06-11'],
      rooms: 8,
      parts: [1, 2, 3, 4, 5, 6, 7, 8],
      sessions: 124,
      perDay: [
        ['2027-06-07', 11],
        ['2027-06-08', 24],
        ['2027-06-09', 31],
        ['2027-06-10', 42],
        ['2027-06-11', 16],
      ],
      people: 120,
      organisations: 30,
    })
  })

  test('has no fault, and only the warnings that editors of real programmes live with', () => {
    expect(faults).toEqual([])
    expect(new Set(warnings.map(({ code }) => code))).toEqual(new Set(['missingTranslation']))
    expect(warnings.length).toBeGreaterThan(10)
    expect(warnings.length).toBeLessThan(40)
  })

  test('has ids as the Studio makes them, always the same', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(documents.map(({ _id }) => _id).filter((id) => !uuid.test(id))).toEqual(['forum'])
    expect(edition?._id).toBe('906d835f-8531-8b40-b3c9-2503e6492bd2')
  })

  test('refers only to documents that come before, and to files that it brings', () => {
    const seen = new Set(files.map(({ id }) => id))
    const early = documents.flatMap((document) => {
      const ids = [...JSON.stringify(document).matchAll(/"_ref":"([^"]+)"/g)].map(([, id = '']) => id)
      const unseen = ids.filter((id) => !seen.has(id))
      seen.add(document._id)
      return unseen.map((id) => `${document._id} → ${id}`)
    })
    expect(early).toEqual([])
  })

  test('gives every contributor something to do, and nobody two things at once', () => {
    const busy = new Set(sessions.flatMap(({ contributors }) => contributors.map((one) => one.contributor)))
    expect(snapshot.contributors.filter(({ _id }) => !busy.has(_id)).map(({ name }) => name.en)).toEqual([])
    expect(conflictsOf(rowsOf(snapshot))).toEqual([])
  })
})

test.each(['en', 'fr', 'es'] as const)('no two sessions, people or parts have one title in %s', (locale) => {
  const lists = [
    snapshot.sessions.map(({ title }) => title[locale]),
    snapshot.parts.map(({ title }) => title[locale]),
    snapshot.contributors.map(({ name }) => name[locale]),
  ]
  const twice = lists.flatMap((titles) => {
    const known = titles.filter((title) => title !== undefined)
    return known.filter((title, index) => known.indexOf(title) !== index)
  })
  expect(twice).toEqual([])
})

describe('what real programmes have is there:', () => {
  const titles = (some: (session: (typeof sessions)[number]) => unknown) =>
    sessions.filter(some).map(({ title }) => title.en)

  test('plenaries, and sessions without a room or a part', () => {
    expect(count(titles(({ plenary }) => plenary))).toBe(11)
    expect(titles(({ rooms }) => rooms.length === 0)).toEqual(['Welcome on the quay'])
    expect(titles(({ part }) => part === undefined)).toEqual(['Concert: choirs of four ports'])
  })

  test('what goes on after midnight, and what begins then', () => {
    expect(titles(goesOnAfterMidnight).sort()).toEqual([
      'Night of the ports: dance, food and stories',
      'Short films from twelve cities',
    ])
    expect(titles(({ start }) => start < '06:00')).toEqual(['Last songs on the quay'])
  })

  test('a session beside two starts, and sessions in two rooms', () => {
    expect(titles(({ start, end }) => start === '10:00' && end === '12:30')).toEqual([
      'City lab: a budget in one morning',
    ])
    expect(count(titles(({ rooms }) => rooms.length === 2))).toBe(3)
  })

  test('sessions that were moved in time, to another room, and to another day', () => {
    const moved = sessions.flatMap(({ movedFrom, date, start, title }) =>
      movedFrom
        ? [
            {
              title: title.en,
              day: movedFrom.date !== date,
              time: movedFrom.start !== start,
              room: movedFrom.rooms.length > 0,
            },
          ]
        : [],
    )
    expect(moved.sort((a, b) => (String(a.title) < String(b.title) ? -1 : 1))).toEqual([
      { title: 'Fishing villages and the sea wall', day: true, time: true, room: false },
      { title: 'How one city teaches another', day: false, time: false, room: true },
      { title: 'Pipes that sing: finding leaks by ear', day: true, time: true, room: true },
      { title: 'The price of a leak', day: false, time: true, room: false },
    ])
  })

  test('cancelled sessions', () => {
    expect(titles(({ status }) => status === 'cancelled').sort()).toEqual([
      'Clinics that come to the door',
      'Midwives on the outskirts',
      'The last tenants of Mill Street',
    ])
  })

  test('texts that some languages lack, and one that is in French only', () => {
    expect(titles(({ title }) => title.fr === undefined)).toEqual(['Mentoring between city managers'])
    expect(titles(({ title }) => title.es === undefined)).toEqual(['Loneliness is a planning matter'])
    expect(titles(({ description: { en, fr } }) => fr && !en)).toEqual([
      'After the earthquake: rebuilding in the right order',
    ])
    expect(count(titles(({ description: { en, es } }) => en && !es))).toBeGreaterThan(2)
    expect(count(titles(({ description }) => description.en))).toBeGreaterThan(35)
  })

  test('streams, documents, roles, and languages without interpretation', () => {
    expect(count(titles(({ links, stream }) => links.length > 0 || stream !== undefined))).toBeGreaterThan(3)
    expect(count(titles(({ documents: own }) => own.length > 0))).toBe(4)
    expect(count(titles(({ contributors }) => contributors.some(({ role }) => role.en)))).toBeGreaterThan(60)
    expect(titles(({ spokenLanguages }) => spokenLanguages.join() === 'es')).toContain(
      'Whose statue? Memory in public squares',
    )
  })

  test('names in many scripts, some with a portrait and some with a biography', () => {
    const names = snapshot.contributors.map(({ name }) => name.en ?? '')
    const scripts = 'Arab Armn Beng Cyrl Deva Ethi Geor Grek Hang Hani Hebr Latn Thai'.split(' ')
    const found = scripts.filter((script) =>
      names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name)),
    )
    expect(found).toEqual(scripts)
    expect(count(images.filter((image) => !('field' in image)))).toBe(37)
    expect(count(snapshot.contributors.filter(({ biography }) => Object.keys(biography).length > 0))).toBe(16)
  })
})

describe('texts', () => {
  const texts = textsIn(documents)

  test('are typographic, without stray markup or spaces', () => {
    expect(texts.filter(({ words }) => /['"`]| {2}|\*\*|\]\(/.test(words) || words !== words.trim())).toEqual(
      [],
    )
  })

  test('have the right no-break space before : ; ! ? » in French', () => {
    const french = texts.filter(({ language, words }) => language === 'fr' && !/https?:|mailto:/.test(words))
    expect(french.length).toBeGreaterThan(300)
    expect(french.filter(({ words }) => /[^\u00A0]:|[^\u202F][;!?»]|«[^\u202F]/u.test(words))).toEqual([])
  })

  test('open questions in Spanish', () => {
    const spanish = texts.filter(({ language }) => language === 'es')
    const signs = (words: string, sign: string) => words.split(sign).length
    expect(
      spanish.filter(
        ({ words }) => signs(words, '?') !== signs(words, '¿') || signs(words, '!') !== signs(words, '¡'),
      ),
    ).toEqual([])
  })

  test('have the same paragraphs in every language that they are in', () => {
    const different = localizedIn(documents).filter(
      ({ items }) => new Set(items.map(({ value }) => buildOf(value))).size > 1,
    )
    expect(different.map(({ at }) => at)).toEqual([])
  })

  test('are translations that nobody has confirmed', () => {
    const reviews = documents.flatMap(({ review }) => (Array.isArray(review) ? review.filter(isRecord) : []))
    expect(reviews.length).toBeGreaterThan(800)
    expect(reviews.filter(({ reviewed }) => reviewed !== false)).toEqual([])
  })
})

describe('files', () => {
  test('have the ids that a lake gives to their bytes', () => {
    expect(files.map(({ id, filename }) => [id, filename])).toEqual(
      files.map(({ bytes, filename }) => [
        `file-${createHash('sha1').update(bytes).digest('hex')}-${filename.split('.').at(-1)}`,
        filename,
      ]),
    )
    expect(files.map(({ filename }) => filename)).toEqual([
      'ten-rules-for-speakers.pdf',
      'river-walk.pdf',
      'budget.csv',
      'green-bond.pdf',
      'guide-for-speakers.pdf',
      'guide-pour-prendre-la-parole.pdf',
      'guia-para-tomar-la-palabra.pdf',
      'plan.pdf',
    ])
  })

  test('that are PDFs have their objects where their tables say', () => {
    for (const { bytes } of files.filter(({ filename }) => filename.endsWith('.pdf'))) {
      const text = Buffer.from(bytes).toString('latin1')
      const table = Number(/startxref\n(\d+)/.exec(text)?.[1])
      expect(text.slice(table, table + 4)).toBe('xref')
      const offsets = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset))
      expect(offsets.map((offset) => text.slice(offset, offset + 7))).toEqual(
        offsets.map((_, index) => `${index + 1} 0 obj`),
      )
    }
  })

  test('that are portraits are small pictures, no two alike', async () => {
    const pictures = images.filter((image) => !('field' in image))
    const drawings = pictures.flatMap((image) => ('svg' in image ? [image.svg] : []))
    expect(new Set(drawings).size).toBe(pictures.length)
    const sizes = await Promise.all(
      drawings.map(async (svg) => {
        const { data, info } = await sharp(Buffer.from(svg))
          .png({ compressionLevel: 9 })
          .toBuffer({ resolveWithObject: true })
        return { width: info.width, isSmall: data.length < 16_000 }
      }),
    )
    expect(sizes.slice(1)).toEqual(sizes.slice(1).map(() => ({ width: 480, isSmall: true })))
  })
})
