import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe finds in a part of the page, a line for each fault. For `expect.poll`: until something has faded in, nothing
 * in it has its full contrast.
 */
export async function faultsIn(page: Page, part: Parameters<AxeBuilder['include']>[0]): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** What of the rules of axe depends on colours. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds on a page, a line for each fault: by all of its rules in light, and in dark by those that colours matter
 * to, since the rest is the same there. It leaves the page in dark.
 */
export async function faultsInBothSchemes(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const builder = new AxeBuilder({ page })
    const { violations } = await (colorScheme === 'light'
      ? // Of WCAG 2.2, and not among those that axe has on by itself.
        builder.options({ rules: { 'target-size': { enabled: true } } })
      : builder.withRules(rulesOfColour)
    ).analyze()
    found.push(
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme} ${id}: ${html}`)),
    )
  }
  return found
}
