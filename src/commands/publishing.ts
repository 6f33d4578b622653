import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { PublisherEvent } from '#src/content/site-status.ts'

/** What the thread of the publisher tells: of its work, and that it has done what it was asked for. */
export type Report = PublisherEvent | { readonly kind: 'answer'; readonly id: number; readonly done: boolean }

export type PublisherRequest = {
  readonly id: number
  readonly request: { kind: 'start' } | { kind: 'follow'; path: string } | { kind: 'close' }
}

/** How long the thread may take to end what it does. */
const closeMilliseconds = 1500

/** The publisher, in a thread of its own. */
export class Publishing {
  readonly #worker = new Worker(new URL('./publisher-thread.ts', import.meta.url))
  readonly #waiting = new Map<number, (done: boolean) => void>()
  #count = 0
  #isClosing = false

  /** @param onEvent is told of each release and of each failure */
  constructor(onEvent: (event: PublisherEvent) => void) {
    this.#worker.on('message', (report: Report) => {
      if (report.kind !== 'answer') return onEvent(report)
      this.#waiting.get(report.id)?.(report.done)
      this.#waiting.delete(report.id)
    })
    const ended = (text: string) => {
      for (const done of this.#waiting.values()) done(false)
      this.#waiting.clear()
      if (!this.#isClosing) onEvent({ kind: 'failed', failure: 'listening', text, faults: [] })
    }
    this.#worker.on('error', (error: unknown) =>
      ended(`The publisher has ended: ${error instanceof Error ? error.message : error}`),
    )
    this.#worker.on('exit', () => ended('The publisher has ended.'))
  }

  /** Resolves when the first release is made or has failed. */
  start(): Promise<boolean> {
    return this.#ask({ kind: 'start' })
  }

  /** Makes a picture that is to follow its pages. @returns whether there was one to make */
  follow(path: string): Promise<boolean> {
    return this.#ask({ kind: 'follow', path })
  }

  async close(): Promise<void> {
    this.#isClosing = true
    // What is being drawn is drawn again at the next start: the store loses nothing by an end without warning.
    await Promise.race([
      this.#ask({ kind: 'close' }),
      setTimeout(closeMilliseconds, undefined, { ref: false }),
    ])
    await this.#worker.terminate()
  }

  #ask(request: PublisherRequest['request']): Promise<boolean> {
    this.#count += 1
    const id = this.#count
    const { promise, resolve } = Promise.withResolvers<boolean>()
    this.#waiting.set(id, resolve)
    this.#worker.postMessage({ id, request } satisfies PublisherRequest)
    return promise
  }
}
