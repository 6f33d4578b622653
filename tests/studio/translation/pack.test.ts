// @vitest-environment jsdom
import fc from 'fast-check'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { localizedItems } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { sourceRecord } from '#src/rules/review.ts'
import { blocksIn } from '#studio/translation/pack/block-pairs.ts'
import { packOf } from '#studio/translation/pack/pack.ts'
import { packLines } from '#studio/translation/pack/pack-lines.ts'
import { readWorkbook, workbookOf } from '#studio/translation/pack/workbook.ts'
import { readXliff } from '#studio/translation/pack/xliff-reader.ts'
import { xliffOf } from '#studio/translation/pack/xliff-writer.ts'
import { documentTasks } from '#studio/translation/tasks.ts'
import { translationChange } from '#studio/translation/translation-edits.ts'

const line = (kind: string, language: string, value: unknown) => ({
  _key: language,
  _type: `internationalizedArray${kind}Value`,
  language,
  value,
})
const span = (text: string, ...marks: string[]) => ({ _key: text, _type: 'span', text, marks })
const block = (key: string, ...children: object[]) => ({
  _key: key,
  _type: 'block',
  style: 'normal',
  markDefs: [{ _key: 'l1', _type: 'link', href: 'https://example.org/guide' }],
  children,
})

const description = [
  block(
    'k1',
    span('Three '),
    span('parts', 'strong'),
    span(', see '),
    span('the guide', 'l1'),
    span('.\nCome.'),
  ),
  block('k2', span('Bring your own lunch.')),
]
const session: RawDocument = {
  _id: 'session-a',
  _type: 'session',
  title: [
    line('String', 'en', 'Opening plenary'),
    line('String', 'es', 'Plenaria de apertura del foro anual'),
  ],
  slug: [line('Slug', 'en', { _type: 'slug', current: 'opening-plenary' })],
  description: [line('RichText', 'en', description)],
}
const stale: RawDocument = {
  _id: 'session-b',
  _type: 'session',
  title: [line('String', 'en', 'The regional agenda'), line('String', 'fr', 'L’agenda local')],
  review: [{ _key: 'r', path: 'title', language: 'fr', reviewed: true, ...sourceRecord('The local agenda') }],
}
const term: RawDocument = {
  _id: 'term-a',
  _type: 'term',
  title: [line('String', 'en', 'Regional agenda'), line('String', 'fr', 'Programme régional')],
}
const content = [session, stale, term]
const packFor = (documents: readonly RawDocument[], target: 'fr' | 'es' | 'en' = 'fr') =>
  packOf(documents, documentTasks(documents, target), { where: 'all', target })

/** The file with other translations, by the id of the unit. */
function translatedXliff(file: string, texts: Readonly<Record<string, string>>): string {
  const document = new DOMParser().parseFromString(file, 'application/xml')
  for (const unit of document.getElementsByTagName('trans-unit')) {
    const text = texts[unit.id]
    const target = unit.getElementsByTagName('target')[0]
    if (text !== undefined && target) target.innerHTML = text
  }
  return new XMLSerializer().serializeToString(document)
}

const told = (file: string, documents: readonly RawDocument[] = content, asReviewed = false) =>
  packLines(readXliff(file), documents, { asReviewed }).lines.map(
    ({ id, verdict, problem, warnings }) =>
      `${id} ${[verdict, problem, ...warnings].filter(Boolean).join(' ')}`,
  )

/** The documents with all that a file brings. */
function broughtBack(file: string, documents: readonly RawDocument[] = content): readonly RawDocument[] {
  const { lines } = packLines(readXliff(file), documents, { asReviewed: true })
  return documents.map((document) => {
    const edits = lines.flatMap(({ document: of, path, edit }) =>
      of?._id === document._id && edit ? [{ path, locale: 'fr' as const, ...edit }] : [],
    )
    return { ...document, ...translationChange(document, edits, undefined, () => 'new').set }
  })
}

const description1 = '<g id="1">Trois</g> parties, voir <g id="2">le guide</g>.<x id="3"/>Venez.'
const french: Readonly<Record<string, string>> = {
  'session-a:title': 'Plénière d’ouverture',
  'session-a:description:k1': description1,
  'session-a:description:k2': 'Apportez votre repas.',
}

