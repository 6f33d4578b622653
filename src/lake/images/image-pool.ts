import { type ChildProcess, fork } from 'node:child_process'
import { open } from 'node:fs/promises'
import { availableParallelism, setPriority } from 'node:os'
import { requestError } from '../errors.ts'
import type { ImageAnswer, ImageLimits, ImageTask } from './image-child.ts'
import type { ImageFacts } from './measure.ts'
import type { Original, Rendition } from './rendition.ts'

/** Two at least: one heavy image leaves a process for the others. */
const maxProcesses = Math.max(2, Math.min(4, availableParallelism()))
/** A process without work is ended after this time. */
const idleMilliseconds = 10_000
/** For a process that does not even watch its own limits. Long, since other programs may keep the machine busy. */
const maxMilliseconds = 300_000
/** Below the lake itself, whose answers do not wait for images. */
const niceness = 5

const gigabyte = 2 ** 30
/**
 * An SVG is a program that draws, and a few hundred bytes of it can take hours; one that people made takes some
 * hundredths of a second. A photo of 48 megapixels takes about a second, an AVIF of it a minute.
 */
const limits = {
  measure: {
    vector: { processorSeconds: 1, bytes: gigabyte },
    pixels: { processorSeconds: 60, bytes: 3 * gigabyte },
  },
  render: {
    vector: { processorSeconds: 10, bytes: 2 * gigabyte },
    pixels: { processorSeconds: 180, bytes: 3 * gigabyte },
  },
} satisfies Record<string, Record<ImageKind, ImageLimits>>

/**
 * Child processes that measure and transform images, each one image at a time. They are started when they are needed.
 * Of all images at work at most one is an SVG, in a process that other images do not use: SVGs never keep others waiting.
 */
export class ImagePool {
  readonly #queue: Job[] = []
  readonly #processes = new Set<ImageProcess>()
  #isClosed = false

  /** Measures an image. @throws {HttpError} 400 when it is not an image, is damaged, or takes too much to draw */
  async measure(path: string): Promise<ImageFacts> {
    const kind = await kindOf(path)
    const answer = await this.#request(kind, { kind: 'measure', path, limits: limits.measure[kind] })
    if (!('facts' in answer)) throw refusal(answer)
    return answer.facts
  }

  /** The bytes of a transformed image. @throws {HttpError} 400 when it takes too much, 500 when it cannot be read */
  async render(path: string, original: Original, rendition: Rendition): Promise<Buffer> {
    const kind = original.format === 'svg' ? 'vector' : 'pixels'
    const task = { kind: 'render', path, original, rendition, limits: limits.render[kind] } as const
    const answer = await this.#request(kind, task)
    if (!('image' in answer)) throw refusal(answer)
    return Buffer.from(answer.image.buffer, answer.image.byteOffset, answer.image.byteLength)
  }

  /** Ends all processes; what they work on fails. */
  close(): void {
    this.#isClosed = true
    for (const { reject } of this.#queue.splice(0)) reject(closing())
    for (const { child } of this.#processes) child.kill('SIGKILL')
  }

  #request(kind: ImageKind, task: ImageTask): Promise<ImageAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw closing()
      this.#queue.push({ kind, task, resolve, reject })
      this.#assign()
    })
  }

  #assign(): void {
    if (this.#isClosed) return
    const busy = [...this.#processes].filter(({ job }) => job !== undefined)
    const drawsVector = busy.some(({ job }) => job?.kind === 'vector')
    const index = this.#queue.findIndex(({ kind }) => kind === 'pixels' || !drawsVector)
    if (index === -1 || busy.length === maxProcesses) return
    const [job] = this.#queue.splice(index, 1)
    if (job === undefined) return
    this.#run(this.#idle(job.kind) ?? this.#start(job.kind), job)
    this.#assign()
  }

  #idle(kind: ImageKind): ImageProcess | undefined {
    return [...this.#processes].find((process) => process.kind === kind && process.job === undefined)
  }

  #run(process: ImageProcess, job: Job): void {
    clearTimeout(process.timer)
    process.job = job
    process.timer = setTimeout(() => process.child.kill('SIGKILL'), maxMilliseconds)
    process.child.send(job.task, (error) => error && process.child.kill('SIGKILL'))
  }

  #start(kind: ImageKind): ImageProcess {
    const child = fork(new URL('./image-child.ts', import.meta.url), {
      serialization: 'advanced',
      execArgv: [],
      env: environment(),
    })
    const process: ImageProcess = { child, kind, job: undefined, timer: undefined }
    this.#processes.add(process)
    const take = () => {
      clearTimeout(process.timer)
      const { job } = process
      process.job = undefined
      return job
    }
    child.on('message', (answer: ImageAnswer) => {
      const job = take()
      // It ends by itself after this message, so it gets no other image.
      if ('tooHeavy' in answer) this.#processes.delete(process)
      else process.timer = setTimeout(() => child.kill('SIGKILL'), idleMilliseconds).unref()
      job?.resolve(answer)
      this.#assign()
    })
    // 'error' where it could not be started or reached.
    for (const event of ['exit', 'error'])
      child.on(event, () => {
        this.#processes.delete(process)
        child.kill('SIGKILL')
        take()?.reject(this.#isClosed ? closing() : requestError(400, 'Invalid image: it cannot be decoded'))
        this.#assign()
      })
    child.once('spawn', () => lowerPriority(child.pid))
    return process
  }
}

type ImageKind = 'vector' | 'pixels'

type Job = {
  readonly kind: ImageKind
  readonly task: ImageTask
  readonly resolve: (answer: ImageAnswer) => void
  readonly reject: (error: Error) => void
}

type ImageProcess = {
  readonly child: ChildProcess
  readonly kind: ImageKind
  job: Job | undefined
  timer: NodeJS.Timeout | undefined
}

const closing = () => requestError(503, 'The lake is closing')

function refusal(answer: ImageAnswer): Error {
  if ('status' in answer) return requestError(answer.status, answer.message)
  return requestError(400, 'Invalid image: it takes too much time or memory to draw')
}

/** An SVG begins with text, at least compressed; the formats of pixels do not. The image library decides in the end. */
async function kindOf(path: string): Promise<ImageKind> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(4096), position: 0 })
    const start = buffer.subarray(0, bytesRead)
    const isCompressed = start[0] === 0x1f && start[1] === 0x8b
    return isCompressed ||
      /<(\?xml|!--|!doctype|[a-z:]*svg)/i.test(start.toString('latin1').replaceAll('\0', ''))
      ? 'vector'
      : 'pixels'
  } finally {
    await file.close()
  }
}

/** What a program needs to start. No setting of the lake reaches a process that reads files of strangers. */
function environment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'LD_LIBRARY_PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP']
  return Object.fromEntries(names.map((name) => [name, process.env[name]]))
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness)
  } catch {
    // Some systems do not allow it. Images then take as much of the machine as the lake.
  }
}
