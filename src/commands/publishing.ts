import { Worker } from 'node:worker_threads'
import type { Published } from '#src/release/publisher.ts'
import type { Fault } from '#src/rules/findings.ts'

/** What the publisher tells of its work. */
export type Report =
  | { readonly kind: 'building' }
  | ({ readonly kind: 'released'; readonly number: number; readonly time: string } & Omit<
      Published,
      'release'
    >)
  /** There is no release of what is published, in words, with the faults of the content. */
  | { readonly kind: 'failed'; readonly text: string; readonly faults: readonly Fault[] }
  | { readonly kind: 'answer'; readonly id: number; readonly done: boolean }

export type PublisherRequest = {
  readonly id: number
  readonly request: { kind: 'start' } | { kind: 'follow'; path: string } | { kind: 'close' }
}

/** The publisher, in a thread of its own. */
export class Publishing {
  readonly #worker = new Worker(new URL('./publisher-thread.ts', import.meta.url))
  readonly #waiting = new Map<number, (done: boolean) => void>()
  #count = 0
  #isClosing = false

  /** @param onReport is told of each release and of each failure */
  constructor(onReport: (report: Exclude<Report, { kind: 'answer' }>) => void) {
    this.#worker.on('message', (report: Report) => {
      if (report.kind !== 'answer') return onReport(report)
      this.#waiting.get(report.id)?.(report.done)
      this.#waiting.delete(report.id)
    })
    const ended = (text: string) => {
      for (const done of this.#waiting.values()) done(false)
      this.#waiting.clear()
      if (!this.#isClosing) onReport({ kind: 'failed', text, faults: [] })
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
    await this.#ask({ kind: 'close' })
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

/** What a release shows and how long it took, in words. */
export function releasedText({
  pages,
  changed,
  milliseconds,
}: Pick<Published, 'pages' | 'changed' | 'milliseconds'>): string {
  const seconds = (milliseconds / 1000).toFixed(milliseconds < 1000 ? 2 : 1)
  return `The site shows what is published: ${pages} pages, ${changed} new or changed files in ${seconds} s`
}