describe('a pack goes out', () => {
  it('as XLIFF with the source, its change, the terms and the longest length', () => {
    const file = xliffOf(packFor(content))
    expect(file).toBe(xliffOf(packFor(content)))
    expect(file).toContain('<file original="all.fr" source-language="en" target-language="fr"')
    expect(file).toContain('<g id="1" ctype="bold">parts</g>')
    expect(file).toContain('<note from="links">&lt;2&gt; https://example.org/guide</note>')
    expect(file).toContain('<note from="change">The [local → regional] agenda</note>')
    expect(file).toContain('Termes\u00a0: Regional agenda → Programme régional')
    expect(file).toContain('maxwidth="1000" size-unit="char"')
    expect(file).toContain('<target state="needs-translation">L’agenda local</target>')
    expect(file).not.toContain(':slug')
    expect(new DOMParser().parseFromString(file, 'application/xml').querySelector('parsererror')).toBe(null)
  })

  it('into the source language from the language that has the texts', () => {
    const inFrench = {
      ...session,
      title: [line('String', 'fr', 'Ouverture')],
      description: undefined,
    }
    expect(xliffOf(packFor([inFrench], 'en'))).toContain('source-language="fr" target-language="en"')
  })
})

describe('a pack comes back', () => {
  const sent = xliffOf(packFor(content))

  it('does nothing where nothing was translated, or a tool filled in the source', () => {
    expect(told(sent)).toEqual([])
    expect(told(translatedXliff(sent, { 'session-a:title': 'Opening plenary' }))).toEqual([])
  })

  it('is taken, to be reviewed, with an address for what was never published', () => {
    const file = translatedXliff(sent, french)
    expect(told(file)).toEqual(['session-a:title taken', 'session-a:description taken'])
    const [after] = broughtBack(file)
    expect(after?.title).toContainEqual(line('String', 'fr', 'Plénière d’ouverture'))
    expect(after?.slug).toContainEqual(line('Slug', 'fr', { _type: 'slug', current: 'pleniere-d-ouverture' }))
    expect(after?.review).toContainEqual({
      ...{ _key: 'new', _type: 'translationReview', path: 'title', language: 'fr', reviewed: false },
      ...sourceRecord('Opening plenary'),
    })
    const lines = localizedItems(after?.description)?.filter(({ language }) => language === 'fr')
    const [first] = lines?.flatMap(({ value }) => blocksIn(value)) ?? []
    expect(first?.children).toMatchObject([
      { text: 'Trois', marks: ['strong'] },
      { text: ' parties, voir ', marks: [] },
      { text: 'le guide', marks: ['l1'] },
      { text: '.\nVenez.', marks: [] },
    ])
    expect(told(file, broughtBack(file))).toEqual([])
  })

  it('keeps where the links of a translation lead, and its marks may stand in another order', () => {
    const link = { _key: 'x', _type: 'link', href: 'https://example.org/fr/guide' }
    const translated = {
      ...block('k1', span('Le guide', 'x'), span(' en '), span('trois', 'strong'), span(' parties.')),
      markDefs: [link],
    }
    const source = description.slice(0, 1)
    const document = {
      ...session,
      description: [line('RichText', 'en', source), line('RichText', 'fr', [translated])],
    }
    const file = xliffOf(packFor([document]))
    expect(file).toContain('<g id="2" ctype="link">Le guide</g> en <g id="1" ctype="bold">trois</g> parties.')
    const back = file.replace('> parties.<', '> parties !<')
    const [after] = broughtBack(back, [document])
    const lines = localizedItems(after?.description)?.filter(({ language }) => language === 'fr')
    expect(lines?.flatMap(({ value }) => blocksIn(value))).toMatchObject([
      {
        markDefs: [{ _key: 'l1', href: link.href }],
        children: [{ marks: ['l1'] }, {}, { marks: ['strong'] }, {}],
      },
    ])
  })

  it('is reviewed only where the translator says final, and the editor wants it', () => {
    const file = translatedXliff(sent, french).replace(
      'state="needs-translation">Plénière',
      'state="final">Plénière',
    )
    const [first] = packLines(readXliff(file), content, { asReviewed: true }).lines
    expect(first?.edit?.reviewed).toBe(true)
    expect(packLines(readXliff(file), content, { asReviewed: false }).lines[0]?.edit?.reviewed).toBe(false)
  })

  it('confirms an old translation that the tool calls translated', () => {
    const file = sent.replace('state="needs-translation">L’agenda', 'state="translated">L’agenda')
    expect(told(file)).toEqual(['session-b:title confirmed'])
    expect(
      documentTasks(broughtBack(file), 'fr').flatMap(({ document, tasks }) =>
        document._id === 'session-b' ? tasks.map(({ state }) => state) : [],
      ),
    ).toEqual(['needsReview'])
  })

  it('holds back exactly the text whose source changed meanwhile, and offers it as older than its source', () => {
    const now = content.map((one) =>
      one === session ? { ...session, title: [line('String', 'en', 'Opening session')] } : one,
    )
    const file = translatedXliff(sent, french)
    expect(told(file, now)).toEqual(['session-a:title sourceChanged', 'session-a:description taken'])
    const [after] = broughtBack(file, now)
    const states = documentTasks(after ? [after] : [], 'fr').flatMap(({ tasks }) => tasks)
    expect(states.find(({ path }) => path === 'title')).toMatchObject({
      state: 'stale',
      changed: { before: 'Opening plenary', now: 'Opening session' },
    })
  })

  it('overwrites nothing that was changed in the Studio meanwhile', () => {
    const now = content.map((one) =>
      one === session
        ? { ...session, title: [line('String', 'en', 'Opening plenary'), line('String', 'fr', 'Ouverture')] }
        : one,
    )
    expect(told(translatedXliff(sent, french), now)[0]).toBe('session-a:title targetChanged')
    const same = { ...french, 'session-a:title': 'Ouverture' }
    expect(told(translatedXliff(sent, same), now)).toEqual(['session-a:description taken'])
  })

  it('refuses by line lost marks, another language, what is unknown and what is in part', () => {
    const lost = { ...french, 'session-a:description:k1': 'Trois parties, voir le guide.' }
    expect(told(translatedXliff(sent, lost))[1]).toBe('session-a:description refused marks')
    const twice = { ...french, 'session-a:description:k1': `${description1}<g id="1">x</g>` }
    expect(told(translatedXliff(sent, twice))[1]).toBe('session-a:description refused marks')
    const spanish = { 'session-a:title': 'Plenaria de apertura del foro anual' }
    expect(told(translatedXliff(sent, spanish))).toEqual(['session-a:title refused language'])
    const part = { 'session-a:description:k2': 'Apportez votre repas.' }
    expect(told(translatedXliff(sent, part))).toEqual(['session-a:description refused partial'])
    const gone = translatedXliff(sent, { 'session-a:title': 'Ouverture' })
    expect(told(gone, [stale, term])).toEqual(['session-a:title refused unknown'])
    const tagged = sent.replace(
      '<target state="needs-translation"></target>',
      '<target xml:lang="es">Apertura</target>',
    )
    expect(told(tagged)).toEqual(['session-a:title refused language'])
  })

  it('warns of what is too long, and of what nobody sees', () => {
    const file = translatedXliff(sent, { 'session-a:title': `Pl\u00ad${'é'.repeat(1001)}` })
    expect(told(file)).toEqual(['session-a:title taken tooLong cleaned'])
  })

  it('warns where a line end of the source is gone', () => {
    const lost = { ...french, 'session-a:description:k1': description1.replace(/<x [^>]*\/>/, ' ') }
    expect(told(translatedXliff(sent, lost))[1]).toBe('session-a:description taken lineEnds')
    expect(told(translatedXliff(sent, french))[1]).toBe('session-a:description taken')
  })

  it('understands the markup of tools that cut texts into sentences', () => {
    const cut = {
      ...french,
      'session-a:title': '<mrk mtype="seg" mid="1">Plénière</mrk> <mrk mtype="seg" mid="2">d’ouverture</mrk>',
      'session-a:description:k1':
        '<bpt id="1">{</bpt>Trois<ept id="1">}</ept> parties, voir <g id="2">le guide</g>.<x id="3"/>Venez.',
    }
    expect(broughtBack(translatedXliff(sent, cut))).toEqual(broughtBack(translatedXliff(sent, french)))
  })

  it.each([
    ['notXml', '<xliff><file>'],
    ['doctype', '<!DOCTYPE x [<!ENTITY a "b">]><xliff/>'],
    ['otherPack', '<xliff version="1.2"><file original="x" source-language="en"/></xliff>'],
    ['language', sent.replace('target-language="fr"', 'target-language="es-ES"')],
    ['language', sent.replace('source-language="en"', 'source-language="de"')],
  ])('is refused as a whole: %s', (reason, file) => {
    expect(() => readXliff(file)).toThrow(expect.objectContaining({ reason }))
  })

  it('in another dialect of its language is that language', () => {
    expect(readXliff(sent.replace('target-language="fr"', 'target-language="fr-FR"')).target).toBe('fr')
  })
})

