import { Fragment, type ReactNode, useEffect, useState } from 'react'
import { overlapsOf } from '#src/programme/conflicts.ts'
import { dateText } from '#src/programme/date-text.ts'
import { Arrived, type ArrivedWords, idsOf, useCarried } from './Arrived.tsx'
import { type ElsewhereWords, OtherDevice, OwnCalendar, QrCode, useCode } from './Elsewhere.tsx'
import { type SelectionChange, undoing, useSelection } from './selection.ts'
import { fragmentOf } from './session-codes.ts'
import type { Selectable, Sessions, Withdrawn } from './sessions.ts'
import { canStore } from './stored-selection.ts'
import { formatterFor, type OwnTimes, ownTimesOf } from './times.ts'
import { Filled, Title } from './titles.tsx'

/** Words in the page's language; the island fills in placeholders in double braces. */
export type MyProgrammeWords = Readonly<
  Record<
    | ('empty' | 'toProgramme' | 'loading' | 'failed' | 'retry' | 'remove' | 'removed' | 'undo' | 'undone')
    | ('quoted' | 'times' | 'editionTimes' | 'ownTimes' | 'dayAfter' | 'withdrawn' | 'print' | 'overlaps')
    | ('cancelled' | 'moved' | 'movedRoom' | 'movedBoth' | 'off'),
    string
  >
> &
  ArrivedWords &
  ElsewhereWords

type Props = {
  /** The key of the selection in `localStorage`. */
  storageKey: string
  timeZone: string
  intl: string
  /** The address of `sessions.json`, which lists the sessions of the edition. */
  source: string
  programme: string
  /** The address of the edition's calendar, that of the page on which to subscribe to it, and the name of the reader's own. */
  calendar: string
  subscription: string | undefined
  fileName: string
  words: MyProgrammeWords
}

/** The reader's selection of an edition, once its sessions are loaded. */
export function MyProgramme(props: Props) {
  const { sessions, failed, retry } = useSessions(props.source)
  const { words } = props
  if (failed)
    return (
      <p role="alert">
        {words.failed}{' '}
        <button type="button" onClick={retry}>
          {words.retry}
        </button>
      </p>
    )
  return sessions ? <Selection {...props} {...{ sessions }} /> : <p role="status">{words.loading}</p>
}

/** The reader's selection in the order of time, with overlapping sessions marked, and with sessions that were withdrawn since. */
function Selection({ sessions, ...props }: Props & { sessions: Sessions }) {
  const { timeZone, intl, programme, words } = props
  const [chosen, select] = useSelection(props.storageKey)
  const [carried, decided] = useCarried(sessions)
  const [told, setTold] = useState<Told>()
  const [inOwnTimes, setInOwnTimes] = useState(false)
  const selected = sessions.sessions.filter(({ id }) => chosen.includes(id))
  const link = selected.length > 0 ? linkOf(selected, sessions) : ''
  const [code, drawCode] = useCode(link)
  const withdrawn = sessions.withdrawn.filter(({ id }) => chosen.includes(id))
  const overlaps = overlapsOf(
    selected
      .filter(({ status }) => status !== 'cancelled')
      .map(({ id, from, to }) => ({ id, start: from, end: to })),
  )
  const times = ownTimesOf(selected, timeZone, intl)
  const zone = inOwnTimes && times ? times.timeZone : timeZone
  const change = (text: ReactNode, done: SelectionChange) => {
    select(done)
    setTold({ text, undo: undoing(done) })
  }
  const remove = (session: Withdrawn) =>
    change(<Filled text={words.removed} values={[<Title key="" of={session} quoted={words.quoted} />]} />, {
      add: [],
      remove: [session.id],
    })
  const undo = (back: SelectionChange) => {
    select(back)
    const restored = back.remove.length === 0 && back.add.length === 1 ? back.add[0] : undefined
    setTold(restored === undefined ? { text: words.undone } : undefined)
    const place = restored === undefined ? '.told [role]' : `[data-session="${CSS.escape(restored)}"]`
    focusLater(place)
  }
  const printWithCode = async () => {
    // Without it the paper has the sessions all the same.
    await drawCode().catch(() => {})
    print()
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
  const isEmpty = selected.length + withdrawn.length === 0
  const back = told?.undo
  // Days are those of the times that stand there: in the reader's own time, the reader's own.
  const days = Map.groupBy(selected, ({ from }) => formatterFor(zone).day(from))

  return (
    <>
      {carried && (
        <Arrived
          {...{ carried, sessions, chosen, words }}
          onDecided={(text, done) => {
            decided()
            if (done) change(text, done)
            else focusLater('.told [role]')
          }}
        />
      )}
      <p className="told">
        <span role="status" tabIndex={-1}>
          {told?.text}
        </span>
        {back && (
          <button type="button" key={JSON.stringify(back)} ref={focused} onClick={() => undo(back)}>
            {words.undo}
          </button>
        )}
      </p>
      {(isEmpty || !canStore()) && (
        <p>
          {canStore() ? words.empty : words.off} <a href={programme}>{words.toProgramme}</a>
        </p>
      )}
      {!isEmpty && (
        <>
          <div className="bar">
            {times && <ZoneChoice {...{ words, times, inOwnTimes, setInOwnTimes }} />}
            <button type="button" onClick={() => void printWithCode()}>
              {words.print}
            </button>
          </div>
          <OwnCalendar {...props} {...{ chosen }} />
          {link !== '' && <OtherDevice {...{ link, code, words }} onOpen={() => void drawCode()} />}
          {code && (
            <figure>
              <QrCode {...{ code, label: words.code }} />
              <figcaption>{words.code}</figcaption>
            </figure>
          )}
        </>
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

/** The address of this page with sessions of it. */
const linkOf = (selected: readonly Selectable[], sessions: Sessions): string =>
  location.origin +
  location.pathname +
  fragmentOf(
    selected.map(({ id }) => id),
    idsOf(sessions),
  )

/** What was done, and what undoes it. */
type Told = { text: ReactNode; undo?: SelectionChange }

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

/** Where what had the focus is gone. */
const focusLater = (place: string) =>
  requestAnimationFrame(() => document.querySelector<HTMLElement>(place)?.focus())

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
