import { expect, test } from './running.ts'

/** The programme of a very large edition, as drafts, in a lake that holds nothing else. */
test.use({ defaultContent: 'no' })

const count = 3000
const title = (number: number) => `Session ${String(number).padStart(4, '0')}`
const text = (value: string) => [
  { _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en', value },
]
const refer = (_ref: string) => ({ _type: 'reference', _ref })

const frame = [
  { _id: 'forum', _type: 'forum', name: text('A large forum'), currentEdition: refer('edition-large') },
  {
    ...{ _id: 'edition-large', _type: 'edition', title: text('The large edition'), ordinal: 1 },
    ...{ firstDay: '2030-05-06', lastDay: '2030-05-10', timeZone: 'Africa/Johannesburg' },
  },
]

/** Sessions of ten minutes, sixty a day and room, so that the order of time is that of their numbers. */
const sessions = Array.from({ length: count }, (_, index) => {
  const minutes = 480 + Math.floor((index % 600) / 10) * 10
  const time = (at: number) =>
    `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
  return {
    _id: `drafts.session-${index}`,
    _type: 'session',
    edition: refer('edition-large'),
    title: text(title(index)),
    date: `2030-05-${String(6 + Math.floor(index / 600)).padStart(2, '0')}`,
    start: time(minutes),
    end: time(minutes + 10),
  }
})

test(`a programme of ${count} sessions is listed by days and searched, and a key in a form reads nothing else`, async ({
  page,
  request,
  running,
}) => {
  test.slow()
  const mutate = async (mutations: readonly object[]) => {
    const answer = await request.post(`${running.lake}/v1/data/mutate/production`, { data: { mutations } })
    expect([answer.status(), await answer.text()]).toEqual([200, expect.any(String)])
  }
  await mutate([{ delete: { query: '*[!(_type match "sanity.*" || _type match "system.*")]' } }])
  await mutate(frame.map((document) => ({ create: document })))
  for (let from = 0; from < count; from += 500)
    await mutate(sessions.slice(from, from + 500).map((document) => ({ create: document })))

  await page.goto(`${running.studio}/structure/programme`)
  const list = page.getByTestId('programme-list')
  const item = (number: number) => list.getByText(title(number))
  await expect(item(0)).toBeVisible()

  await test.step('it shows its first day, more of it when asked, and another one', async () => {
    await expect(list.getByRole('status')).toHaveText('3000 entries')
    await expect(item(50)).toBeHidden()
    await list.getByRole('button', { name: 'Show more' }).click()
    await expect(item(50)).toBeVisible()
    await list.getByRole('button', { name: 'Wednesday 8 May' }).press('Enter')
    await expect(item(1200)).toBeVisible()
  })

  await test.step('its search finds one that lies beyond', async () => {
    await list.getByRole('searchbox').fill('Session 2987')
    await expect(item(2987)).toBeVisible()
    await expect(list.getByText(/Session \d{4}/)).toHaveCount(1)
  })

  await test.step('what is changed shows in the list, and no other document is read for it', async () => {
    await item(2987).click()
    const field = page.getByTestId('field-title').getByRole('textbox', { name: 'English' })
    await expect(field).toHaveValue(title(2987))
    // The form has read what it shows of its edition once the first words are saved.
    await field.press('End')
    await field.pressSequentially(', in the')
    await expect(list.getByText('Session 2987, in the')).toBeVisible()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    const others: string[] = []
    page.on('request', (asked) => {
      const url = decodeURIComponent(asked.url())
      // Whether what a document refers to is there is asked without its content.
      if (/\/data\/(query|doc)\//.test(url) && !/session-2987|excludeContent=true/.test(url)) others.push(url)
    })
    await field.pressSequentially(' garden')
    await expect(list.getByText('Session 2987, in the garden')).toBeVisible()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    expect(others).toEqual([])
  })

  await test.step('its findings are listed, what lacks a language folded', async () => {
    await page.goto(`${running.studio}/structure/findings`)
    const findings = page.getByTestId('edition-findings')
    await expect(findings.getByRole('status')).toHaveText('3003 findings')
    const folded = findings.getByRole('button', { name: /^Not translated/ })
    await folded.click()
    await expect(folded).toHaveAttribute('aria-expanded', 'true')
    await expect(findings.getByRole('link', { name: /Session \d{4} \(session\)/ }).last()).toBeVisible()
  })
  await mutate([{ delete: { query: '*[_type in ["session", "edition", "forum"]]' } }])
})
