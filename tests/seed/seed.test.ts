import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { fieldsOf, isRecord, localizedItems } from '#src/model/fields.ts'
import { examine } from '#src/rules/examine.ts'
import { sourceHash } from '#src/rules/review.ts'
import { defaultContent, editionImage } from '#src/seed/index.ts'
import { buildOf, localizedIn, paragraphsOf, textsIn } from './seed-texts.ts'

const languages = ['en', 'fr', 'es']
const documents = defaultContent.map((document) => ({ ...document, _updatedAt: '2019-11-01T08:00:00Z' }))

/** Terms list forms that are wrong on purpose. */
const written = documents.map((document) =>
  'avoid' in document ? { ...document, avoid: undefined } : document,
)
const localized = localizedIn(written)
const texts = textsIn(written)

describe('documents', () => {
  test('are those of two editions, in the order in which they refer to each other', () => {
    expect(documents.map(({ _type, _id }) => `${_type} ${_id}`)).toEqual([
      'edition edition-2019',
      'edition edition-2022',
      'forum forum',
      'strategySection fit-for-purpose',
      'strategySection co-creating',
      'contributor uclg',
      'contributor uclg-aspac',
      'contributor uclg-africa',
      'contributor ungl',
      'contributor san-jose',
      'contributor un-habitat',
      'contributor lrga',
      'contributor brazil-mozambique',
      'part part-1',
      'part part-2',
      'part part-3',
      'session session-opening',
      'session session-ground-rules',
      'session session-taking-stock',
      'session session-sendai',
      'session session-modules',
      'session session-key-components',
      'session session-dialogue',
      'session session-way-ahead',
      'break break-arrival',
      'break break-lunch',
      'page accessibility',
      'page privacy',
      'page legal',
      'page contact',
      'term term-uclg',
      'term term-learning-forum',
      'term term-learning-strategy',
      'term term-peer-to-peer-learning',
      'term term-retreat',
      'term term-un-habitat',
    ])
  })

  test('have no faults and no warnings', () => {
    const { faults, warnings } = examine(documents)
    expect({ faults, warnings }).toEqual({ faults: [], warnings: [] })
  })

  test('refer only to documents that come before them', () => {
    const seen = new Set<string>()
    const early = documents.flatMap((document) => {
      const ids = [...JSON.stringify(document).matchAll(/"_ref":"([^"]+)"/g)].map(([, id = '']) => id)
      const unseen = ids.filter((id) => !seen.has(id))
      seen.add(document._id)
      return unseen.map((id) => `${document._id} → ${id}`)
    })
    expect(early).toEqual([])
  })

  test('have different keys in each list, and none of digits only', () => {
    const lists = documents.flatMap((document) => [
      { at: `${document._id} review`, items: document.review },
      ...fieldsOf(document).flatMap(({ path, value }) =>
        Array.isArray(value) ? [{ at: `${document._id} ${path}`, items: value as readonly unknown[] }] : [],
      ),
    ])
    const wrong = lists.filter(({ items }) => {
      const keys = items.filter(isRecord).map((item) => item._key)
      return (
        new Set(keys).size < keys.length || keys.some((key) => typeof key !== 'string' || !/\D/.test(key))
      )
    })
    expect(wrong.map(({ at }) => at)).toEqual([])
  })
})

