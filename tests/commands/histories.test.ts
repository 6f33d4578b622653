import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { localeOf, type Subject } from '#src/addresses/paths.ts'
import { nextBestPage } from '#src/addresses/table.ts'
import { lakeClient } from '#src/client/client.ts'
import { ServedFolder } from '#src/commands/dev/served-folder.ts'
import { openLake } from '#src/commands/local-lake.ts'
import { readConfig } from '#src/config.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf, locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { ContentFaultsError } from '#src/release/failures.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { makeRelease } from '#src/release/release.ts'
import { type Edit, edit, initialState, publishEdit, type State } from '../addresses/histories.ts'
import { stored } from '../seed/stored.ts'
import { temporaryFolder } from './project.ts'

/** Seeds of histories that together contain every kind of edit, redirects, gone pages and take-overs. */
const seeds = process.env.LONG ? [10, 12, 23, 47, 60] : [10]
const base = '/forum/'
const site = `https://example.org${base}`

it.each(seeds)(
  'history %i: each old address answers correctly after each release',
  async (seed) => {
    const folder = temporaryFolder()
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const config = readConfig({ DATA_DIR: join(folder, 'data'), LAKE_PORT: '3933', SITE_URL: site })
    if (config.lake.kind !== 'embedded') throw new Error('A project id is set.')
    const lake = await openLake(config, config.lake)
    onTestFinished(() => lake.close())
    const outDir = join(folder, 'dist')
    const served = await ServedFolder.open(base)
    onTestFinished(() => served.close())
    const release = async () => {
      const earlierLedger = () => readLedger(config, 'dataDir')
      const { headers } = await makeRelease(config, { outDir, earlierLedger, host: 'netlify' })
      await served.show(outDir, headers)
    }

    let state = initialState(stored)
    await release()
    expect(await wrongAnswers(served, state)).toEqual([])
    for (const nextEdit of historyOf(seed)) {
      const { state: next, step, wanted } = publishEdit(state, nextEdit)
      if (step.refused) {
        // The lake refuses a change that would leave a reference without its document.
        const written = await write(config, state.documents, wanted).then(
          () => true,
          () => false,
        )
        if (written) {
          await expect(release()).rejects.toThrow(ContentFaultsError)
          await write(config, wanted, state.documents)
        }
      } else if (next.documents !== state.documents) {
        await write(config, state.documents, next.documents)
        await release()
      }
      state = next
      expect([nextEdit, await wrongAnswers(served, state)]).toEqual([nextEdit, []])
      const rules = readFileSync(join(outDir, '_redirects'), 'utf8').split('\n')
      const inBase = (address: string) => base + address.slice(1)
      expect(rules.slice(0, -1)).toEqual(
        state.table.past.retired.map(({ address, target }) =>
          target === undefined
            ? `${inBase(address)} ${inBase(address)} 410!`
            : `${inBase(address)} ${inBase(target)} 301!`,
        ),
      )
    }
  },
  600_000,
)

const historyOf = (seed: number): readonly Edit[] =>
  fc.sample(fc.array(edit, { minLength: 8, maxLength: 8 }), { seed, numRuns: 1 })[0] ?? []

/** Changes the lake's content from one state to another, in one transaction. */
async function write(
  config: Parameters<typeof lakeClient>[0],
  before: readonly RawDocument[],
  after: readonly RawDocument[],
): Promise<void> {
  const transaction = lakeClient(config).transaction()
  for (const document of after) {
    if (!before.includes(document)) transaction.createOrReplace<RawDocument>(document)
  }
  const kept = new Set(after.map(({ _id }) => _id))
  for (const { _id } of before) if (!kept.has(_id)) transaction.delete(_id)
  await transaction.commit()
}

