// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import { inStudioWords, mendEnglishParts } from '#studio/sanity-words/english-parts.ts'

let end = () => {}
afterEach(() => end())

/** What stands in the page once what was put into it is mended. */
async function mended(html: string): Promise<HTMLElement> {
  end = mendEnglishParts(document.body)
  document.body.innerHTML = html
  await Promise.resolve()
  return document.body
}

it('says what Sanity writes in English itself in the words of the Studio, and leaves all else', () => {
  expect(inStudioWords('Close dialog')).toBe('Close the window')
  expect(inStudioWords('Cropped image size: 640 × 480 pixels')).toBe(
    'The part that is shown has 640 × 480 pixels',
  )
  expect(inStudioWords('Draggable item a1 was dropped over droppable area b2')).toBe(
    'The item is dropped in its place.',
  )
  expect(inStudioWords('Draggable item a1 was dropped.')).toBe('The item is where it was.')
  expect(inStudioWords('Open day at the town hall')).toBeUndefined()
})

it('names buttons that have an icon only, and keeps the names that are there', async () => {
  const body = await mended(
    '<button><svg data-sanity-icon="reset"></svg></button><button aria-label="Mine"><svg data-sanity-icon="reset"></svg></button>',
  )
  expect([...body.querySelectorAll('button')].map((one) => one.getAttribute('aria-label'))).toEqual([
    'Clear',
    'Mine',
  ])
})

it('says the same twice where it happens twice', async () => {
  const body = await mended('<div id="DndLiveRegion-0" role="status"></div>')
  const region = body.querySelector('div') ?? body
  const said = []
  for (const place of ['b', 'c']) {
    region.textContent = `Draggable item a was moved over droppable area ${place}.`
    await Promise.resolve()
    said.push(region.textContent)
  }
  expect(said).toEqual(['The item is over another place.', 'The item is over another place.\u00a0'])
})
