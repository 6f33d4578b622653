import { chromium as playwright } from '@playwright/test'
import type { RawDocument } from '#src/model/schema.ts'
import { giveName, tokenKey } from '#studio/editors/name.ts'
import { chromium } from '../browser/chromium.ts'
import { EditorAtWork } from './editor-at-work.ts'
import { distributionOf, duration, markdownTable } from './figures.ts'
import { contentWith } from './stored-content.ts'

const studio = 'http://localhost:3390',
  lake = 'http://localhost:3970'
const browser = await playwright.launch(await chromium())
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
const token = await giveName(lake, 'Bench')
await page.addInitScript(
  ([key, value]) => localStorage.setItem(`${key}`, `${value}`),
  [tokenKey('local'), JSON.stringify({ token })],
)
try {
  console.log(
    markdownTable(
      ['', 'median', 'longest', 'target', 'reads', 'bytes read'],
      await measured(new EditorAtWork(page, studio), contentWith(300)),
    ),
  )
} finally {
  await browser.close()
}
async function measured(editor: EditorAtWork, documents: readonly RawDocument[]) {
  const { page, studio } = editor
  const session = documents.find(({ _type }) => _type === 'session')
  const rows: string[][] = []
  const add = async (what: string, target: number, work: () => Promise<readonly number[]>) => {
    console.error(`${new Date().toTimeString().slice(0, 8)}  ${what}`)
    const { value, reads, bytes } = await editor.counting(work)
    const { median, max } = distributionOf(value)
    rows.push([what, duration(median), duration(max), duration(target), `${reads}`, `${bytes}`])
  }
  await page.goto(`${studio}/guide`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const tool = (name: string) => page.getByRole('link', { name, exact: true }).first()
  const board = page.getByTestId('board')

  await add('Programme board, by a click', 1000, () =>
    editor.until(() => tool('Programme board').click(), board.locator('[data-line]').first()),
  )
  await add('another day of the board', 1000, async () => {
    const days = board.getByRole('navigation', { name: 'Days' }).getByRole('button')
    const times: number[] = []
    for (let index = 1; index < (await days.count()); index++)
      times.push(
        ...(await editor.until(
          () => days.nth(index).click(),
          board.locator('nav [aria-current="date"]').and(days.nth(index)),
        )),
      )
    return times
  })
  await add('a key on the board, ten times', 50, async () => {
    await board.locator('[data-line]').nth(12).focus()
    return editor.keys(Array.from({ length: 10 }, () => 'ArrowDown'))
  })
  await add('until these ten are saved', 2000, () =>
    editor.until(async () => {}, board.getByRole('status').first().filter({ hasNotText: /\S/ }), 'attached'),
  )
  await add('Translations, by a click', 1000, () =>
    editor.until(() => tool('Translations').click(), page.getByTestId('desk-count')),
  )
  await add('Import, by a click', 1000, () =>
    editor.until(() => tool('Import').click(), page.locator('#import-text')),
  )
  const text = page.locator('#import-text')
  await text.fill(programmeText(300))
  await add('a key in a text of 300 lines', 50, async () => {
    await text.focus()
    await page.keyboard.press('Control+End')
    return editor.keys([...'\n17:00 To end with'])
  })
  const title = page.getByLabel('Title', { exact: true }).first()
  await add('the review of 300 lines', 1000, () =>
    editor.until(() => page.getByRole('button', { name: 'See what it becomes' }).click(), title),
  )
  await add('a key in the review of 300 lines', 50, async () => {
    await title.focus()
    return editor.keys([...'A forum of our own'])
  })
  await page.goto(`${studio}/structure/programme`)
  const list = page.getByTestId('document-list-pane')
  await list.locator('a').nth(5).waitFor()
  await add('the form of a session, by a click in Programme', 2000, () =>
    editor.until(
      () => list.locator('a').nth(4).click(),
      page.getByTestId('field-title').getByRole('textbox').first(),
    ),
  )
  await add('a key in the title of a session', 50, async () => {
    const title = page.getByTestId('field-title').getByRole('textbox').first()
    await title.click()
    await page.keyboard.press('End')
    return editor.keys([...' and what came of it since the last forum'])
  })
  await page.goto(`${studio}/intent/edit/id=${session?._id};type=session`)
  await page.getByTestId('field-title').waitFor()
  await add('Content, by a click', 1000, async () => {
    await tool('Guide').click()
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    return editor.until(() => tool('Content').click(), page.getByTestId('pane-content').first())
  })
  return rows
}

/** A programme with a session in each line, on five days. */
function programmeText(lines: number): string {
  const perDay = lines / 5
  return Array.from({ length: lines }, (_, index) => {
    const place = index % perDay
    const minutes = 480 + place * 10
    const time = (at: number) =>
      `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
    const day =
      place === 0
        ? `${['Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][index / perDay]}, ${6 + index / perDay} May 2031\n`
        : ''
    return `${day}${time(minutes)}–${time(minutes + 10)} What cities learn from each other, number ${index + 1}`
  }).join('\n')
}