/** Requests every address that was ever published, and every permalink. @returns the wrong answers */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: what each kind of old address answers, side by side.
async function wrongAnswers(served: ServedFolder, { table, owners }: State): Promise<string[]> {
  const server = createServer(served.listener)
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  const { port } = server.address() as AddressInfo
  const ask = async (address: string) => {
    const response = await fetch(`http://localhost:${port}${base}${address.slice(1)}`)
    const html = (await response.text()).replaceAll('&#39;', "'")
    const found = (pattern: RegExp) => pattern.exec(html)?.[1]
    return {
      status: response.status,
      lang: found(/<html lang="([^"]+)"/),
      refresh: found(/http-equiv="refresh" content="([^"]+)"/),
      canonical: found(/rel="canonical" href="([^"]+)"/),
      heading: found(/<h1[^>]*>([^<]*)</),
      html,
    }
  }
  const problems: string[] = []
  const check = (address: string, wrong: Record<string, boolean>) => {
    for (const [what, isWrong] of Object.entries(wrong)) if (isWrong) problems.push(`${address}: ${what}`)
  }
  try {
    for (const [address, owner] of owners) {
      const locale = localeOf(address) ?? 'en'
      const [kind, id] = owner.split(' ')
      const subject = { kind, id } as Subject
      const present = table.addresses.entries.find(
        (entry) => entry.locale === locale && entry.subject.kind === kind && entry.subject.id === id,
      )?.address
      const answer = await ask(address)
      check(address, {
        status: answer.status !== 200,
        language: answer.lang !== languageOf(locale).lang,
        oembed: !answer.html.includes(`${base}${locale}/feeds/${id}/oembed.json"`),
      })
      if (present === address) {
        // The canonical of a page that falls back is the page in the source language.
        const own = locales.map((one) => table.addresses.of(one.locale, subject.kind, subject.id))
        check(address, {
          'is no page': answer.refresh !== undefined,
          canonical: !own.some((one) => one && answer.canonical === new URL(one.slice(1), site).href),
        })
      } else if (present !== undefined) {
        const target = await ask(present)
        check(address, {
          refresh: answer.refresh !== `0; url=${base}${present.slice(1)}`,
          canonical: answer.canonical !== new URL(present.slice(1), site).href,
          chain: target.status !== 200 || target.refresh !== undefined,
        })
      } else {
        const nextBest = nextBestPage(table, locale, subject).address
        check(address, {
          'does not say that it is gone': answer.heading !== goneHeading(subject, locale),
          'leads elsewhere':
            answer.refresh !== undefined || !answer.html.includes(`href="${base}${nextBest.slice(1)}"`),
          'leads nowhere': (await ask(nextBest)).status !== 200,
        })
      }
    }
    for (const { kind, id } of Object.values(table.ledger.permalinks)) {
      const { status, html } = await ask(`/s/${id}/`)
      check(`/s/${id}/`, { status: status !== 200 })
      for (const { locale } of locales) {
        const address =
          kind === 'strategySection'
            ? table.addresses.of(locale, 'strategy', 'strategy')
            : table.addresses.of(locale, kind, id)
        const expected =
          address === undefined && kind !== 'strategySection'
            ? `>${goneHeading({ kind }, locale)}<`
            : `href="${base}${address?.slice(1)}`
        check(`/s/${id}/`, { [locale]: !html.includes(expected) })
        if (kind === 'strategySection') continue
        const embed = await ask(`/${locale}/embed/${id}/`)
        const lead = address ?? nextBestPage(table, locale, { kind, id }).address
        check(`/${locale}/embed/${id}/`, {
          status: embed.status !== 200,
          lead: !embed.html.includes(`href="${base}${lead.slice(1)}`),
        })
        const oembed = await ask(`/${locale}/feeds/${id}/oembed.json`)
        check(`/${locale}/feeds/${id}/oembed.json`, {
          status: oembed.status !== 200,
          gone: address === undefined && !oembed.html.includes(goneHeading({ kind }, locale)),
        })
      }
    }
  } finally {
    await new Promise((closed) => void server.close(closed))
  }
  return problems
}

function goneHeading({ kind }: { kind: string }, locale: Locale): string {
  const t = wordsOf(locale)
  if (kind === 'session') return t('gone.title.session')
  return kind === 'part' ? t('gone.title.part') : t('gone.title.page')
}
