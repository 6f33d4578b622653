import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { chromium as playwright } from '@playwright/test'
import { UsageError } from '#src/commands/errors.ts'
import { run } from '#src/commands/run.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { giveName, tokenKey } from '#studio/editors/name.ts'
import { chromium } from '../browser/chromium.ts'
import { projectFolder } from '../copy.ts'
import { EditorAtWork } from './editor-at-work.ts'
import { distributionOf, duration, markdownTable } from './figures.ts'
import { MeasuredProject } from './measured-project.ts'
import { Reader } from './served.ts'
import { contentWith } from './stored-content.ts'

/** A Studio with nothing of the project in it but its login. */
const plainStudio = 'tests/bench/baselines/studio/sanity.config.ts'

/**
 * `npm run bench:studio`: how long the Studio keeps an editor waiting, in a real browser with one large edition: until a tool
 * or a form is of use, until a key is shown, until the changes of the board are saved. Nothing is asserted.
 */
await run(
  {
    call: 'npm run bench:studio',
    about: 'Measures how long the Studio keeps an editor waiting, in Chromium.',
    options: {
      sessions: { value: 'NUMBER', about: 'sessions of the edition, at most 300 (300)' },
      minutes: { value: 'NUMBER', about: 'how long the start may take (10)' },
    },
  },
  async ({ sessions = '300', minutes = '10' }) => {
    const count = Number(sessions)
    const limit = Number(minutes) * 60_000
    if (!Number.isInteger(count) || count < 15 || count > 300 || !(limit > 0))
      throw new UsageError('These options are no such numbers.')
    const project = await MeasuredProject.open(limit)
    try {
      const data = project.newFolder('data')
      const documents = contentWith(count)
      await project.fill(data, documents)
      const { browser, rows } = await withStudio(project, data, limit, (editor) =>
        measured(editor, documents),
      )
      cpSync(join(projectFolder, plainStudio), join(project.folder, 'sanity.config.ts'))
      const baseline = await withStudio(project, data, limit, plainForm)
      console.log(
        [
          `${count} sessions in one edition, Chromium ${browser}, Node.js ${process.version}`,
          '',
          markdownTable(
            ['', 'median', 'longest', 'target', 'reads', 'bytes read'],
            [...baseline.rows, ...rows],
          ),
        ].join('\n'),
      )
    } finally {
      project.close()
    }
  },
)

/** Starts the project, and measures in a browser what an editor does in its Studio. */
async function withStudio(
  project: MeasuredProject,
  data: string,
  limit: number,
  work: (editor: EditorAtWork) => Promise<string[][]>,
): Promise<{ browser: string; rows: string[][] }> {
  const running = await project.start('start', data, `:${project.ports.site}`)
  try {
    const studio = `http://localhost:${project.ports.studio}`
    const reader = new Reader(studio)
    await reader.whenReady(limit)
    reader.close()
    const browser = await playwright.launch(await chromium())
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      const token = await giveName(`http://localhost:${project.ports.lake}`, 'Bench')
      await page.addInitScript(
        ([key, value]) => localStorage.setItem(`${key}`, `${value}`),
        [tokenKey('local'), JSON.stringify({ token })],
      )
      return { browser: browser.version(), rows: await work(new EditorAtWork(page, studio)) }
    } finally {
      await browser.close()
    }
  } finally {
    await running.end()
  }
}

/** What some work takes and reads, as a line of the table; `target` in milliseconds. */
async function lineOf(
  editor: EditorAtWork,
  what: string,
  target: number,
  work: () => Promise<readonly number[]>,
): Promise<string[]> {
  console.error(`${new Date().toTimeString().slice(0, 8)}  ${what}`)
  const { value, reads, bytes } = await editor.counting(work)
  const { median, max } = distributionOf(value)
  return [what, duration(median), duration(max), duration(target), `${reads}`, `${bytes}`]
}

/** How long a key takes where nothing is ours. */
async function plainForm(editor: EditorAtWork): Promise<string[][]> {
  const { page, studio } = editor
  await page.setContent('<textarea></textarea>')
  await page.locator('textarea').focus()
  const empty = await lineOf(editor, 'baseline: a key in a text field of an empty page', 50, () =>
    editor.keys([...'What cities learn']),
  )
  await page.goto(`${studio}/intent/create/type=plain`)
  const title = page.getByTestId('field-titleEn').getByRole('textbox')
  await title.click()
  const form = await lineOf(
    editor,
    'baseline: a key in a form of these fields drawn by Sanity alone',
    50,
    () => editor.keys([...'Evening and what came of it since the last forum']),
  )
  return [empty, form]
}

async function measured(editor: EditorAtWork, documents: readonly RawDocument[]): Promise<string[][]> {
  const { page, studio } = editor
  const session = documents.find(({ _type }) => _type === 'session')
  const rows: string[][] = []
  const add = async (...line: [string, number, () => Promise<readonly number[]>]) => {
    rows.push(await lineOf(editor, ...line))
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
  const list = page.getByTestId('programme-list')
  await list.locator('li a').nth(5).waitFor()
  await add('the form of a session, by a click in Programme', 2000, () =>
    editor.until(
      () => list.locator('li a').nth(4).click(),
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
