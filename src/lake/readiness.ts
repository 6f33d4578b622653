import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Whether the lake answers everybody yet. Before that it answers who fills it, known by a header of its own. */
export class Readiness {
  isReady: boolean
  readonly #token = randomBytes(16).toString('hex')

  constructor({ isReady }: { isReady: boolean }) {
    this.isReady = isReady
  }

  get headers(): Readonly<Record<string, string>> {
    return { [headerName]: this.#token }
  }

  answers(headers: IncomingHttpHeaders): boolean {
    return this.isReady || headers[headerName] === this.#token
  }
}

const headerName = 'x-lake-preparation'
