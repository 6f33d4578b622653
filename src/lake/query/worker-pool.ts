import { availableParallelism } from 'node:os'
import { setImmediate as nextTick } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Lookup } from '../document.ts'
import { HttpError, requestError } from '../errors.ts'
import { returnMemory } from './memory.ts'
import type { DocumentUpdate, FromWorker, RequestKind, ToWorker, WorkerRequests } from './protocol.ts'
import { formOf, type QueryForm, QuerySpeeds, type Speed } from './query-speed.ts'
import { type QueryContext, queryError } from './syntax.ts'

/** While a slow query keeps one worker busy, the other answers. */
const usualWorkers = 2
/** For as long as requests wait behind slow queries. */
const maxWorkers = 4
/** How many slow queries run at the same time; they should leave a processor for others. */
const maxSlow = Math.max(1, Math.min(2, availableParallelism() - 1))
/** How long a request waits before a worker beyond the usual number is started. */
const extraWorkerMilliseconds = 100
/** A query that still runs after this time counts as slow, whatever was known of it. */
const unexpectedMilliseconds = 200
/** How long after the first worker is ready the second one is started. */
const secondWorkerMilliseconds = 250
/** Documents are sent to a new worker in portions, so that the lake can answer requests in between. */
const documentsPerMessage = 200
/** A query that needs more memory than this ends, and its worker with it. */
const heapMegabytes = 1024

/**
 * Worker threads that parse and evaluate queries, each with all documents in its own memory. Requests and changes
 * reach a worker in the order in which they are sent, so a request that is sent after a change sees the change.
 * A worker that takes too long is terminated, which frees the memory of its query, and replaced. Slow queries never
 * take all workers: one is left for quick ones.
 */
