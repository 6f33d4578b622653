import { wordsOfAddress } from '#src/feeds/search-index.ts'
import { matches, WordTable } from '#src/feeds/search-matching.ts'
import { namesIn } from '#src/feeds/search-words.ts'

/**
 * Makes the box above the list of people filter it: by words in what a row shows, and in places that it does not show, as
 * the search finds them. Says how many are left. Letters without anybody go.
 */
export function filterPeople(box: HTMLInputElement): void {
  const status = box.parentElement?.querySelector('[role="status"]')
  const table = new WordTable()
  let size = 0
  const sections = [...document.querySelectorAll<HTMLElement>('.letter')].map((section) => ({
    section,
    link: document.querySelector<HTMLElement>(
      `.letters [href="#${section.getAttribute('aria-labelledby')}"]`,
    ),
    rows: [...section.querySelectorAll<HTMLElement>('li')].map((row) => {
      const number = size++
      for (const text of [...textsIn(row), row.dataset.also ?? ''])
        table.add(number, namesIn(text), { isTitle: true })
      const address = row.querySelector('a')?.getAttribute('href') ?? ''
      table.add(number, wordsOfAddress(address), { isTitle: true })
      return { row, number }
    }),
  }))
  const show = () => {
    const isAll = box.value.trim() === ''
    const found = matches(box.value, [table])
    let count = 0
    for (const { section, link, rows } of sections) {
      const left = rows.filter(({ row, number }) => {
        row.hidden = !isAll && !found.has(number)
        return !row.hidden
      })
      section.hidden = left.length === 0
      if (link) link.hidden = left.length === 0
      count += left.length
    }
    if (status) status.textContent = isAll ? '' : countText(count)
  }
  const countText = (count: number) =>
    (count === 0 ? box.dataset.none : box.dataset.found?.replace('{{found}}', String(count))) ?? ''
  box.addEventListener('input', show)
  show()
}

/** The name, and what somebody does: each is a line of its own. */
const textsIn = (row: HTMLElement) => Array.from(row.querySelectorAll('a, p'), (line) => line.textContent)
