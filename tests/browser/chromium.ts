import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium as playwright } from '@playwright/test'
import sparticuz from '@sparticuz/chromium'

/**
 * A Chromium that is there: the one named by PLAYWRIGHT_CHROMIUM, Playwright's own, the system's, else the
 * one that comes as a package. Kept from asking the network for anything.
 */
export async function chromium(): Promise<{ executablePath: string; args: string[] }> {
  const own = playwright.executablePath()
  const executablePath =
    process.env.PLAYWRIGHT_CHROMIUM ??
    (existsSync(own) ? own : (onPath('chromium') ?? (await sparticuz.executablePath())))
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  }
}

function onPath(name: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
