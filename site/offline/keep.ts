import { asOfText } from '#src/feeds/offline-format.ts'
import { type LaterWords, wordsOfPage } from '../scripts/page-words.ts'
import { failureOf, type KeptPack, keptPacks, type Told, type Wish } from './kept.ts'

/**
 * Keeps an edition in the browser for when there is no network: where a reader asks for it, and by itself for those who have
 * a programme of their own. Loaded by a click on its button, or where such a programme is stored (`loader.ts`).
 */

const root = new URL('./', import.meta.url).href
const [locale = ''] = location.href.slice(root.length).split('/')
/** The key of the reader's own programme, which ends in the id of the edition. */
const key = document.querySelector<HTMLElement>('[data-key]')?.dataset.key ?? ''
const edition = key.replace(/^.*?:/, '')
const pack = `${locale}/feeds/${edition}/offline.json`
/** Where it says that the reader does not want it. */
const declinedKey = `offline:${edition}`
const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker
const box = document.querySelector<HTMLElement>('[data-keep]')
const status = document.createElement('span')
status.setAttribute('role', 'status')
const [first, second] = [box?.querySelector('button') ?? undefined, document.createElement('button')]
second.name = 'remove'
second.type = 'button'
let words: Promise<LaterWords> | undefined
let isBusy = false
/** As between the words beside it. */
const gap = '1.5rem'

if (box) {
  box.prepend(status)
  box.append(second)
  second.hidden = true
  if (first) first.style.marginInlineEnd = gap
  // Another tab may have kept or removed it, and a newer one comes by itself.
  workers?.addEventListener('message', () => isBusy || show().catch(() => {}))
}

/** @param button the one that was pressed; without one, what is wanted is done by itself */
export default async function keep(_part: HTMLElement, button?: HTMLButtonElement): Promise<void> {
  if (isBusy) return
  isBusy = true
  try {
    if (button) await (button.name === 'remove' ? remove() : download())
    else if (!(await kept()) && isWanted()) await download()
    await show()
  } catch (error) {
    // What nobody asked for fails in silence.
    if (button) await say(error instanceof Failed ? error.why : failureOf(error))
  } finally {
    isBusy = false
  }
}

class Failed extends Error {
  readonly why: Extract<Told, { told: 'failed' }>['why']
  constructor(why: Failed['why']) {
    super(why)
    this.why = why
  }
}

/** Whether the reader has a programme of their own, has not declined, and pays no more than usual for what is loaded. */
function isWanted(): boolean {
  const { saveData, effectiveType = '' } = connection() ?? {}
  const chosen: unknown = JSON.parse(localStorage[key] ?? '[]')
  const isDear = saveData || effectiveType.endsWith('2g')
  return Array.isArray(chosen) && chosen.length > 0 && !isDear && localStorage[declinedKey] === undefined
}

/** Not known to all browsers. */
const connection = () =>
  (navigator as { connection?: { saveData?: boolean; effectiveType?: string } }).connection

async function download(): Promise<void> {
  if (!workers) throw new Failed('refused')
  localStorage.removeItem(declinedKey)
  // So that this code is loaded from now on, also for those who have chosen nothing.
  localStorage[key] ??= '[]'
  await workers.register(`${root}sw.js`, { scope: root, updateViaCache: 'none' })
  const text = (await asked()).keeping
  await wished({ wish: 'keep', pack }, (share) => {
    tell(text.replace('{{percent}}', String(Math.round(share * 100))))
  })
}

async function remove(): Promise<void> {
  localStorage[declinedKey] = 'no'
  await wished({ wish: 'remove', pack })
  if ((await keptPacks(root)).length === 0) await (await workers?.getRegistration(root))?.unregister()
  first?.focus()
}

/** Resolves when the worker has done what is wished. @throws {Failed} */
async function wished(wish: Wish, onProgress?: (share: number) => void): Promise<void> {
  const { active } = (await workers?.ready) ?? {}
  const { port1, port2 } = new MessageChannel()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  port1.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.told === 'progress') onProgress?.(data.share)
    else if (data.told === 'done') resolve()
    else reject(new Failed(data.why))
  }
  active?.postMessage(wish, [port2])
  await promise.finally(() => port1.close())
}

/** Without a worker, what it has kept is of no use. */
async function kept(): Promise<KeptPack | undefined> {
  if (!(await workers?.getRegistration(root))) return undefined
  return (await keptPacks(root)).find(({ state }) => state.pack === pack)
}

async function show(): Promise<void> {
  if (!box || !first) return
  const [text, found] = [await asked(), await kept()]
  tell(found ? text.kept.replace('{{time}}', asOfText(found.state, found.state.asOf, Date.now())) : '')
  first.textContent = found ? text.update : text.keep
  second.textContent = text.remove
  second.hidden = !found
}

async function say(why: Failed['why']): Promise<void> {
  const text = await asked()
  await show().catch(() => {})
  tell(text[why])
}

function tell(text: string): void {
  status.textContent = text
  status.style.marginInlineEnd = text === '' ? '' : gap
}

function asked(): Promise<LaterWords> {
  words ??= wordsOfPage(import.meta.url)
  return words
}
