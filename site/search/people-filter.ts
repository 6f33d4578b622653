import { foldText } from '#src/feeds/search-index.ts'

/**
 * Makes the box above the list of people filter it: by the beginnings of words in what a row shows, and in places that it
 * does not show. Says how many are left. Letters without anybody go.
 */
export function filterPeople(box: HTMLInputElement): void {
  const status = box.parentElement?.querySelector('[role="status"]')
  const sections = [...document.querySelectorAll<HTMLElement>('.letter')].map((section) => ({
    section,
    link: document.querySelector<HTMLElement>(
      `.letters [href="#${section.getAttribute('aria-labelledby')}"]`,
    ),
    rows: [...section.querySelectorAll<HTMLElement>('li')].map((row) => ({
      row,
      text: ` ${wordsIn([...textsIn(row), row.dataset.also].join(' '))}`,
    })),
  }))
  const show = () => {
    const wanted = wordsIn(box.value)
      .split(' ')
      .filter((word) => word !== '')
    let count = 0
    for (const { section, link, rows } of sections) {
      const left = rows.filter(({ row, text }) => {
        row.hidden = !wanted.every((word) => text.includes(` ${word}`))
        return !row.hidden
      })
      section.hidden = left.length === 0
      if (link) link.hidden = left.length === 0
      count += left.length
    }
    if (status) status.textContent = wanted.length === 0 ? '' : countText(count)
  }
  const countText = (count: number) =>
    (count === 0 ? box.dataset.none : box.dataset.found?.replace('{{found}}', String(count))) ?? ''
  box.addEventListener('input', show)
  show()
}

/** The name, and what somebody does: each is a line of its own. */
const textsIn = (row: HTMLElement) => Array.from(row.querySelectorAll('a, p'), (line) => line.textContent)

/** Folded words with a space between them. */
const wordsIn = (text: string): string => (foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
