import type { SanityClient } from '@sanity/client'
import { documentTypes, type RawDocument } from '#src/model/schema.ts'
import { type Edit, measuredRooms, sessionEdits, wideEdits } from './edit-kinds.ts'
import { type Distribution, distributionOf } from './figures.ts'
import { cpuOf, memoryOf } from './measured.ts'
import { MeasuredProject } from './measured-project.ts'
import { Reader } from './served.ts'
import { contentWith } from './stored-content.ts'
import { allFive, type EditFigures } from './targets.ts'

export type ServedFigures = {
  readonly edits: readonly EditFigures[]
  /** Memory of `npm start` with all its processes after the edits, in bytes. */
  readonly memory: number
  /** Milliseconds from the start until site and Studio are there, in a new copy of the project. */
  readonly start: number
  /** Milliseconds between two questions for a page. */
  readonly intervals: Distribution
}

/**
 * `npm start`, and edits that are published one after another: how long until all pages that were asked for show each.
 * An edit begins once the one before is served and its work has ended.
 * @param limit milliseconds that the start, one edit, and all edits together may take; after that, fewer are made
 */
export async function measureEdits(
  sessions: number,
  {
    count,
    wide,
    limit,
    report,
  }: {
    count: number
    wide: number
    limit: number
    report: (kind: string, milliseconds: number) => void
  },
): Promise<ServedFigures> {
  const project = await MeasuredProject.open(limit)
  try {
    const data = project.newFolder('data')
    const documents = contentWith(sessions)
    await project.fill(data, [...documents, ...measuredRooms(documents)])
    const startedAt = performance.now()
    const running = await project.start('start', data, `:${project.ports.site}`)
    const at = (port: number) => new Reader(`http://localhost:${port}`)
    const { ports } = project
    const [site, studio, preview] = [at(ports.site), at(ports.studio), at(ports.preview)]
    try {
      for (const reader of [site, studio]) await reader.whenReady(limit)
      const start = performance.now() - startedAt
      await preview.whenReady(limit)
      // The pictures of the first release are part of the start.
      await settled(running.pid, limit)
      const client = project.client()
      const deadline = performance.now() + limit
      const stored = (): Promise<RawDocument[]> =>
        client.fetch('*[_type in $types] | order(_id)', { types: documentTypes })
      const publish = async (edits: readonly Edit[]) => {
        const times: Time[] = []
        for (const edit of edits) {
          if (performance.now() > deadline) break
          await settled(running.pid)
          const cpu = cpuOf(running.pid)
          const milliseconds = await served(client, site, edit, limit)
          times.push({ kind: edit.kind, milliseconds, cpu: cpuOf(running.pid) - cpu })
          report(edit.kind, milliseconds)
        }
        return times
      }
      const five = await publish(sessionEdits(await stored(), count))
      const others = await publish(wideEdits(await stored(), wide))
      const edits = [
        ...byKind(five, sessions),
        figuresOfEdits(five, sessions, allFive),
        ...byKind(others, sessions),
      ]
      return { edits, memory: memoryOf(running.pid), start, intervals: distributionOf(site.intervals) }
    } finally {
      for (const reader of [site, studio, preview]) reader.close()
      await running.end()
    }
  } finally {
    project.close()
  }
}

/** Milliseconds from sending an edit to the lake until all pages show it. @throws where one shows it before */
async function served(client: SanityClient, site: Reader, edit: Edit, limit: number): Promise<number> {
  for (const { address, text } of edit.shown)
    if ((await site.page(address)).includes(text)) throw new Error(`${address} already shows "${text}"`)
  const transaction = edit.commit(client.transaction())
  const sentAt = performance.now()
  const [shownAt] = await Promise.all([site.whenShown(edit.shown, limit), transaction.commit()])
  return shownAt - sentAt
}

/** Resolves once a process and its children have rested for a tenth of a second. @param limit milliseconds at the latest */
async function settled(pid: number, limit = 3000): Promise<void> {
  const deadline = performance.now() + limit
  for (let before = Number.NaN; performance.now() < deadline; ) {
    const cpu = cpuOf(pid)
    if (cpu - before <= 10) return
    before = cpu
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

type Time = { readonly kind: string; readonly milliseconds: number; readonly cpu: number }

const byKind = (times: readonly Time[], sessions: number): readonly EditFigures[] =>
  [...Map.groupBy(times, ({ kind }) => kind)].map(([kind, group]) => figuresOfEdits(group, sessions, kind))

const figuresOfEdits = (times: readonly Time[], sessions: number, kind: string): EditFigures => ({
  ...{ sessions, kind },
  times: distributionOf(times.map(({ milliseconds }) => milliseconds)),
  cpu: distributionOf(times.map(({ cpu }) => cpu)).median,
})
