import assert from 'node:assert/strict'
import { type Tab, until } from './tabs.ts'

/** Where the project runs. */
export type Places = { site: string; studio: string }

/** What readers and editors do, from beginning to end, in any engine. Each begins with a browser that was never here. */
export const journeys: Readonly<Record<string, (tab: Tab, places: Places) => Promise<void>>> = {
  'a reader sees every type of page, without errors': async (tab, { site }) => {
    for (const path of [
      ...['/', '/en/', '/fr/', '/es/', '/en/strategy/', '/fr/2019/', '/en/2019/programme/'],
      ...['/es/2019/programa/agendas-globales/', '/en/2019/programme/sendai-framework/', '/fr/recherche/'],
      ...['/en/accessibility/', '/fr/embed/part-2/', '/en/webmasters/', '/es/personas/'],
    ]) {
      await tab.open(site + path)
      assert.notEqual(await tab.run("return document.querySelector('h1')?.textContent.trim()"), '', path)
      assert.equal(await tab.run('return document.fonts.check("1em Hanken Grotesk")'), true, path)
    }
  },

  'buttons and what opens are underlined, without a marker': async (tab, { site }) => {
    await tab.open(`${site}/en/2019/programme/sendai-framework/`)
    await shown(tab, '[data-star] button')
    const lineOf = (selector: string) => styleOf(tab, selector, 'textDecorationLine')
    assert.equal(await lineOf('[data-star] button'), 'underline')
    await tab.open(`${site}/en/webmasters/`)
    await shown(tab, 'summary')
    assert.equal(await lineOf('summary'), 'underline')
    assert.equal(await styleOf(tab, 'summary', 'listStyleType'), 'none')
  },

  'a reader skips to the content, and the next stop is its first link': async (tab, { site }) => {
    await tab.open(`${site}/en/2019/programme/sendai-framework/`)
    await tab.press('Tab')
    assert.equal(await focused(tab), 'Skip to content')
    await tab.press('Enter')
    await until('the content', () => tab.run("return location.hash === '#content'"))
    await tab.press('Tab')
    assert.equal(
      await focused(tab),
      await tab.run("return document.querySelector('main a').textContent.trim()"),
    )
  },

  'a reader searches by keys, and leaves the search by a key or by a click beside it': async (
    tab,
    { site },
  ) => {
    await tab.open(`${site}/en/2019/programme/`)
    await shown(tab, '.top button.quiet')
    await tab.press('/')
    await shown(tab, 'dialog[open] input')
    await write(tab, 'sendai')
    await until('the result', () => tab.run("return document.querySelector('dialog li a') !== null"))
    await tab.press('Escape')
    await hidden(tab, 'dialog[open]')
    assert.equal(await focused(tab), 'Search')
    await click(tab, '.top button.quiet')
    await shown(tab, 'dialog[open]')
    await tab.clickAt(3, 3)
    await hidden(tab, 'dialog[open]')
    await tab.press('/')
    await shown(tab, 'dialog[open] li a')
    await click(tab, 'dialog li a')
    await until('the session', () => tab.run("return location.pathname.endsWith('/sendai-framework/')"))
  },

  'a reader makes a programme of their own, and takes a session back': async (tab, { site }) => {
    await tab.open(`${site}/en/2019/programme/`)
    await click(tab, '[data-row=session-sendai] [data-star] button')
    assert.equal(
      await tab.run("return document.querySelector('[aria-pressed=true]').textContent"),
      'In my programme',
    )
    await click(tab, 'a[data-stars]')
    await shown(tab, '[data-session=session-sendai]')
    await click(tab, '.mine li button')
    await hidden(tab, '[data-session=session-sendai]')
    assert.equal(await focused(tab), 'Undo')
    // By a click: no key presses a button in the headless Firefox.
    await click(tab, '.told button')
    await shown(tab, '[data-session=session-sendai]')
  },

  'a reader changes the language, and stays on the page': async (tab, { site }) => {
    await tab.open(`${site}/en/2019/programme/sendai-framework/`)
    await click(tab, '.switch a[lang=fr]')
    await until('the French page', () =>
      tab.run("return location.pathname === '/fr/2019/programme/cadre-de-sendai/'"),
    )
    await tab.open(`${site}/s/session-sendai/`)
    await until('the French page again', () =>
      tab.run("return location.pathname === '/fr/2019/programme/cadre-de-sendai/'"),
    )
  },

  'an editor gives a name, opens a session and sees its form': async (tab, { studio }) => {
    await tab.open(studio)
    await shown(tab, 'input')
    await click(tab, 'input')
    await write(tab, 'Test')
    await tab.press('Enter')
    await until('the desk', () => tab.run("return document.body.textContent.includes('Content')"))
    await tab.open(`${studio}/intent/edit/id=session-sendai;type=session/`)
    await until('the form', () =>
      tab.run(
        "return [...document.querySelectorAll('input,textarea')].some(({ value }) => value === 'Learning from an example: localizing the Sendai Framework')",
      ),
    )
  },
}

const styleOf = (tab: Tab, selector: string, property: string) =>
  tab.run(`return getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`)

const focused = (tab: Tab) =>
  tab.run('return document.activeElement?.textContent.trim() || document.activeElement?.localName')

const shown = (tab: Tab, selector: string) =>
  until(selector, () =>
    tab.run(`return document.querySelector(${JSON.stringify(selector)})?.getClientRects().length > 0`),
  )

const hidden = (tab: Tab, selector: string) =>
  until(`no ${selector}`, () =>
    tab.run(`return document.querySelector(${JSON.stringify(selector)}) === null`),
  )

async function click(tab: Tab, selector: string): Promise<void> {
  await shown(tab, selector)
  const place: unknown = await tab.run(`
    const element = document.querySelector(${JSON.stringify(selector)})
    element.scrollIntoView({ block: 'center', behavior: 'instant' })
    const { left, top, width, height } = element.getClientRects()[0]
    return { x: left + width / 2, y: top + height / 2 }`)
  const { x, y } = Object(place)
  await tab.clickAt(Number(x), Number(y))
}

async function write(tab: Tab, text: string): Promise<void> {
  for (const character of text) await tab.press(character)
}
