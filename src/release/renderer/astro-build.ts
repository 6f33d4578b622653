import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StepFailedError } from '../failures.ts'
import { runProgram } from '../program.ts'

/**
 * Runs `astro build` as a process of its own.
 * @param step its name in the error
 * @throws {StepFailedError} and the reason of `signal`, which ends it
 */
export async function astroBuild(
  step: string,
  outDir: string,
  env: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<void> {
  const { code, output } = await runProgram(astro, ['build', '--outDir', outDir], {
    env: { ...cleanEnvironment, ...env },
    signal,
  })
  if (code !== 0) throw new StepFailedError(step, output)
}

/** Variables that other programs may set and that would change the pages. Astro runs without them, and in production mode. */
const cleanEnvironment = {
  NODE_ENV: 'production',
  RENDERER: undefined,
  BASE_URL: undefined,
  SITE: undefined,
  MODE: undefined,
  PROD: undefined,
  DEV: undefined,
  SSR: undefined,
}

const astro = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs')
