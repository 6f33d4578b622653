import { existsSync } from 'node:fs'
import process from 'node:process'

/**
 * The environment with the settings of `.env.local` and `.env` in the folder of the project, the same for our
 * commands, Astro's and Sanity's: a variable that is set wins over `.env.local`, and that over `.env`. They become
 * part of `process.env`, so that programs which this one starts have them too. `ENV_FILES=no` leaves them unread.
 */
export function environment(): Readonly<Record<string, string | undefined>> {
  if (process.env.ENV_FILES !== 'no') {
    for (const file of ['.env.local', '.env']) if (existsSync(file)) process.loadEnvFile(file)
  }
  return process.env
}
