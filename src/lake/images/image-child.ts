import { type ImageFacts, measureImage } from './measure.ts'
import { render } from './render.ts'
import type { Original, Rendition } from './rendition.ts'

/**
 * A process that decodes and encodes images, so that it can be ended: native code in a thread cannot. An image that
 * takes too much ends this process. The lake starts another.
 */

/** What the lake sends: one task at a time. */
export type ImageTask = { readonly limits: ImageLimits } & (
  | { readonly kind: 'measure'; readonly path: string }
  | {
      readonly kind: 'render'
      readonly path: string
      readonly original: Original
      readonly rendition: Rendition
    }
)

/** What one image may take: seconds of processor time, which do not pass while other programs run, and bytes. */
export type ImageLimits = { readonly processorSeconds: number; readonly bytes: number }

/** What comes back. `tooHeavy` is the last message of a process. */
export type ImageAnswer =
  | { readonly facts: ImageFacts }
  | { readonly image: Uint8Array }
  | { readonly status: number; readonly message: string }
  | { readonly tooHeavy: true }

const watchMilliseconds = 50

process.on('message', async (task: ImageTask) => {
  const watch = watchLimits(task.limits)
  const answer = await answerTo(task).catch(
    (error: Error): ImageAnswer => ({
      status: 'status' in error ? Number(error.status) : 500,
      message: 'body' in error ? String(Object(error.body).message) : error.message,
    }),
  )
  clearInterval(watch)
  process.send?.(answer, endWithoutLake)
})
// The lake ended, however it did. An answer that was on its way then fails.
const end = () => process.kill(process.pid, 'SIGKILL')
const endWithoutLake = (error: Error | null) => error && end()
process.on('disconnect', end)

async function answerTo(task: ImageTask): Promise<ImageAnswer> {
  if (task.kind === 'measure') return { facts: await measureImage(task.path) }
  return { image: await (await render(task.path, task.original, task.rendition)).toBuffer() }
}

/** Images are decoded in threads, so this timer runs beside them. */
function watchLimits({ processorSeconds, bytes }: ImageLimits): NodeJS.Timeout {
  const before = process.cpuUsage()
  const watch = setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1e6 <= processorSeconds && process.memoryUsage.rss() <= bytes) return
    clearInterval(watch)
    const tooHeavy: ImageAnswer = { tooHeavy: true }
    process.send?.(tooHeavy, end)
  }, watchMilliseconds)
  return watch
}