describe('a workbook', () => {
  it('goes out and comes back as XLIFF does', async () => {
    const bytes = await workbookOf(packFor(content))
    expect(await workbookOf(packFor(content))).toEqual(bytes)
    const fromBook = await readWorkbook(bytes)
    const fromXliff = readXliff(xliffOf(packFor(content)))
    expect({ ...fromBook, units: fromBook.units.length }).toEqual({
      ...fromXliff,
      units: fromXliff.units.length,
    })
    expect(packLines(fromBook, content, { asReviewed: false })).toEqual({ lines: [], unchanged: 4 })
  })

  it('brings back what somebody wrote into it, in another order too', async () => {
    const { sheets } = await readXlsx(await workbookOf(packFor(content)))
    const [head = [], ...rows] = sheets[0]?.rows ?? []
    const written = rows.map((row) =>
      row.map((cell, at) => (at === 5 ? (french[`${row[0]}`] ?? cell) : cell)),
    )
    const bytes = await writeXlsx({ sheets: [{ name: 'Feuille 1', rows: [head, ...written.toReversed()] }] })
    const { lines } = packLines(await readWorkbook(bytes), content, { asReviewed: false })
    expect(lines.map(({ id, verdict, problem }) => [id, problem ?? verdict])).toEqual([
      ['session-a:title', 'taken'],
      ['session-a:description', 'marks'],
    ])
  })

  it('has the ids in hidden columns, lets only the translation be written, and has the terms', async () => {
    const { sheets } = await readXlsx(await workbookOf(packFor(content)), { readStyles: true })
    const [texts, terms] = sheets
    expect(texts?.columns?.map(({ hidden }) => hidden === true).slice(0, 3)).toEqual([true, true, false])
    const locked = [3, 4, 5, 6].map((at) => texts?.cells?.get(`1,${at}`)?.style?.protection?.locked)
    expect(locked).toEqual([true, true, false, true])
    expect(terms?.rows).toEqual([
      ['English', 'Français'],
      ['Regional agenda', 'Programme régional'],
    ])
  })

  it('that is damaged, or is no pack, is refused', async () => {
    await expect(readWorkbook(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({ reason: 'broken' })
  })
})

/** Words in any script, with signs of markup and spaces of all kinds. */
const words = fc.stringMatching(/^[a-zéèñ¿؀-ۿא-ת一-鿿 <>&"'\u00a0\u202f\n\\/0-9·=+-]{1,12}$/u)
const richText = fc
  .array(
    fc.record({
      spans: fc.array(fc.record({ text: words, marks: fc.subarray(['l1', 'strong', 'em']) }), {
        minLength: 1,
        maxLength: 5,
      }),
      listItem: fc.option(fc.constantFrom('bullet', 'number'), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((blocks) =>
    blocks.map(({ spans, listItem }, at) => ({
      ...block(
        `k${at}`,
        ...spans.map(({ text, marks }, index) => ({ ...span(text, ...marks), _key: `s${index}` })),
      ),
      ...(listItem && { listItem, level: 1 }),
    })),
  )

it('whatever its marks, links, lists and script, a text that comes back as it went out is as it was', async () => {
  await fc.assert(
    fc.asyncProperty(richText, words, async (value, title) => {
      const document = {
        ...{ _id: 'session-x', _type: 'session' },
        title: [line('String', 'en', title), line('String', 'fr', `${title}é`)],
        description: [line('RichText', 'en', value), line('RichText', 'fr', value)],
      }
      const pack = packFor([document])
      const [xliff, book] = [readXliff(xliffOf(pack)), await readWorkbook(await workbookOf(pack))]
      expect(packLines(xliff, [document], { asReviewed: false }).lines).toEqual([])
      expect(packLines(book, [document], { asReviewed: false }).lines).toEqual([])
      expect(book.units.map(({ target }) => target)).toEqual(
        xliff.units.map(({ target }) => JSON.parse(JSON.stringify(target))),
      )
    }),
    { numRuns: 25 },
  )
})
