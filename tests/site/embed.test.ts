import { brotliCompressSync } from 'node:zlib'
import type { APIContext } from 'astro'
import { JSDOM } from 'jsdom'
import { expect, it, vi } from 'vitest'
import { GET } from '#site/pages/embed.js.ts'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { contentOf } from '#src/content/content.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored, words } from '../seed/stored.ts'

vi.stubEnv('SITE', 'https://forum.example.org/')
vi.stubEnv('BASE_URL', '/')

/** The script as a site with these documents serves it. */
async function scriptOf(documents = stored): Promise<string> {
  const { snapshot } = examine(documents, emptyLedger)
  if (!snapshot) throw new Error('no forum')
  const content = contentOf({ snapshot, ledger: emptyLedger })
  const response = await GET({ locals: { release: { content, assetsFolder: '' } } } as unknown as APIContext)
  return response.text()
}

type Around = { lang?: string; text?: string; href?: string; attributes?: string }

/** The page around, with the element and the link in it, after the script has run. */
async function pageWith({ lang, text = 'Programme', href = '/s/edition-2019/', attributes = '' }: Around) {
  const link = `<a href="${new URL(href, 'https://forum.example.org/').href}">${text}</a>`
  const element = `<learning-forum ${attributes}>${link}</learning-forum>`
  const { window } = new JSDOM(`<html${lang === undefined ? '' : ` lang="${lang}"`}>${element}</html>`, {
    url: 'https://partner.example.net/',
    runScripts: 'outside-only',
    beforeParse: (page) => {
      page.matchMedia = () => new EventTarget() as MediaQueryList
    },
  })
  if (window.document.readyState === 'loading')
    await new Promise((loaded) => window.document.addEventListener('DOMContentLoaded', loaded))
  window.eval(await scriptOf())
  return window
}

async function frameFor(around: Around) {
  const frame = (await pageWith(around)).document.querySelector('iframe')
  return frame ? { src: frame.src, title: frame.title, lang: frame.lang } : undefined
}

it.each([
  ['fr', 'fr', 'Forum d\u2019apprentissage de CGLU\u00a0: Programme'],
  ['es-MX', 'es', 'Foro de Aprendizaje de CGLU: Programme'],
  ['de', 'en', 'UCLG Learning Forum: Programme'],
  ['constructor', 'en', 'UCLG Learning Forum: Programme'],
  ['__proto__', 'en', 'UCLG Learning Forum: Programme'],
  ['toString', 'en', 'UCLG Learning Forum: Programme'],
])('a page in %s gets the frame in %s', async (lang, locale, title) => {
  expect(await frameFor({ lang })).toEqual({
    src: `https://forum.example.org/${locale}/embed/edition-2019/#fit=&scheme=light`,
    title,
    lang: locale,
  })
})

it.each(["$& $1 $` $' $$", '{{title}}', '$t(embed.title)'])('a link may be called %s', async (text) => {
  expect((await frameFor({ lang: 'en', text }))?.title).toBe(`UCLG Learning Forum: ${text}`)
})

it('a page that says no language gets that of the address', async () => {
  expect((await frameFor({ href: '/es/2019/programa/#now' }))?.src).toBe(
    'https://forum.example.org/es/embed/#fit=&scheme=light&page=es%2F2019%2Fprograma%2F',
  )
})

it.each([
  ['view="now"', 'edition-2019/now/#fit=&scheme=light&view=now'],
  ['view="2019-11-12"', 'edition-2019.2019-11-12/#fit=&scheme=light&view=2019-11-12'],
  ['view="part-2"', 'part-2/#fit=&scheme=light&view=part-2'],
  ['view="../../x"', 'edition-2019/#fit=&scheme=light&view=..%2F..%2Fx'],
  ['accent="#a00" compact', 'edition-2019/#fit=&scheme=light&accent=%23a00&compact='],
  ['scheme="dark"', 'edition-2019/#fit=&scheme=dark'],
  ['lang="fr"', 'edition-2019/#fit=&scheme=light'],
])('what is asked for by %s is in the address of the frame', async (attributes, place) => {
  const locale = attributes.startsWith('lang') ? 'fr' : 'en'
  expect((await frameFor({ lang: 'en', attributes }))?.src).toBe(
    `https://forum.example.org/${locale}/embed/${place}`,
  )
})

it.each(['https://elsewhere.example.org/s/edition-2019/', 'javascript:alert(1)'])(
  'a link to %s stays a link',
  async (href) => {
    expect(await frameFor({ lang: 'en', href })).toBeUndefined()
  },
)

it('an element that is taken out and put in again has one frame, and its link when it has none', async () => {
  const { document } = await pageWith({ lang: 'en' })
  const element = document.querySelector('learning-forum')
  for (let count = 0; count < 20; count += 1) {
    element?.remove()
    expect(element?.innerHTML).not.toContain('iframe')
    if (element) document.body.append(element)
  }
  expect(document.querySelectorAll('iframe')).toHaveLength(1)
})

it('the public surface is that of version 1', async () => {
  const window = await pageWith({ lang: 'en' })
  const element: unknown = window.customElements.get('learning-forum')
  const surface = ['version', 'observedAttributes'].map((name) => Reflect.get(Object(element), name))
  expect(surface).toEqual([1, ['lang', 'title', 'scheme', 'view', 'accent', 'compact']])
  const script = await scriptOf()
  expect([...new Set(script.match(/learning-forum:\w+/g))]).toEqual([
    'learning-forum:height',
    'learning-forum:scheme',
  ])
})

it('the script is ASCII, light, and follows the name of the forum', async () => {
  const script = await scriptOf(changed('forum', { name: words({ en: 'Café', fr: 'Café', es: 'Café' }) }))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
  expect(script).toMatch(/^[\x00-\x7f]*$/)
  expect(script).toContain('"en":"Caf\\u00e9: {{title}}"')
  expect(brotliCompressSync(await scriptOf()).length).toBeLessThanOrEqual(1500)
})
