import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type KeyInput, launch } from 'puppeteer-core'

/** A tab of a browser, driven as a reader does: by keys and by clicks. */
export type Tab = {
  open(url: string): Promise<void>
  /** Runs the body of a function in the page. @returns what it returns, which JSON can carry */
  run(body: string): Promise<unknown>
  press(key: Key): Promise<void>
  /** Clicks at a place of the window, in CSS pixels. */
  clickAt(x: number, y: number): Promise<void>
  close(): Promise<void>
}

/** Keys by their names, and characters. */
type Key = keyof typeof keys | (string & {})
const keys = { Tab: '\ue004', Enter: '\ue007', Escape: '\ue00c' } as const
const isNamed = (key: string): key is keyof typeof keys => key in keys

/** The engines, each with the programs that it needs, from Debian. */
export const engines: readonly {
  name: string
  programs: readonly string[]
  newTab: () => Promise<Tab>
}[] = [
  { name: 'Firefox', programs: ['firefox-esr'], newTab: firefoxTab },
  { name: 'WebKit', programs: ['WebKitWebDriver', 'Xvfb'], newTab: webkitTab },
]

/** The path of a program; undefined where it is not installed. */
export function programPath(name: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

async function firefoxTab(): Promise<Tab> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: programPath('firefox-esr') ?? '',
    headless: true,
    defaultViewport: { width: 1000, height: 800 },
    extraPrefsFirefox: { 'intl.accept_languages': 'en-GB' },
  })
  const [page = await browser.newPage()] = await browser.pages()
  return {
    open: async (url) => {
      // A page that leads on to another one at once ends its own loading.
      await page.goto(url, { waitUntil: 'load' }).catch((error: unknown) => {
        if (!String(error).includes('NS_BINDING_ABORTED')) throw error
      })
    },
    run: (body) => page.evaluate(`(() => { ${body} })()`),
    press: (key) => page.keyboard.press(key as KeyInput),
    clickAt: (x, y) => page.mouse.click(x, y),
    close: () => browser.close(),
  }
}

/** By WebDriver, on a screen of its own: WebKit has no window without one. */
async function webkitTab(): Promise<Tab> {
  const display = `:${100 + (process.pid % 400)}`
  const screen = spawn('Xvfb', [display, '-screen', '0', '1200x900x24', '-nolisten', 'tcp'], {
    stdio: 'ignore',
  })
  await until('a screen', () => access(`/tmp/.X11-unix/X${display.slice(1)}`).then(() => true))
  const port = await freePort()
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      LIBGL_ALWAYS_SOFTWARE: '1',
      LANG: 'C.UTF-8',
      // It refuses to run as root with a sandbox.
      ...(process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
    },
  })
  const end = () => Promise.all([ended(driver), ended(screen)])
  try {
    const session = await webdriver(`http://127.0.0.1:${port}`)
    return {
      open: async (url) => {
        await session('url', { url })
      },
      run: (body) => session('execute/sync', { script: body, args: [] }),
      press: async (key) => {
        const value = isNamed(key) ? keys[key] : key
        const actions = [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]
        await session('actions', { actions: [{ type: 'key', id: 'keys', actions }] })
      },
      clickAt: async (x, y) => {
        const actions = [
          { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ]
        await session('actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] })
      },
      close: async () => {
        await session('', undefined).catch(() => {})
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}

/** Begins a session. @returns what sends a command with a body, or ends the session without one */
async function webdriver(driver: string) {
  const send = async (path: string, method: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${driver}/session${path}`, {
      method,
      signal: AbortSignal.timeout(120_000),
      ...(body && { body: JSON.stringify(body) }),
    })
    const { value } = Object(await response.json())
    if (!response.ok) throw new Error(`${path}: ${value?.error} ${value?.message}`)
    return value
  }
  await until('the driver', () => fetch(`${driver}/status`).then(({ ok }) => ok))
  const options = { binary: await miniBrowser(), args: ['--automation'] }
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } }
  const { sessionId } = Object(await send('', 'POST', { capabilities }))
  return (command: string, body: object | undefined) =>
    body ? send(`/${sessionId}/${command}`, 'POST', body) : send(`/${sessionId}`, 'DELETE')
}

/** Debian keeps it beside the library, under the name of the machine. */
async function miniBrowser(): Promise<string> {
  const found = execFileSync('sh', ['-c', 'ls /usr/lib/*/webkit2gtk-4.*/MiniBrowser | head -1'], {
    encoding: 'utf8',
  }).trim()
  if (!found) throw new Error('There is no MiniBrowser of WebKitGTK: install webkit2gtk-driver.')
  return found
}

/** Waits until something is so. @throws {Error} with its name after some seconds */
export async function until(what: string, isSo: () => Promise<unknown>, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1_000
  while (!(await isSo().catch(() => false))) {
    if (performance.now() > end) throw new Error(`This did not come: ${what}`)
    await wait(100)
  }
}

/** Ends a program of ours. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const { promise, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.kill(signal)
  await promise
}

async function freePort(): Promise<number> {
  const server = createServer()
  const { promise, resolve } = Promise.withResolvers<number>()
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    resolve(typeof address === 'object' && address ? address.port : 0)
  })
  const port = await promise
  server.close()
  return port
}
