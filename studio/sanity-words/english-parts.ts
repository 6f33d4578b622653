import { t } from '../language.ts'

/**
 * Mends, in all of the page and from now on, what Sanity's components write in English without a key of its bundles, and
 * names buttons that have an icon only. Looks at what is added to the page, not at the page again.
 * @returns what ends it
 */
export function mendEnglishParts(root: HTMLElement): () => void {
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      // What is said while dragging is put into an element that is there already.
      if (target instanceof Element && target.matches(spoken)) mendSpoken(target)
      for (const added of addedNodes) if (added instanceof Element) mendIn(added)
    }
  })
  mendIn(root)
  observer.observe(root, { subtree: true, childList: true })
  return () => observer.disconnect()
}

/** A text that Sanity's components write in English themselves, in the language of the Studio; undefined for others. */
export function inStudioWords(text: string): string | undefined {
  for (const [pattern, words] of sentences) {
    const match = pattern.exec(text)
    if (match) return words(match)
  }
  return undefined
}

const sentences: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^Close dialog$/, () => t('studio.sanity.closeDialog')],
  [/^Clear$/, () => t('studio.sanity.clear')],
  [/^Open$/, () => t('studio.sanity.open')],
  [/^sortable$/, () => t('studio.sanity.sortable')],
  [
    /^Cropped image size: (\d+) × (\d+) /,
    ([, width = '', height = '']) => t('studio.sanity.cropSize', { width, height }),
  ],
  [/^\s*To pick up a draggable item/, () => t('studio.sanity.drag.help')],
  [/^Picked up draggable item /, () => t('studio.sanity.drag.started')],
  [/^Draggable item .+ was moved over /, () => t('studio.sanity.drag.over')],
  [/^Draggable item .+ is no longer over /, () => t('studio.sanity.drag.out')],
  [/^Draggable item .+ was dropped over /, () => t('studio.sanity.drag.dropped')],
  [/^(?:Draggable item .+ was dropped|Dragging was cancelled)\b/, () => t('studio.sanity.drag.cancelled')],
]

/** What buttons and links of Sanity's do that have an icon and no name, by the icon. */
const byIcon: Readonly<Record<string, () => string>> = {
  'drag-handle': () => t('studio.sanity.move'),
  'ellipsis-horizontal': () => t('studio.sanity.actions'),
  'ellipsis-vertical': () => t('studio.sanity.actions'),
  'chevron-down': () => t('studio.sanity.actions'),
  'arrow-left': () => t('studio.sanity.back'),
  copy: () => t('studio.sanity.copyLink'),
  calendar: () => t('studio.sanity.calendar'),
  close: () => t('studio.sanity.close'),
  // It empties a choice of radio buttons.
  reset: () => t('studio.sanity.clear'),
}
/** Those whose icon is not there when they are, by what they are. */
const byPlace: readonly (readonly [string, () => string])[] = [
  ['[data-testid="copy-document-actions-button"]', () => t('studio.sanity.copyLink')],
  ['[data-testid="global-perspective-menu-button"]', () => t('studio.sanity.versions')],
  ['[data-testid="studio-navbar"] a[href="/"]', () => t('studio.sanity.start')],
]

const labelled = ['Close dialog', 'Clear', 'Open'].map((label) => `[aria-label="${label}"]`).join()
const spoken = '[id^="DndDescribedBy"], [id^="DndLiveRegion"]'

function mendIn(added: Element): void {
  for (const element of within(added, labelled)) mendAttribute(element, 'aria-label')
  for (const element of within(added, '[aria-roledescription]'))
    mendAttribute(element, 'aria-roledescription')
  for (const element of within(added, `${spoken}, svg title`)) mendSpoken(element)
  for (const icon of within(added, 'svg[data-sanity-icon]')) {
    const name = byIcon[icon.getAttribute('data-sanity-icon') ?? '']
    if (name) nameControl(icon.closest('button, a'), name())
  }
  for (const [selector, name] of byPlace)
    for (const control of within(added, selector)) nameControl(control, name())
  // Its fieldset has the name of the field.
  for (const editor of within(added, '[data-pt-editor]'))
    if (!editor.hasAttribute('aria-label'))
      editor.setAttribute(
        'aria-label',
        editor.closest('fieldset')?.querySelector('legend')?.textContent ?? '',
      )
}

function nameControl(control: Element | null, name: string): void {
  const isNamed = ['aria-label', 'aria-labelledby', 'title'].some((attribute) =>
    control?.hasAttribute(attribute),
  )
  if (control && !isNamed && control.textContent === '') control.setAttribute('aria-label', name)
}

const within = (added: Element, selector: string): Iterable<Element> =>
  added.matches(selector) ? [added, ...added.querySelectorAll(selector)] : added.querySelectorAll(selector)

function mendAttribute(element: Element, name: string): void {
  const words = inStudioWords(element.getAttribute(name) ?? '')
  if (words !== undefined) element.setAttribute(name, words)
}

function mendSpoken(element: Element): void {
  const words = inStudioWords(element.textContent ?? '')
  // The same words twice would not be said twice.
  if (words !== undefined)
    element.textContent = element.getAttribute(said) === words ? `${words}\u00a0` : words
  if (words !== undefined) element.setAttribute(said, element.textContent ?? '')
}

const said = 'data-said'
