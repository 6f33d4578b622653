import { Editor, saved } from './editor.ts'
import { faultsIn } from './faults.ts'
import { expect, releaseWait, test } from './running.ts'

test('the French of a session is written beside the English, confirmed, and the desk counts it', async ({
  page,
  request,
  running,
}) => {
  const mutate = (mutations: object[]) =>
    request.post(`${running.lake}/v2025-02-19/data/mutate/production`, { data: { mutations } })
  // Another journey may have left a draft of it.
  await mutate([
    { delete: { id: 'drafts.session-dialogue' } },
    { patch: { id: 'session-dialogue', unset: ['title[language=="fr"]'] } },
  ])
  const count = page.getByTestId('desk-count')

  const counted = async () => Number.parseInt((await count.textContent()) ?? '', 10)
  // Other journeys may have left some.
  let staleBefore = 0

  await test.step('the desk knows what is missing, and leads to the field', async () => {
    await page.goto(`${running.studio}/translations/fr/all/stale`)
    await expect(count).toHaveText(/^\d+ texts?$/)
    staleBefore = await counted()
    await page.getByLabel('State').selectOption('missing')
    await expect(page).toHaveURL(/\/missing$/)
    await expect(count).toHaveText('1 text')
    await expect.poll(() => faultsIn(page, '[data-testid="translation-desk"]')).toEqual([])
    await page.getByRole('link', { name: /^Title Dialogue between mechanisms/ }).click()
  })

  const title = page.getByTestId('field-title')
  await test.step('what is written there is to be reviewed, and one key confirms it', async () => {
    await title.getByRole('button', { name: 'Write: Français' }).click()
    const french = title.getByRole('textbox', { name: 'Français', exact: true })
    await french.fill('Dialogue entre mécanismes')
    const foot = title.getByTestId('translation-title-fr')
    await expect(foot).toHaveText('To review')
    await french.press('Control+Enter')
    await expect(foot).toHaveText('Reviewed')
    await saved(running.lake, 'session-dialogue', 'Dialogue entre mécanismes')
  })

  await test.step('and a change of the source makes it stale', async () => {
    const english = title.getByRole('textbox', { name: 'English', exact: true })
    await english.fill('Dialogue between all mechanisms')
    await expect(title.getByTestId('translation-title-fr')).toHaveText('Source has changed')
    const changes = title.getByTestId('source-changes').first()
    await expect(changes.locator('ins')).toContainText('all')
    await expect(changes).toContainText('Dialogue between')
    expect(await faultsIn(page, '[data-testid="source-changes"]')).toEqual([])
    await saved(running.lake, 'session-dialogue', 'Dialogue between all mechanisms')
  })

  await test.step('so the desk counts nothing missing, and one more that is stale', async () => {
    await page.goto(`${running.studio}/translations/fr/all/missing`)
    await expect(count).toHaveText('0 texts')
    await expect(page.getByText('There is nothing left to do here.')).toBeVisible()
    await page.getByLabel('State').selectOption('stale')
    await expect.poll(counted).toBe(staleBefore + 1)
    await expect(page.getByRole('link', { name: /^Title Dialogue between all mechanisms/ })).toContainText(
      'Changed in the source since then',
    )
  })
})

test('a new session gets its addresses from its titles, and what has an address keeps it', async ({
  page,
  running,
}) => {
  const editor = new Editor(page, running)
  const write = async (language: string, title: string) => {
    const field = page.getByTestId('field-title').getByRole('textbox', { name: language, exact: true })
    await field.fill(title)
    await field.blur()
  }
  const address = (language: string) =>
    page.getByTestId('field-slug').getByRole('textbox', { name: language, exact: true })

  const id = await editor.create()
  await write('English', 'A walk by the sea')
  await write('Français', 'Une promenade en bord de mer, l’été')
  await expect(address('English')).toHaveValue('a-walk-by-the-sea')
  await expect(address('Français')).toHaveValue('une-promenade-en-bord-de-mer-l-ete')
  await expect(address('Español')).toHaveValue('')
  await write('English', 'A walk along the harbour')
  await saved(running.lake, id, 'A walk along the harbour')
  await expect(address('English')).toHaveValue('a-walk-by-the-sea')

  await editor.open('session-opening')
  await page.getByTestId('field-slug').getByRole('textbox', { name: 'Français', exact: true }).fill('')
  await write('Français', 'Ouverture et bienvenue')
  await saved(running.lake, 'session-opening', 'Ouverture et bienvenue')
  await expect(address('Français')).toHaveValue('')
})

test('a session in French only is published, and read in every language', async ({
  page,
  request,
  running,
}) => {
  test.slow()
  const editor = new Editor(page, running)
  const text = async (path: string) => (await request.get(running.site + path)).text()
  const title = page.getByTestId('field-title')
  const publish = page.getByTestId('action-publish')

  const id = await editor.create()
  await test.step('without a title it cannot be published, and the form says why', async () => {
    await editor.choosePart('Localizing the global agendas')
    await editor.tab('Time and place')
    await editor.fill('Date', '2019-11-12')
    await editor.fill('Start', '12:15')
    await editor.fill('End', '12:45')
    await editor.tab('Content')
    await expect(publish).toBeDisabled()
    await page.getByTestId('field-title').getByTestId('input-validation-icon-error').first().hover()
    await expect(page.getByText('is missing in every language').first()).toBeVisible()
  })

  await test.step('with one in French it can', async () => {
    const french = title.getByRole('textbox', { name: 'Français', exact: true })
    await french.fill('Une marche au bord de la mer')
    await french.blur()
    await saved(running.lake, id, 'une-marche-au-bord-de-la-mer')
    await editor.publish(id)
    const address = '/2019/programme/une-marche-au-bord-de-la-mer/'
    await expect
      .poll(() => text(`/en${address}`), releaseWait)
      .toContain('<span lang="fr">Une marche au bord de la mer</span></h1>')
    expect(await text(`/en${address}`)).toContain('What has no translation is shown in French.')
    expect(await text(`/en${address}`)).toMatch(new RegExp(`<link rel="canonical" href="[^"]*/fr${address}"`))
    expect(await text(`/fr${address}`)).toContain('Une marche au bord de la mer</h1>')
    await page.goto(`${running.site}/en${address}`)
    await expect.poll(() => faultsIn(page, 'html')).toEqual([])
  })

  await test.step('the desk has it by its French title, and says what lacks English', async () => {
    await page.goto(`${running.studio}/translations/en/all/missing`)
    const desk = page.getByTestId('translation-desk')
    await expect(desk.getByRole('button', { name: /^English/ })).toHaveAttribute('aria-pressed', 'true')
    await expect(desk.getByRole('link', { name: /^Title Une marche au bord de la mer/ })).toBeVisible()
    await page.goto(`${running.studio}/structure/programme`)
    await expect(
      page.getByRole('link', { name: /12:15–12:45 · Une marche au bord de la mer/ }),
    ).toContainText('Missing: EN, ES')
  })
})
