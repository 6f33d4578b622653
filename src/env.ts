import { existsSync } from 'node:fs'
import process from 'node:process'
import { type Config, ConfigError, readConfig } from './config.ts'

/**
 * The environment, with the settings of `.env.local` and `.env` from the project's folder. Our commands, Astro's and
 * Sanity's read the same settings: a variable of the environment wins over `.env.local`, and `.env.local` over `.env`.
 * The settings are added to `process.env`, so that child processes get them too. With `ENV_FILES=no` neither file is read.
 */
export function environment(): Readonly<Record<string, string | undefined>> {
  if (process.env.ENV_FILES !== 'no') {
    for (const file of ['.env.local', '.env']) if (existsSync(file)) process.loadEnvFile(file)
  }
  return process.env
}

/** The settings, for the configuration file of a tool. Ends the process where they cannot be used, and says why. */
export function toolConfig(): Config {
  try {
    return readConfig(environment())
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(`Settings that cannot be used:\n${error.message}`)
    process.exit(1)
  }
}
