import type { IdentifiedSanityDocumentStub } from '@sanity/client'
import { draftReference } from '#studio/new-drafts.ts'
import { words } from '../seed/stored.ts'
import { faultsIn } from './faults.ts'
import { clientOf, expect, leaveAsFound, releaseWait, test } from './running.ts'

leaveAsFound()

test('a session is published with its new room, two new people and a PDF, by one button that says so', async ({
  page,
  running,
}) => {
  const client = clientOf(running)
  const all = (text: string, kind?: string) => words({ en: text, fr: text, es: text }, kind)
  const slug = (current: string) =>
    ['en', 'fr', 'es'].map((language) => ({
      _key: language,
      _type: 'internationalizedArraySlugValue',
      language,
      value: { _type: 'slug', current },
    }))
  const edition = { _type: 'reference', _ref: 'edition-2019' }
  const person = (id: string, name: string) => ({
    ...{ _id: `drafts.${id}`, _type: 'contributor', kind: 'person', name: all(name), slug: slug(id) },
    sortName: all(name),
  })
  const pdf = await client.assets.upload('file', Buffer.from('%PDF-1.4\n%%EOF'), { filename: 'Agenda.pdf' })
  const contribution = (id: string) => ({
    ...{ _key: id, _type: 'contribution', role: all('Speaker') },
    contributor: draftReference('contributor', id),
  })
  const part = await client.fetch<string>('*[_type == "part" && edition._ref == "edition-2019"][0]._id')
  const drafts: IdentifiedSanityDocumentStub[] = [
    { _id: 'drafts.room-garden', _type: 'room', edition, name: all('Garden'), slug: slug('garden') },
    person('person-ana', 'Ana Example'),
    person('person-luis', 'Luis Sample'),
    {
      ...{ _id: 'drafts.session-together', _type: 'session', edition, title: all('Cities that breathe') },
      ...{ slug: slug('cities-that-breathe'), part: { _type: 'reference', _ref: part } },
      ...{ date: '2019-11-12', start: '18:00', end: '18:30', status: 'scheduled' },
      rooms: [{ _key: 'room', ...draftReference('room', 'room-garden') }],
      contributors: [contribution('person-ana'), contribution('person-luis')],
      documents: [
        {
          ...{ _key: 'pdf', title: all('Agenda of the session') },
          file: { _type: 'file', asset: { _type: 'reference', _ref: pdf._id } },
        },
      ],
    },
  ]
  const transaction = client.transaction()
  for (const draft of drafts) transaction.create(draft)
  await transaction.commit()

  const address = `${running.site}/fr/2019/programme/cities-that-breathe/`
  await test.step('on the board what goes along follows what is ticked', async () => {
    await page.goto(`${running.studio}/board/edition-2019/2019-11-12`)
    await page.getByRole('button', { name: '1 unpublished change' }).click()
    const dialog = page.getByRole('dialog', { name: 'Publish' })
    await expect(dialog.getByText('Garden').first()).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Publish 4 changes' })).toBeEnabled()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })

  await test.step('the button says what goes along, and shows it by name', async () => {
    await page.goto(`${running.studio}/intent/edit/id=session-together;type=session`)
    const publish = page.getByRole('button', { name: 'Publish with 1 room and 2 people' })
    const dialog = page.getByRole('dialog', { name: 'Publish' })
    await expect(publish).toBeEnabled()
    // Another error of the form holds it back as ever.
    await client.patch('drafts.session-together').unset(['date']).commit()
    await expect(publish).toBeDisabled()
    await client.patch('drafts.session-together').set({ date: '2019-11-12' }).commit()
    await expect(publish).toBeEnabled()
    await expect(async () => {
      await publish.click({ timeout: 5000 })
      await expect(dialog).toBeVisible({ timeout: 5000 })
    }).toPass()
    for (const name of ['Cities that breathe', 'Garden', 'Ana Example', 'Luis Sample'])
      await expect(dialog.getByText(name).first()).toBeVisible()
    await expect.poll(() => faultsIn(page, '[role=dialog]')).toEqual([])
    await dialog.getByRole('button', { name: 'Publish 4 changes' }).press('Enter')
    await expect(dialog).toBeHidden()
  })

  await test.step('and the site shows all of it', async () => {
    await expect.poll(async () => (await fetch(address)).status, releaseWait).toBe(200)
    await page.goto(address)
    for (const name of ['Garden', 'Ana Example', 'Luis Sample'])
      await expect(page.getByRole('main').getByText(name).first()).toBeVisible()
    await expect(page.getByRole('link', { name: /Agenda of the session/ })).toBeVisible()
    const query = '*[_id == "session-together"][0]{rooms, contributors}'
    expect(JSON.stringify(await client.fetch(query))).not.toContain('_weak')
  })
  const ids = drafts.map(({ _id }) => _id.replace('drafts.', '')).toReversed()
  const away = client.transaction()
  for (const id of ids) away.delete(id)
  await away.commit()
  await expect.poll(async () => (await fetch(address)).status, releaseWait).not.toBe(200)
})
