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