describe('languages', () => {
  test('are complete in every localized field', () => {
    const wrong = localized.filter(
      ({ items }) =>
        items.map(({ language }) => language).join() !== languages.join() ||
        items.some(({ value }) => paragraphsOf(value).every((words) => words.trim() === '')),
    )
    expect(wrong.map(({ at }) => at)).toEqual([])
    expect(texts.filter(({ words }) => words.trim() === '' || words !== words.trim())).toEqual([])
  })

  test('have the same paragraphs in every rich text', () => {
    const builds = localized.map(({ at, items }) => ({
      at,
      builds: items.map(({ value }) => buildOf(value)),
    }))
    const different = builds.filter(({ builds }) => new Set(builds).size > 1)
    expect(different).toEqual([])
  })

  test('have the right no-break space before : ; ! ? » in French', () => {
    const french = texts.filter(({ language }) => language === 'fr')
    const wrong = french.filter(({ words }) =>
      /[^\u00A0]:|[^\u202F][;!?»]|«[^\u202F]/u.test(words.replace(/https?:/g, '')),
    )
    expect(wrong).toEqual([])
  })

  test('open questions and exclamations in Spanish', () => {
    const spanish = texts.filter(({ language, words }) => language === 'es' && /[?!¿¡]/.test(words))
    const wrong = spanish.filter(
      ({ words }) => count(words, '?') !== count(words, '¿') || count(words, '!') !== count(words, '¡'),
    )
    expect(spanish).not.toEqual([])
    expect(wrong).toEqual([])
  })

  test('use typographic apostrophes and quotation marks, single spaces and no stray markup', () => {
    expect(texts.filter(({ words }) => /['"`]| {2}|\*\*|\]\(/.test(words))).toEqual([])
  })

  test('call the organisation UCLG in English and CGLU in French and Spanish', () => {
    const wrong = texts.filter(({ language, words }) =>
      (language === 'en' ? /CGLU/ : /UCLG/).test(words.replace(/#UCLGCongress|uclg\.org/g, '')),
    )
    expect(wrong).toEqual([])
  })

  test('need review in every translated field, with the hash of the source', () => {
    const expected = localized.flatMap(({ document, path, items }) =>
      ['fr', 'es'].map((language) => ({
        document: document._id,
        path,
        language,
        sourceHash: sourceHash(items.find((item) => item.language === 'en')?.value),
        reviewed: false,
      })),
    )
    const found = documents.flatMap(({ _id, review }) =>
      review.map(({ path, language, sourceHash, reviewed }) => ({
        document: _id,
        path,
        language,
        sourceHash,
        reviewed,
      })),
    )
    expect(found).toEqual(expected)
  })
})

describe('addresses', () => {
  test.each(languages)('are different for the parts and sessions of the programme in %s', (language) => {
    const slugs = documents
      .filter(({ _type }) => _type === 'part' || _type === 'session')
      .map((document) => slugOf(document, language))
    expect(slugs).toHaveLength(11)
    expect(new Set(slugs).size).toBe(11)
    expect(slugs.filter((slug) => !/^[a-z]+(-[a-z]+)*$/.test(slug))).toEqual([])
  })

  test.each(languages)('of pages in %s are not words that the site uses itself', (language) => {
    const slugs = documents.filter(({ _type }) => _type === 'page').map((page) => slugOf(page, language))
    const taken = [
      '2019',
      '2022',
      'strategy',
      'strategie',
      'estrategia',
      'programme',
      'programa',
      'embed',
      'feeds',
      's',
    ]
    expect(new Set(slugs).size).toBe(4)
    expect(slugs.filter((slug) => taken.includes(slug))).toEqual([])
  })
})

test('the description of a session is one sentence, then points', () => {
  const builds = documents.flatMap((document) =>
    document._type === 'session' ? (document.description ?? []).map(({ value }) => buildOf(value)) : [],
  )
  expect(builds.filter((build) => !/^normal( bullet)+$/.test(build))).toEqual([])
})

test('the image is a PNG of 2400 by 1350 pixels and at most 300 KB, for a document with alternative text', async () => {
  const bytes = await readFile(editionImage.file)
  const { format, width, height } = await sharp(bytes).metadata()
  expect({ format, width, height }).toEqual({ format: 'png', width: 2400, height: 1350 })
  expect(bytes.length).toBeLessThanOrEqual(300 * 1024)
  expect(localized.map(({ at }) => at)).toContain(`${editionImage.documentId} image.alt`)
})

describe('the hash of a source text', () => {
  test('is fixed, since it is stored', () => {
    expect(sourceHash('Opening and welcome')).toBe('1a17dd259eb327')
  })

  test('changes with the words', () => {
    expect(sourceHash('Lunch')).not.toBe(sourceHash('Lunch.'))
  })

  test('does not depend on the keys of items, the order of fields or empty fields', () => {
    const text = [{ _key: 'a', _type: 'block', style: 'normal', markDefs: [], listItem: undefined }]
    const same = [{ style: 'normal', _type: 'block', _key: 'b' }]
    expect(sourceHash(text)).toBe(sourceHash(same))
  })
})

function slugOf(document: Readonly<Record<string, unknown>>, language: string): string {
  const value = localizedItems(document.slug)?.find((item) => item.language === language)?.value
  return isRecord(value) ? String(value.current) : ''
}

const count = (words: string, sign: string) => words.split(sign).length - 1
