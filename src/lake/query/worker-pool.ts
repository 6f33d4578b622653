import { setImmediate as breath } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Lookup, StoredDocument } from '../document.ts'
import { HttpError, requestError } from '../errors.ts'
import type { QueryContext } from './answer.ts'
import { returnMemory } from './memory.ts'
import type { FromWorker, Kind, Questions, ToWorker } from './protocol.ts'
import { queryError } from './syntax.ts'

/** Workers that are kept: while a query holds one, the other answers. */
const kept = 2
/** Workers there may be for a while, when queries wait because those before them take long. */
const most = 4
const impatienceMilliseconds = 100
/** Once the first worker is at work, the second is made ready without haste. */
const spareMilliseconds = 250
/** So that the lake goes on answering between, while a new worker is told of many documents. */
const documentsAtOnce = 200
/** A query that needs more than this ends, and takes its worker with it. */
const heapMegabytes = 1024

/**
 * Threads that read and evaluate queries, each with the documents in its own memory. Questions and changes reach a
 * worker in the order in which they are sent, so a question that is asked after a change is answered after it.
 * A worker that does not answer in time is ended, and with it whatever its query had built up; another one takes
 * its place.
 */
export class Pool {
  readonly #options: PoolOptions
  readonly #seats = new Set<Seat>()
  readonly #waiting: Job[] = []
  #spare: NodeJS.Timeout | undefined
  #impatience: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** @throws {HttpError} 400 for a query that cannot be answered, or not in time */
  ask<K extends Kind>(kind: K, ask: Questions[K]['ask']): Promise<Questions[K]['reply']> {
    return new Promise((resolve, reject) => {
      // The worker answers each kind of question with its kind of reply, which the thread's boundary does not know.
      const done = (reply: unknown) => resolve(reply as Questions[K]['reply'])
      this.#waiting.push({ kind, ask, groq: ask.query.groq, done, failed: reject })
      this.#next()
    })
  }

  /** Tells all workers of changes that are stored. */
  tell(changes: readonly { readonly id: string; readonly after: StoredDocument | undefined }[]): void {
    for (const { worker } of this.#seats) post(worker, { type: 'change', changes })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#spare)
    clearTimeout(this.#impatience)
    const jobs = [...this.#waiting.splice(0), ...[...this.#seats].flatMap(({ job }) => job ?? [])]
    for (const { failed } of jobs) failed(requestError(503, 'The lake is closing'))
    await Promise.all([...this.#seats].map((seat) => this.#leave(seat)))
  }

  #next(): void {
    if (this.#isClosed) return
    for (const seat of this.#seats) {
      if (!seat.isReady || seat.job) continue
      const job = this.#waiting.shift()
      if (job === undefined) return
      this.#give(seat, job)
    }
    if (this.#waiting.length === 0) return
    const isComing = [...this.#seats].some(({ isReady }) => !isReady)
    if (isComing) return
    if (this.#seats.size < kept) this.#start()
    else if (this.#seats.size < most)
      this.#impatience ??= this.#later(impatienceMilliseconds, () => this.#grow())
  }

  #grow(): void {
    this.#impatience = undefined
    if (this.#waiting.length > 0 && this.#seats.size < most) this.#start()
  }

  #give(seat: Seat, job: Job): void {
    seat.job = job
    seat.limit = this.#later(this.#options.milliseconds, () => {
      job.failed(timedOut(job.groq, this.#options.milliseconds))
      this.#replace(seat)
    })
    post(seat.worker, { type: 'ask', kind: job.kind, ask: job.ask })
  }

  #start(): void {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      // Flags of the main thread are not for this one: a test runner's would have it load what it does not need.
      execArgv: [],
      workerData: this.#options.sanity,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    })
    worker.unref()
    const seat: Seat = { worker, isReady: false, job: undefined, limit: undefined }
    this.#seats.add(seat)
    worker.on('message', (message: FromWorker) => this.#receive(seat, message))
    worker.on('error', (error) => this.#lose(seat, error))
    worker.on('exit', () => this.#lose(seat, new Error('A worker ended')))
    this.#load(seat).catch((error: unknown) => this.#lose(seat, error))
  }

  async #load(seat: Seat): Promise<void> {
    const ids = [...this.#options.ids()]
    for (let from = 0; from === 0 || from < ids.length; from += documentsAtOnce) {
      if (from > 0) await breath()
      if (!this.#seats.has(seat)) return
      // As it stands now: of what changes from here on, the worker is told.
      const documents = ids.slice(from, from + documentsAtOnce).flatMap((id) => this.#options.get(id) ?? [])
      post(seat.worker, { type: 'load', documents, last: from + documentsAtOnce >= ids.length })
    }
  }

  #receive(seat: Seat, message: FromWorker): void {
    if (message.type === 'loaded') {
      seat.isReady = true
      if (this.#seats.size < kept) this.#spare ??= this.#later(spareMilliseconds, () => this.#prepareSpare())
    } else {
      clearTimeout(seat.limit)
      const { job } = seat
      seat.job = undefined
      if (message.type === 'reply') job?.done(message.reply)
      else if (message.type === 'refusal') job?.failed(new HttpError(message.status, message.body))
      else job?.failed(message.error)
      if (this.#seats.size > kept && this.#waiting.length === 0) void this.#leave(seat)
    }
    this.#next()
  }

  #prepareSpare(): void {
    this.#spare = undefined
    if (!this.#isClosed && this.#seats.size < kept) this.#start()
  }

  /** A worker that ended by itself: most likely its query took all the memory that it may have. */
  #lose(seat: Seat, error: unknown): void {
    if (!this.#seats.has(seat)) return
    const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (seat.job) {
      seat.job.failed(outOfMemory ? tooLarge(seat.job.groq) : error)
      this.#replace(seat)
      return
    }
    void this.#leave(seat)
    // One that cannot even begin would not begin the next time.
    if (!seat.isReady) for (const { failed } of this.#waiting.splice(0)) failed(error)
  }

  #replace(seat: Seat): void {
    void this.#leave(seat).then(returnMemory)
    if (!this.#isClosed && this.#seats.size < kept) this.#start()
    this.#next()
  }

  async #leave(seat: Seat): Promise<void> {
    clearTimeout(seat.limit)
    this.#seats.delete(seat)
    await seat.worker.terminate()
  }

  #later(milliseconds: number, work: () => void): NodeJS.Timeout {
    return setTimeout(work, milliseconds).unref()
  }
}

export type PoolOptions = {
  readonly sanity: QueryContext['sanity']
  /** How long a query may take. */
  readonly milliseconds: number
  /** Ids of all documents. */
  readonly ids: () => Iterable<string>
  readonly get: Lookup
}

type Seat = {
  readonly worker: Worker
  isReady: boolean
  job: Job | undefined
  limit: NodeJS.Timeout | undefined
}

type Job = {
  readonly kind: Kind
  readonly ask: Questions[Kind]['ask']
  readonly groq: string
  readonly done: (reply: unknown) => void
  readonly failed: (error: unknown) => void
}

const post = (worker: Worker, message: ToWorker): void => worker.postMessage(message)

const timedOut = (groq: string, milliseconds: number): HttpError =>
  queryError(groq, 'queryError', `The query took longer than ${milliseconds / 1000} seconds and was ended`)

const tooLarge = (groq: string): HttpError =>
  queryError(groq, 'queryError', 'The query needed more memory than a query may have and was ended')
