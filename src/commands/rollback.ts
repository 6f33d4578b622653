import { readConfig } from '#src/config.ts'
import { ReleaseStore, releasesFolder } from '#src/release/store/release-store.ts'
import { UsageError } from './errors.ts'
import { run } from './run.ts'
import { releaseText, timeText } from './terminal.ts'

/** `npm run rollback`: shows an earlier release again, or lists those that are kept. */
await run(
  {
    call: 'npm run rollback',
    about: 'Shows the release before again, until the next publication.',
    options: {
      to: { value: 'NUMBER', about: 'the release to show, of those that are kept' },
      list: { about: 'lists the releases that are kept, and changes nothing' },
    },
  },
  async ({ to, list }) => {
    const folder = releasesFolder(readConfig(process.env))
    const store = await ReleaseStore.open(folder)
    const { current, previous } = store
    if (list) {
      console.log(listText(store, folder))
      return
    }
    if (to !== undefined && !/^\d+$/.test(to))
      throw new UsageError(`--to is "${to}"; it must be the number of a release, as --list shows them.`)
    const number = to === undefined ? previous?.number : Number(to)
    if (current === undefined || number === undefined)
      throw new UsageError(
        current === undefined
          ? `There is no release in ${folder}.`
          : `There is no release before release ${current.number}, which is shown.`,
      )
    const shown = await store.rollBackTo(number)
    const difference =
      shown === current ? 'It was shown already.' : changesText(store, current.number, number)
    const forth =
      shown === store.newest
        ? 'It is the newest one.'
        : 'The next publication goes forth again: it shows what is published then, and nothing is lost until then.'
    console.log(`The site shows ${releaseText(shown)}. ${difference}\n${forth}`)
  },
)

function listText(store: ReleaseStore, folder: string): string {
  const releases = store.releases()
  if (releases.length === 0) return `There is no release in ${folder}.`
  const rows = releases.map(({ number, time, count }, index) => {
    const before = releases[index - 1]
    const changes = before ? changesText(store, before.number, number) : ''
    const mark = number === store.current?.number ? '→' : ' '
    return `${mark} ${String(number).padStart(5)}  ${timeText(time)}  ${String(count).padStart(6)} files  ${changes}`.trimEnd()
  })
  return `Releases in ${folder}, the newest last; → is shown:\n\n${rows.join('\n')}`
}

/** @example '2 files added, 21 changed, 1 gone.' */
function changesText(store: ReleaseStore, from: number, to: number): string {
  const { added, changed, gone } = store.compare(from, to)
  const counts = [
    [added.length, 'added'],
    [changed.length, 'changed'],
    [gone.length, 'gone'],
  ] as const
  const found = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return found.length === 0 ? 'No file differs.' : `Files: ${found.join(', ')}.`
}
