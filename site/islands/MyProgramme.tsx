import { Fragment, type ReactNode, useEffect, useState } from 'react'
import { overlapsOf } from '#src/programme/conflicts.ts'
import { dateText } from '#src/programme/date-text.ts'
import { canStore, onSelection, readSelection, writeSelection } from './selection.ts'
import type { Selectable, Sessions, Withdrawn } from './sessions.ts'
import { formatterFor, type OwnTimes, ownTimesOf } from './times.ts'

/** Words in the page's language; the island fills in placeholders in double braces. */
export type MyProgrammeWords = Readonly<
  Record<
    | ('empty' | 'toProgramme' | 'loading' | 'failed' | 'retry' | 'remove' | 'removed' | 'undo' | 'overlaps')
    | ('quoted' | 'times' | 'editionTimes' | 'ownTimes' | 'dayAfter' | 'withdrawn' | 'print')
    | ('cancelled' | 'moved' | 'movedRoom' | 'movedBoth' | 'off'),
    string
  >
>

type Props = {
  /** The key of the selection in `localStorage`. */
  storageKey: string
  timeZone: string
  intl: string
  /** The address of `sessions.json`, which lists the sessions of the edition. */
  source: string
  programme: string
  words: MyProgrammeWords
}

/** The reader's selection in the order of time, with overlapping sessions marked, and with sessions that were withdrawn since. */
export function MyProgramme({ storageKey, timeZone, intl, source, programme, words }: Props) {
  const { sessions, failed, retry } = useSessions(source)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [removed, setRemoved] = useState<Withdrawn>()
  const [inOwnTimes, setInOwnTimes] = useState(false)
  useEffect(() => {
    const read = () => setChosen(readSelection(storageKey))
    read()
    return onSelection(read)
  }, [storageKey])

  if (failed)
    return (
      <p role="alert">
        {words.failed}{' '}
        <button type="button" onClick={retry}>
          {words.retry}
        </button>
      </p>
    )
  if (!sessions) return <p role="status">{words.loading}</p>

  const selected = sessions.sessions.filter(({ id }) => chosen.includes(id))
  const withdrawn = sessions.withdrawn.filter(({ id }) => chosen.includes(id))
  const overlaps = overlapsOf(
    selected
      .filter(({ status }) => status !== 'cancelled')
      .map(({ id, from, to }) => ({ id, start: from, end: to })),
  )
  const times = ownTimesOf(selected, timeZone, intl)
  const zone = inOwnTimes && times ? times.timeZone : timeZone
  const change = (ids: readonly string[]) => {
    writeSelection(storageKey, ids)
    setChosen(ids)
  }
  const remove = (session: Withdrawn) => {
    change(readSelection(storageKey).filter((id) => id !== session.id))
    setRemoved(session)
  }
  const restore = ({ id }: Withdrawn) => {
    change([...readSelection(storageKey).filter((other) => other !== id), id])
    setRemoved(undefined)
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-session="${CSS.escape(id)}"]`)?.focus(),
    )
  }
  const row = (session: Selectable) => (
    <Row
      key={session.id}
      session={session}
      overlaps={(overlaps.get(session.id) ?? []).flatMap((id) => selected.filter((other) => other.id === id))}
      {...{ intl, zone, words }}
      onRemove={() => remove(session)}
    />
  )
  // Days are those of the times that stand there: in the reader's own time, the reader's own.
  const days = Map.groupBy(selected, ({ from }) => formatterFor(zone).day(from))

  return (
    <>
      <p className="told">
        <span role="status">
          {removed && (
            <Filled text={words.removed} values={[<Title key="" of={removed} quoted={words.quoted} />]} />
          )}
        </span>
        {removed && (
          <button type="button" key={removed.id} ref={focused} onClick={() => restore(removed)}>
            {words.undo}
          </button>
        )}
      </p>
      {selected.length + withdrawn.length === 0 ? (
        <p>
          {canStore() ? words.empty : words.off} <a href={programme}>{words.toProgramme}</a>
        </p>
      ) : (
        <div className="bar">
          {times && <ZoneChoice {...{ words, times, inOwnTimes, setInOwnTimes }} />}
          <button type="button" onClick={() => print()}>
            {words.print}
          </button>
        </div>
      )}
      {[...days].map(([day, rows]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 className="day-title" id={`day-${day}`}>
            {dayTitle(day, intl)}
          </h2>
          <ol className="thread">{rows.map(row)}</ol>
        </section>
      ))}
      {withdrawn.length > 0 && (
        <section aria-labelledby="withdrawn">
          <h2 id="withdrawn">{words.withdrawn}</h2>
          <ul className="plain">
            {withdrawn.map((session) => (
              <li key={session.id}>
                <Title of={session} /> <Remove {...{ session, words }} onRemove={() => remove(session)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Loads the sessions; `retry` loads them again after a failure. */
function useSessions(source: string) {
  const [sessions, setSessions] = useState<Sessions>()
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt must load again.
  useEffect(() => {
    setFailed(false)
    fetch(source)
      .then((response) => (response.ok ? response.json() : Promise.reject(response)))
      .then(setSessions, () => setFailed(true))
  }, [source, attempt])
  return { sessions, failed, retry: () => setAttempt(attempt + 1) }
}

function Row({
  session,
  overlaps,
  intl,
  zone,
  words,
  onRemove,
}: {
  session: Selectable
  overlaps: readonly Selectable[]
  intl: string
  zone: string
  words: MyProgrammeWords
  onRemove: () => void
}) {
  const { from, to, status } = session
  const place = [...session.place, ...session.rooms]
  const shown = formatterFor(zone)
  const endsLater = shown.day(to) !== shown.day(from)
  const names = new Intl.ListFormat(intl).formatToParts(overlaps.map(({ id }) => id))
  return (
    <li className={`row ring${status === 'cancelled' ? ' cancelled' : ''}`} data-part={session.strand}>
      <p className="when">
        <time dateTime={new Date(from).toISOString()}>{shown.time(from)}</time>
        <span className="hidden">–</span>
        <time dateTime={new Date(to).toISOString()}>{shown.time(to)}</time>
      </p>
      <div className="what">
        <h3 className="row-title">
          <a className="quiet" href={session.href} data-session={session.id}>
            <Title of={session} />
          </a>
        </h3>
        {endsLater && (
          <p className="small">
            {shown.time(to)} {words.dayAfter}
          </p>
        )}
        {status && <p className="status">{words[status]}</p>}
        {overlaps.length > 0 && (
          <p className="overlap">
            <Filled
              text={words.overlaps}
              values={names.map(({ type, value }) => {
                const other = type === 'element' && overlaps.find(({ id }) => id === value)
                return other ? <Title key={value} of={other} quoted={words.quoted} /> : value
              })}
            />
          </p>
        )}
        {place.length > 0 && (
          <p className="soft small">
            {place.map(({ text, lang }, index) => (
              <Fragment key={text}>
                {index > 0 && '\u00a0· '}
                {lang ? <span lang={lang}>{text}</span> : text}
              </Fragment>
            ))}
          </p>
        )}
        <Remove {...{ session, words, onRemove }} />
      </div>
    </li>
  )
}

function Remove({
  session,
  words,
  onRemove,
}: {
  session: Withdrawn
  words: MyProgrammeWords
  onRemove: () => void
}) {
  return (
    <button
      type="button"
      className="small"
      aria-label={`${words.remove}, ${session.title}`}
      onClick={onRemove}
    >
      {words.remove}
    </button>
  )
}

function ZoneChoice({
  words,
  times,
  inOwnTimes,
  setInOwnTimes,
}: {
  words: MyProgrammeWords
  times: OwnTimes
  inOwnTimes: boolean
  setInOwnTimes: (inOwnTimes: boolean) => void
}) {
  const choices = [
    [false, words.editionTimes],
    [true, words.ownTimes.replace('{{zone}}', () => times.name).replace('{{offset}}', () => times.offset)],
  ] as const
  return (
    <fieldset>
      <legend className="hidden">{words.times}</legend>
      {choices.map(([choice, label]) => (
        <label key={label}>
          <input
            type="radio"
            name="zone"
            checked={inOwnTimes === choice}
            onChange={() => setInOwnTimes(choice)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

/** A title, marked with its language. `quoted` puts it in quotation marks, for use in a sentence. */
function Title({ of: { title, lang }, quoted = '{{title}}' }: { of: Withdrawn; quoted?: string }) {
  return (
    <Filled
      text={quoted}
      values={[
        lang ? (
          <span lang={lang} key="">
            {title}
          </span>
        ) : (
          title
        ),
      ]}
    />
  )
}

/** A text with its one placeholder replaced by `values`. */
function Filled({ text, values }: { text: string; values: readonly ReactNode[] }) {
  const [before, after] = text.split(/\{\{\w+\}\}/)
  return (
    <>
      {before}
      {values}
      {after}
    </>
  )
}

/** Focuses the undo button when it appears, since the button that was pressed is gone. */
const focused = (button: HTMLButtonElement | null) => button?.focus()

const dayTitle = (day: string, intl: string) => {
  const format = new Intl.DateTimeFormat(intl, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  })
  return dateText(format.formatToParts(Date.parse(day)), intl)
}
