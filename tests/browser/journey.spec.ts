import { AxeBuilder } from '@axe-core/playwright'
import { Editor, saved } from './editor.ts'
import { clientOf, expect, releaseWait, test } from './running.ts'

test('from the Studio to the page: change, create, delete, and a power cut', async ({
  page,
  request,
  running,
}) => {
  // Five releases, six visits to the Studio and a second start.
  test.slow()
  const text = async (path: string) => (await request.get(running.site + path)).text()
  const english = '/en/2019/programme/sendai-framework/'
  const french = '/fr/2019/programme/cadre-de-sendai/'
  const editor = new Editor(page, running)
  const englishBefore = await text(english)

  await test.step('a French title that is published shows on the French page alone', async () => {
    await editor.open('session-sendai')
    await editor.fill('Français', 'Le Cadre de Sendai, vu de près')
    await editor.publish('session-sendai')
    await expect.poll(() => text(french), releaseWait).toContain('Le Cadre de Sendai, vu de près</h1>')
    expect(await text(english)).toBe(englishBefore)
    for (const path of [english, '/es/2019/programa/marco-de-sendai/']) {
      expect(await text(path)).toContain(`href="${french}" lang="fr" hreflang="fr"`)
    }
  })

  // In every language the address is the one made from the only title that there is.
  const session = '/fr/2019/programme/a-walk-by-the-sea/'
  let id = ''
  await test.step('a session in English only is marked on its French page, and in no hreflang', async () => {
    id = await editor.create()
    await editor.fill('English', 'A walk by the sea')
    await editor.choosePart('Localizing the global agendas')
    await editor.tab('Time and place')
    await editor.fill('Date', '2019-11-12')
    await editor.fill('Start', '12:15')
    await editor.fill('End', '12:45')
    await editor.publish(id)
    await expect.poll(() => text('/fr/2019/programme/'), releaseWait).toContain('A walk by the sea')
    expect(await text('/fr/2019/programme/')).toContain(`href="${session}"><span lang="en">A walk by the sea`)
    const page = await text(session)
    expect(page).toContain('<span lang="en">A walk by the sea</span></h1>')
    expect(page).toContain(
      'Cette page n’est pas encore entièrement traduite. Les passages non traduits sont affichés en anglais.',
    )
    expect(page).not.toContain('rel="alternate" hreflang')
    const source = await text(session.replace('/fr/', '/en/'))
    expect(source).toContain('A walk by the sea</h1>')
    expect(source).not.toMatch(/rel="alternate" hreflang="(fr|es)"/)
  })

  await test.step('when it is deleted its address says what became of it', async () => {
    await editor.open(id)
    await editor.delete(id)
    await expect.poll(() => text(session), releaseWait).toContain('Cette session ne figure plus au programme')
    const gone = await text(session)
    expect(gone).toContain('<html lang="fr">')
    expect(gone).toContain('<span lang="en">A walk by the sea</span>')
    expect(gone).toMatch(/<a href="\/fr\/2019\/programme\/"[^>]*>Voir le programme<\/a>/)
    expect(await text('/fr/2019/programme/')).not.toContain('A walk by the sea')
    for (const path of [session, session.replace('/fr/', '/en/'), `/fr/embed/${id}/`]) {
      await page.goto(running.site + path)
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => [path, id])).toEqual([])
    }
  })

  await test.step('what the Studio said was saved outlives a killed process', async () => {
    await editor.open('session-dialogue')
    await editor.fill('Español', 'Diálogo, guardado sin publicar')
    await saved(running.lake, 'session-dialogue', 'Diálogo, guardado sin publicar')
    await expect(page.getByTestId('pane-footer-document-status')).toContainText('Edited')
    await editor.open('session-opening')
    await editor.fill('Français', 'Ouverture et mots de bienvenue')
    await editor.publish('session-opening')
    await running.killAndRestart()
    await expect
      .poll(() => text('/fr/2019/programme/ouverture/'), releaseWait)
      .toContain('Ouverture et mots de bienvenue</h1>')
    expect(await text(session)).toContain('Cette session ne figure plus au programme')
    await editor.open('session-dialogue')
    await expect(page.getByRole('textbox', { name: 'Español' }).first()).toHaveValue(
      'Diálogo, guardado sin publicar',
    )
    await clientOf(running).delete('drafts.session-dialogue')
  })
})
