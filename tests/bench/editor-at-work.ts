import type { Locator, Page, Response } from '@playwright/test'

/** What an editor does, and how long it takes until it is shown. */
export class EditorAtWork {
  readonly page: Page
  readonly studio: string

  constructor(page: Page, studio: string) {
    this.page = page
    this.studio = studio
  }

  /** Milliseconds from an action until an element is there. */
  async until(
    act: () => Promise<void>,
    element: Locator,
    state: 'visible' | 'attached' = 'visible',
  ): Promise<readonly number[]> {
    const startedAt = performance.now()
    await act()
    await element.waitFor({ state, timeout: 120_000 })
    return [performance.now() - startedAt]
  }

  /**
   * Presses keys as somebody who types fast; milliseconds from each to the frame after it, as the browser says it.
   */
  async keys(keys: readonly string[]): Promise<readonly number[]> {
    await this.page.evaluate(() => {
      const times: number[] = []
      const pressed = (event: Event) => {
        const began = event.timeStamp
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - began)))
      }
      addEventListener('keydown', pressed, true)
      const keyTimes = () => {
        removeEventListener('keydown', pressed, true)
        return times
      }
      Object.assign(window, { keyTimes })
    })
    for (const key of keys) {
      await this.page.keyboard.press(names[key] ?? key)
      await this.page.waitForTimeout(betweenKeys)
    }
    await this.page.waitForTimeout(300)
    return this.page.evaluate(() => (window as unknown as { keyTimes(): number[] }).keyTimes())
  }

  /** What some work reads from the lake meanwhile, and a second later. */
  async counting<T>(work: () => Promise<T>): Promise<{ value: T; reads: number; bytes: number }> {
    let reads = 0
    let bytes = 0
    const count = async (response: Response) => {
      if (!/\/data\/(query|doc)\//.test(response.url())) return
      reads += 1
      bytes += (await response.body().catch(() => Buffer.of())).length
    }
    this.page.on('response', count)
    try {
      const value = await work()
      await this.page.waitForTimeout(1000)
      return { value, reads, bytes }
    } finally {
      this.page.off('response', count)
    }
  }
}

const names: Readonly<Record<string, string>> = { '\n': 'Enter', ' ': 'Space' }

/** Milliseconds; 600 letters a minute. */
const betweenKeys = 100
