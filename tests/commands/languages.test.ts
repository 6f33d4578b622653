import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales, sourceLocale } from '#src/locales.ts'
import { command, filesIn, seededData, temporaryFolder } from './project.ts'

const folder = temporaryFolder()
const words = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../locales/${locale}.json`, import.meta.url), 'utf8'))
const source = words(sourceLocale)
let pages: [string, string][]

beforeAll(async () => {
  // Two releases, so that there are redirects and gone pages too.
  const env = { DATA_DIR: join(folder, 'data') }
  await seededData(env.DATA_DIR)
  expect(await command('build', { args: ['--out', join(folder, 'first')], env })).toMatchObject({ code: 0 })
  const slug = [{ _key: 'fr', language: 'fr', value: { _type: 'slug', current: 'sendai' } }]
  const sendai = {
    _id: 'session-sendai',
    _type: 'session',
    part: { _type: 'reference', _ref: 'part-2' },
    slug,
  }
  const title = locales.map(({ locale }) => ({ _key: locale, language: locale, value: 'Sendai' }))
  const times = { date: '2019-11-12', start: '11:00', end: '11:40' }
  await seededData(env.DATA_DIR, {
    changes: [{ ...sendai, ...times, title }],
    deleted: ['session-way-ahead'],
  })
  expect(await command('build', { args: ['--out', join(folder, 'dist')], env })).toMatchObject({ code: 0 })
  pages = [...filesIn(join(folder, 'dist'))]
    .filter(([path]) => path.endsWith('.html'))
    .map(([path, text]) => [path, Buffer.from(text, 'latin1').toString()])
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The texts of a page, and the attributes that contain words; without elements that are marked as another language. */
function texts(html: string, lang: string): string[] {
  const other = locales.map((language) => language.lang).filter((one) => one !== lang)
  let own = html
  for (const one of other) {
    own = own.replace(new RegExp(`<(\\w+)(?=[^>]*\\slang="${one}")[^>]*>[\\s\\S]*?</\\1>`, 'g'), ' ')
  }
  const structured = [...own.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)].flatMap(
    (match) =>
      [...(match[1] ?? '').matchAll(/"(?:name|description|caption|about)":"([^"]+)"/g)].map(
        (found) => found[1] ?? '',
      ),
  )
  const body = own.replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
  const attributes = [
    ...body.matchAll(
      /\s(?:alt|title|aria-label|placeholder|data-(?!astro|own|day|times|row|star|stars|share|search|locale|part)[\w-]+)="([^"]+)"/g,
    ),
  ]
  const metadata = [
    ...body.matchAll(
      /<meta (?:name|property)="(?:description|og:title|og:description|og:site_name|og:image:alt|twitter:[\w:]*title|twitter:description)" content="([^"]+)"/g,
    ),
  ]
  return [
    ...structured,
    ...[...attributes, ...metadata].map((match) => match[1] ?? ''),
    ...body.split(/<[^>]+>/),
  ]
    .map((text) =>
      text
        .replace(/&#39;|&#x27;/g, "'")
        .replace(/&amp;/g, '&')
        .trim(),
    )
    .filter((text) => text !== '')
}

describe.each(locales.filter(({ locale }) => locale !== sourceLocale))(
  'no page in $name',
  ({ locale, lang }) => {
    const own = words(locale)
    const english = new Map(
      Object.entries(source)
        .filter(([key, text]) => !/^(type|field|finding|path)\./.test(key) && text !== own[key])
        .filter(([, text]) => !Object.values(own).includes(text))
        // What joins two names is no word.
        .filter(([, text]) => /\p{L}/u.test(text.replace(/\{\{\w+\}\}/g, '')))
        .map(([key, text]) => [
          key,
          new RegExp(
            `^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\\{\\\{\w+\\\}\\\}/g, '.*')}$`,
          ),
        ]),
    )
    const ofLanguage = () => pages.filter(([path]) => path.startsWith(`${locale}/`))

    it('contains an English word of the interface', () => {
      expect(ofLanguage().length).toBeGreaterThan(35)
      const strays = ofLanguage().flatMap(([path, html]) =>
        texts(html, lang).flatMap((text) =>
          [...english].filter(([, pattern]) => pattern.test(text)).map(([key]) => `${path}: ${key}: ${text}`),
        ),
      )
      expect(strays).toEqual([])
    })

    it('contains an English sentence', () => {
      const strays = ofLanguage().flatMap(([path, html]) =>
        texts(html, lang)
          .filter((text) => /\b(the|and|of|with|this|from|your|has been|is not)\b/i.test(text))
          .map((text) => `${path}: ${text}`),
      )
      expect(strays).toEqual([])
    })
  },
)

it('every page has its language, and the 404 page marks each of its sections', () => {
  for (const [path, html] of pages) {
    const expected = locales.find(({ locale }) => path.startsWith(`${locale}/`))?.lang ?? locales[0].lang
    expect([path, /<html lang="([^"]+)"/.exec(html)?.[1]]).toEqual([path, expected])
  }
  const notFound = pages.find(([path]) => path === '404.html')?.[1] ?? ''
  expect([...notFound.matchAll(/<section lang="(\w+)"/g)].map((match) => match[1])).toEqual(
    locales.map(({ lang }) => lang),
  )
})