export class WorkerPool {
  readonly #options: WorkerPoolOptions
  readonly #workers = new Set<PooledWorker>()
  readonly #queue: Job[] = []
  readonly #speeds = new QuerySpeeds()
  #secondWorkerTimer: NodeJS.Timeout | undefined
  #extraWorkerTimer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(options: WorkerPoolOptions) {
    this.#options = options
  }

  /** @throws {HttpError} 400 for a query that is not valid, or takes too long */
  request<K extends RequestKind>(
    kind: K,
    input: WorkerRequests[K]['input'],
  ): Promise<WorkerRequests[K]['output']> {
    return new Promise((resolve, reject) => {
      this.#queue.push({
        kind,
        input,
        groq: input.query.groq,
        form: formOf(input.query.groq),
        // The output belongs to the kind of request; messages between threads are not typed.
        resolve: (output) => resolve(output as WorkerRequests[K]['output']),
        reject,
      })
      this.#assign()
    })
  }

  /** Sends stored changes to all workers. */
  sendChanges(changes: readonly DocumentUpdate[]): void {
    for (const { thread } of this.#workers) post(thread, { type: 'change', changes })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#secondWorkerTimer)
    clearTimeout(this.#extraWorkerTimer)
    const jobs = [...this.#queue.splice(0), ...[...this.#workers].flatMap(({ job }) => job ?? [])]
    for (const { reject } of jobs) reject(requestError(503, 'The lake is closing'))
    await Promise.all([...this.#workers].map((worker) => this.#terminate(worker)))
  }

  /** Gives waiting jobs to free workers, and starts a worker when there are too few. */
  #assign(): void {
    if (this.#isClosed) return
    for (const worker of this.#workers) {
      if (!worker.isReady || worker.job) continue
      const job = this.#nextJob(worker)
      if (job !== undefined) this.#run(worker, job)
    }
    if (this.#queue.length === 0) return
    const isStarting = [...this.#workers].some(({ isReady }) => !isReady)
    if (isStarting) return
    if (this.#workers.size < usualWorkers) this.#start()
    else if (this.#workers.size < maxWorkers && this.#queue.some((job) => this.#mayBegin(job)))
      this.#extraWorkerTimer ??= later(extraWorkerMilliseconds, () => this.#startExtra())
  }

  /** The simplest job that a worker may begin. */
  #nextJob(worker: PooledWorker): Job | undefined {
    const allowed = this.#queue.filter((job) => this.#mayBegin(job, worker))
    const least = Math.min(...allowed.map(({ form }) => form.depth))
    const next = allowed.find(({ form }) => form.depth === least)
    if (next !== undefined) this.#queue.splice(this.#queue.indexOf(next), 1)
    return next
  }

  /**
   * The oldest worker is for quick queries only: it has the indexes that they need, while those with slow queries are
   * ended again and again.
   * @param worker undefined for one that is to be started
   */
  #mayBegin(job: Job, worker?: PooledWorker): boolean {
    const speed = this.#speedOf(job)
    if (speed === 'quick') return true
    const [oldest, ...others] = this.#workers
    const slow = others.filter((other) => other.job?.speed === 'slow')
    return worker !== oldest && (speed === 'medium' || slow.length < maxSlow)
  }

  /** A listener's query is evaluated for a few documents only, however long it takes for all of them. */
  #speedOf({ kind, form }: Job): Speed {
    return readsAll(kind) ? this.#speeds.of(form) : 'quick'
  }

  #startExtra(): void {
    this.#extraWorkerTimer = undefined
    const isWanted = this.#queue.some((job) => this.#mayBegin(job))
    if (isWanted && this.#workers.size < maxWorkers) this.#start()
  }

  #run(worker: PooledWorker, job: Job): void {
    const running: RunningJob = { ...job, speed: this.#speedOf(job), startedAt: performance.now() }
    worker.job = running
    if (readsAll(job.kind) && running.speed !== 'slow')
      worker.slowTimer = later(unexpectedMilliseconds, () => {
        running.speed = 'slow'
        this.#speeds.note(job.form, Number.POSITIVE_INFINITY)
        this.#keepOneForQuick()
      })
    worker.deadline = later(this.#options.milliseconds, () => {
      this.#speeds.note(job.form, Number.POSITIVE_INFINITY)
      job.reject(timeoutError(job.groq, this.#options.milliseconds))
      this.#replace(worker)
    })
    post(worker.thread, { type: 'request', kind: job.kind, input: job.input })
  }

  /**
   * Slow queries that nobody knew to be slow may have taken all workers. Then there is one more; where there are enough,
   * the query that began last has to begin again, later.
   */
  #keepOneForQuick(): void {
    if (this.#isClosed || [...this.#workers].some(({ job }) => job?.speed !== 'slow')) return
    if (this.#workers.size < maxWorkers) {
      this.#start()
      return
    }
    const [last] = [...this.#workers].sort((a, b) => (b.job?.startedAt ?? 0) - (a.job?.startedAt ?? 0))
    if (last?.job === undefined) return
    this.#queue.push(last.job)
    void this.#terminate(last).then(returnMemory)
    this.#start()
  }

  #start(): void {
    const thread = new Worker(new URL('./worker.ts', import.meta.url), {
      // Without the flags of the main thread: those of a test runner would load modules that a worker does not need.
      execArgv: [],
      workerData: this.#options.sanity,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    })
    thread.unref()
    const worker: PooledWorker = {
      thread,
      isReady: false,
      job: undefined,
      deadline: undefined,
      slowTimer: undefined,
    }
    this.#workers.add(worker)
    thread.on('message', (message: FromWorker) => this.#receive(worker, message))
    thread.on('error', (error) => this.#handleExit(worker, error))
    thread.on('exit', () => this.#handleExit(worker, new Error('A worker ended')))
    this.#load(worker).catch((error: unknown) => this.#handleExit(worker, error))
  }

  async #load(worker: PooledWorker): Promise<void> {
    const ids = [...this.#options.ids()]
    for (let start = 0; start === 0 || start < ids.length; start += documentsPerMessage) {
      if (start > 0) await nextTick()
      if (!this.#workers.has(worker)) return
      const end = start + documentsPerMessage
      // The current revisions: the worker already receives changes, and would get an older one after a newer one.
      const documents = ids.slice(start, end).flatMap((id) => this.#options.get(id) ?? [])
      post(worker.thread, { type: 'load', documents, isLast: end >= ids.length })
    }
  }

  #receive(worker: PooledWorker, message: FromWorker): void {
    if (message.type === 'loaded') {
      worker.isReady = true
      if (this.#workers.size < usualWorkers)
        this.#secondWorkerTimer ??= later(secondWorkerMilliseconds, () => this.#startSecond())
    } else {
      clearTimeout(worker.deadline)
      clearTimeout(worker.slowTimer)
      const { job } = worker
      worker.job = undefined
      if (job && readsAll(job.kind)) this.#speeds.note(job.form, message.busyMilliseconds)
      if (message.type === 'response') job?.resolve(message.output)
      else if (message.type === 'httpError') job?.reject(new HttpError(message.status, message.body))
      else job?.reject(message.error)
      if (this.#workers.size > usualWorkers && this.#queue.length === 0) void this.#terminate(worker)
    }
    this.#assign()
  }

  #startSecond(): void {
    this.#secondWorkerTimer = undefined
    if (!this.#isClosed && this.#workers.size < usualWorkers) this.#start()
  }

  /** A worker ended by itself, most likely because its query ran out of memory. */
  #handleExit(worker: PooledWorker, error: unknown): void {
    if (!this.#workers.has(worker)) return
    if (worker.job) {
      worker.job.reject(isOutOfMemory(error) ? outOfMemoryError(worker.job.groq) : error)
      this.#replace(worker)
      return
    }
    void this.#terminate(worker)
    // A worker that could not start will not start the next time either, so nothing can answer these jobs.
    if (!worker.isReady) for (const { reject } of this.#queue.splice(0)) reject(error)
  }

  #replace(worker: PooledWorker): void {
    void this.#terminate(worker).then(returnMemory)
    if (!this.#isClosed && this.#workers.size < usualWorkers) this.#start()
    this.#assign()
  }

  async #terminate(worker: PooledWorker): Promise<void> {
    clearTimeout(worker.deadline)
    clearTimeout(worker.slowTimer)
    this.#workers.delete(worker)
    await worker.thread.terminate()
  }
}

export type WorkerPoolOptions = {
  readonly sanity: QueryContext['sanity']
  /** How long a query may take. */
  readonly milliseconds: number
  /** Ids of all documents. */
  readonly ids: () => Iterable<string>
  readonly get: Lookup
}

type PooledWorker = {
  readonly thread: Worker
  /** It has all documents. */
  isReady: boolean
  job: RunningJob | undefined
  deadline: NodeJS.Timeout | undefined
  slowTimer: NodeJS.Timeout | undefined
}

type Job = {
  readonly kind: RequestKind
  readonly input: WorkerRequests[RequestKind]['input']
  readonly groq: string
  readonly form: QueryForm
  readonly resolve: (output: unknown) => void
  readonly reject: (error: unknown) => void
}

const readsAll = (kind: RequestKind): boolean => kind === 'evaluate' || kind === 'findIds'

type RunningJob = Job & { speed: Speed; readonly startedAt: number }

const post = (thread: Worker, message: ToWorker): void => thread.postMessage(message)

/** A timer that does not keep the process running. */
const later = (milliseconds: number, task: () => void): NodeJS.Timeout =>
  setTimeout(task, milliseconds).unref()

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

const timeoutError = (groq: string, milliseconds: number): HttpError =>
  queryError(groq, 'queryError', `The query took longer than ${milliseconds / 1000} seconds and was ended`)

const outOfMemoryError = (groq: string): HttpError =>
  queryError(groq, 'queryError', 'The query needed more memory than a query may have and was ended')
