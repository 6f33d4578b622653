import { JSDOM } from 'jsdom'
import { expect, it } from 'vitest'
import { GET } from '#site/pages/embed.js.ts'

/** The frame that the element makes on a page of the given language. */
async function frameFor(lang: string, text: string) {
  const link = `<a href="https://forum.example.org/s/edition-2019/">${text}</a>`
  const { window } = new JSDOM(`<html lang="${lang}"><learning-forum>${link}</learning-forum></html>`, {
    url: 'https://forum.example.org/',
    runScripts: 'outside-only',
  })
  if (window.document.readyState === 'loading')
    await new Promise((loaded) => window.document.addEventListener('DOMContentLoaded', loaded))
  window.eval(await GET().text())
  const frame = window.document.querySelector('iframe')
  return { src: frame?.src, title: frame?.title, lang: frame?.lang }
}

it.each([
  ['fr', 'fr', 'Forum d’apprentissage\u00a0: Programme'],
  ['es-MX', 'es', 'Foro de Aprendizaje: Programme'],
  ['de', 'en', 'Learning Forum: Programme'],
  ['constructor', 'en', 'Learning Forum: Programme'],
  ['__proto__', 'en', 'Learning Forum: Programme'],
  ['toString', 'en', 'Learning Forum: Programme'],
])('a page in %s gets the embed in %s', async (lang, locale, title) => {
  expect(await frameFor(lang, 'Programme')).toEqual({
    src: `https://forum.example.org/${locale}/embed/edition-2019/`,
    title,
    lang: locale,
  })
})

it.each(["$& $1 $` $' $$", '{{title}}', '$t(embed.title)'])('a link may be called %s', async (text) => {
  expect((await frameFor('en', text)).title).toBe(`Learning Forum: ${text}`)
})
