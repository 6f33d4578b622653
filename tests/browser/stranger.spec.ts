import { once } from 'node:events'
import { createServer } from 'node:http'
import { type APIRequestContext, chromium as launcher, type Page } from '@playwright/test'
import { chromium } from './chromium.ts'
import { expect, test } from './running.ts'

/** What the lake holds, drafts included: whatever a stranger does, it stays the same. */
async function everything(request: APIRequestContext, lake: string): Promise<unknown> {
  const answer = await request.get(`${lake}/v1/data/query/production?query=*[]{_id, _rev}`)
  return (await answer.json()).result
}

const forged = { mutations: [{ createOrReplace: { _id: 'forged', _type: 'forum' } }] }

/** Everything that a page can try against an address that is not its own; what it got, by the name of the way. */
function attack(page: Page, lake: string, image: string) {
  return page.evaluate(
    async ({ lake, image, body }) => {
      const query = `${lake}/v1/data/query/production?query=*`
      const mutate = `${lake}/v1/data/mutate/production`
      const late = () => new Promise<string>((settled) => setTimeout(settled, 60_000, 'no answer'))
      const outcome = (work: Promise<string>) => Promise.race([work.catch(() => 'nothing'), late()])
      const element = (make: () => HTMLElement, target: Node = document.body) =>
        new Promise<string>((settled) => {
          const made = make()
          made.onload = () => settled('loaded')
          made.onerror = () => settled('nothing')
          target.appendChild(made)
        })
      const read = (init: RequestInit) => outcome(fetch(query, init).then((answer) => answer.text()))
      const write = (headers: Record<string, string>, mode: RequestMode) =>
        outcome(fetch(mutate, { method: 'POST', body, headers, mode }).then((answer) => answer.text()))
      const form = Object.assign(document.createElement('form'), {
        method: 'post',
        action: mutate,
        enctype: 'text/plain',
        target: 'frame',
      })
      form.append(Object.assign(document.createElement('input'), { name: body.slice(0, -1), value: '}' }))
      const frame = Object.assign(document.createElement('iframe'), { name: 'frame' })
      document.body.append(frame, form)
      const sent = new Promise<string>((settled) => {
        frame.onload = () => {
          try {
            settled(frame.contentDocument?.body.textContent || 'nothing')
          } catch {
            settled('nothing')
          }
        }
      })
      form.submit()
      const stream = (address: string) =>
        new Promise<string>((settled) => {
          const source = new EventSource(address)
          source.addEventListener('welcome', () => settled('welcome'))
          source.onerror = () => settled('nothing')
        })
      const socket = () =>
        new Promise<string>((settled) => {
          const opened = new WebSocket(`${lake.replace('http', 'ws')}/v1/socket/production`)
          opened.onopen = () => settled('open')
          opened.onerror = () => settled('nothing')
        })
      return {
        read: await read({}),
        readAsMember: await read({ credentials: 'include' }),
        readWithoutCors: await read({ mode: 'no-cors' }),
        write: await write({ 'Content-Type': 'application/json' }, 'cors'),
        writeAsText: await write({ 'Content-Type': 'text/plain' }, 'cors'),
        writeWithoutCors: await write({ 'Content-Type': 'text/plain' }, 'no-cors'),
        form: await outcome(sent),
        beacon: navigator.sendBeacon(mutate, body) && 'sent',
        script: await outcome(element(() => Object.assign(document.createElement('script'), { src: query }))),
        image: await outcome(element(() => Object.assign(document.createElement('img'), { src: image }))),
        stream: await outcome(stream(`${lake}/v1/data/listen/production?query=*`)),
        live: await outcome(stream(`${lake}/v1/data/live/events/production`)),
        socket: await outcome(socket()),
      }
    },
    { lake, image, body: JSON.stringify(forged) },
  )
}

const nothing = {
  read: 'nothing',
  readAsMember: 'nothing',
  readWithoutCors: '',
  write: 'nothing',
  writeAsText: 'nothing',
  writeWithoutCors: '',
  form: 'nothing',
  beacon: 'sent',
  script: 'nothing',
  image: 'nothing',
  stream: 'nothing',
  live: 'nothing',
  socket: 'nothing',
}

test('a page of another site reads nothing and writes nothing', async ({ page, request, running }) => {
  const site = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Stranger</title>')
  }).listen(0)
  await once(site, 'listening')
  const address = site.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const before = await everything(request, running.lake)
  const images = await request.get(
    `${running.lake}/v1/data/query/production?query=*[_type == "sanity.imageAsset"][0].url`,
  )
  const image: string = (await images.json()).result
  expect((await request.get(image)).status()).toBe(200)
  try {
    for (const host of [`http://127.0.0.1:${port}`, `http://stranger.localhost:${port}`]) {
      for (const lake of [running.lake, running.lake.replace('//', '//local.')]) {
        await page.goto(host)
        expect([host, lake, await attack(page, lake, image)]).toEqual([host, lake, nothing])
      }
    }
    expect(await everything(request, running.lake)).toEqual(before)
  } finally {
    site.close()
  }
})

test('a name that is made to lead here reads nothing and writes nothing', async ({ request, running }) => {
  const before = await everything(request, running.lake)
  const { port } = new URL(running.lake)
  const { args, ...options } = await chromium()
  const browser = await launcher.launch({
    ...options,
    args: [...args, '--host-resolver-rules=MAP rebound.example 127.0.0.1'],
  })
  try {
    const page = await browser.newPage()
    const refused = {
      statusCode: 403,
      error: 'Forbidden',
      message: 'This lake does not answer to that host',
    }
    const lake = `http://rebound.example:${port}`
    const response = await page.goto(`${lake}/v1/data/query/production?query=*`)
    expect([response?.status(), await response?.json()]).toEqual([403, refused])
    const written = await page.evaluate(
      (body) => fetch('/v1/data/mutate/production', { method: 'POST', body }).then((answer) => answer.json()),
      JSON.stringify(forged),
    )
    expect(written).toEqual(refused)
    expect(await everything(request, running.lake)).toEqual(before)
  } finally {
    await browser.close()
  }
})
