import { expect, type Page } from '@playwright/test'

/**
 * Records from now on what the Studio's toasts say, since they close by themselves: to be called before what they tell
 * of is done. Gives a wait for a text that is, or was, in one of them; a new page begins without.
 */
export async function listenToToasts(page: Page): Promise<(text: string, wait?: Wait) => Promise<void>> {
  const said = await page.evaluateHandle(() => {
    const texts = new Set<string>()
    const look = () => {
      for (const toast of document.querySelectorAll('[data-ui="Toast"]')) texts.add(toast.textContent ?? '')
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
    return texts
  })
  return (text, wait) =>
    expect.poll(() => said.evaluate((texts) => [...texts].join('\n')), wait).toContain(text)
}

type Wait = { timeout: number; intervals: number[] }
