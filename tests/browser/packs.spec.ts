import { readFile } from 'node:fs/promises'
import type { Download } from '@playwright/test'
import { JSDOM } from 'jsdom'
import { localizedItems } from '#src/model/fields.ts'
import { stored } from './editor.ts'
import { faultsIn } from './faults.ts'
import { clientOf, expect, leaveAsFound, test } from './running.ts'

const titles = {
  'session-dialogue': 'Le dialogue entre les mécanismes',
  'session-opening': 'Ouverture du Forum',
  'session-modules': 'Les modules',
}

leaveAsFound(...Object.keys(titles))

test('a French pack goes out, one English text changes, and exactly that one is held back', async ({
  page,
  running,
}) => {
  const client = clientOf(running)
  // Another file may have left drafts of them, which would hide what changes.
  for (const id of Object.keys(titles)) await client.delete(`drafts.${id}`)
  const documents = await client.getDocuments(Object.keys(titles))
  const ids = documents.flatMap((one) => (one ? [one._id] : []))
  expect(ids.length).toBeGreaterThan(1)
  const frenchOf = async (id: string) =>
    localizedItems((await stored(running.lake, `drafts.${id}`))?.title)?.find((one) => one.language === 'fr')
      ?.value

  let sent = ''
  await test.step('the pack is downloaded', async () => {
    await page.goto(`${running.studio}/translations/fr/edition-2019/all`)
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Pack as XLIFF' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('translations-2019-all-fr.xlf')
    sent = await textOf(download)
    await expect(
      page.getByTestId('pack-card').getByText(/texts are in the file translations-2019/),
    ).toBeVisible()
    expect(await faultsIn(page, '[data-testid="translation-desk"]')).toEqual([])
  })

  const [first = ''] = ids
  await test.step('meanwhile somebody writes one English text anew', async () => {
    const document = await client.getDocument(first)
    const english = localizedItems(document?.title)?.find(({ language }) => language === 'en')
    await client
      .patch(first)
      .set({ [`title[_key=="${english?._key}"].value`]: `${english?.value} of cities` })
      .commit()
  })

  await test.step('the pack comes back: that one is held back, the others are taken', async () => {
    await page.getByTestId('pack-file').setInputFiles({
      name: 'back.xlf',
      mimeType: 'application/xml',
      buffer: Buffer.from(withTitles(sent, titles)),
    })
    const held = page.getByTestId('pack-sourceChanged')
    await expect(held.getByTestId(/^pack-line-/)).toHaveCount(1)
    await expect(held.getByTestId(`pack-line-${first}:title`).locator('ins')).toContainText('of cities')
    await expect(held.getByRole('checkbox').first()).not.toBeChecked()
    await expect(page.getByTestId('pack-taken').getByTestId(/^pack-line-/)).toHaveCount(ids.length - 1)
    await expect(page.getByTestId('pack-refused')).toHaveCount(0)
    expect(await faultsIn(page, '[data-testid="translation-desk"]')).toEqual([])
  })

  await test.step('the others are written as drafts, and can be taken back', async () => {
    await page.getByRole('button', { name: /^Write \d+ translation/ }).click()
    await expect(page.getByTestId('desk-notice')).toContainText('written')
    for (const id of ids.slice(1)) expect(await frenchOf(id)).toBe(titles[id as keyof typeof titles])
    expect(await stored(running.lake, `drafts.${first}`)).toBeUndefined()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByTestId('desk-notice')).toContainText('undone')
    for (const id of ids) expect(await stored(running.lake, `drafts.${id}`)).toBeUndefined()
  })

  await test.step('what was held back is taken by a tick, and says that its source has changed', async () => {
    await page.getByTestId('pack-taken').getByRole('checkbox').first().uncheck()
    await page.getByTestId('pack-sourceChanged').getByRole('checkbox').last().check()
    await page.getByRole('button', { name: 'Write 1 translation' }).click()
    await expect.poll(() => frenchOf(first)).toBe(titles[first as keyof typeof titles])
    await page.getByRole('button', { name: 'Close the pack' }).first().click()
    await page.goto(`${running.studio}/translations/fr/edition-2019/stale`)
    await expect(page.getByTestId('source-changes').first().locator('ins')).toContainText('of cities')
    await client.delete(`drafts.${first}`)
  })
})

test('a file that is no pack is refused in words', async ({ page, running }) => {
  await page.goto(`${running.studio}/translations/fr/all/open`)
  const bring = (name: string, text: string) =>
    page.getByTestId('pack-file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  for (const [name, text, told] of [
    ['notes.txt', 'Bonjour', '“notes.txt” is no pack'],
    ['a.xlf', '<xliff><file>', '“a.xlf” is damaged'],
    ['b.xlf', '<!DOCTYPE x><xliff/>', 'declares a document type'],
    ['c.xlf', '<xliff version="1.2"><file original="x"/></xliff>', 'not a pack from this Studio'],
    ['d.xlsx', 'PK', '“d.xlsx” is damaged'],
  ] as const) {
    await bring(name, text)
    await expect(page.getByTestId('pack-card').getByRole('alert')).toContainText(told)
  }
})

const textOf = async (download: Download) => readFile(await download.path(), 'utf8')

/** The pack with these French titles, as a translation tool would write it. */
function withTitles(xliff: string, french: Readonly<Record<string, string>>): string {
  const { window } = new JSDOM(xliff, { contentType: 'application/xml' })
  for (const unit of window.document.getElementsByTagName('trans-unit')) {
    const text = french[unit.id.replace(/:title$/, '')]
    const [target] = unit.getElementsByTagName('target')
    if (text !== undefined && target) target.textContent = text
  }
  return new window.XMLSerializer().serializeToString(window.document)
}
