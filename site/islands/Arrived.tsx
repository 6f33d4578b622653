import { useEffect, useState } from 'react'
import type { SelectionChange } from './selection.ts'
import { type Carried, carriedIn } from './session-codes.ts'
import type { Selectable, Sessions, Withdrawn } from './sessions.ts'
import { Title } from './titles.tsx'

export type ArrivedWords = Readonly<
  Record<
    | ('arrived' | 'arrivedNew' | 'arrivedHere' | 'withdrawn' | 'unknown' | 'cancelled')
    | ('takeAll' | 'takeOnly' | 'leave' | 'taken' | 'takenOnly'),
    string
  >
>

/** What a link to this page carries, until the reader has decided; `decided` takes it out of the address. */
export function useCarried(sessions: Sessions): [Carried | undefined, () => void] {
  const [fragment, setFragment] = useState('')
  useEffect(() => {
    const read = () => setFragment(location.hash)
    read()
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  const decided = () => {
    history.replaceState(null, '', location.pathname + location.search)
    setFragment('')
  }
  return [carriedIn(fragment, idsOf(sessions)), decided]
}

/** The ids that links of an edition know. */
export const idsOf = ({ sessions, withdrawn }: Sessions): readonly string[] =>
  [...sessions, ...withdrawn].map(({ id }) => id)

/** Sessions from another device: what is new, what is there already, what is no longer; and what becomes of the reader's own. */
export function Arrived({
  carried,
  sessions,
  chosen,
  words,
  onDecided,
}: {
  carried: Carried
  sessions: Sessions
  chosen: readonly string[]
  words: ArrivedWords
  /** With no change, all stays. */
  onDecided: (text?: string, change?: SelectionChange) => void
}) {
  const isCarried = ({ id }: Withdrawn) => carried.ids.includes(id)
  const arrived = sessions.sessions.filter(isCarried)
  const isHere = ({ id }: Withdrawn) => chosen.includes(id)
  const add = arrived.filter((session) => !isHere(session)).map(({ id }) => id)
  const others = chosen.filter((id) => !carried.ids.includes(id))
  const lists: readonly (readonly [string, readonly (Withdrawn | Selectable)[]])[] = [
    [words.arrivedNew, arrived.filter((session) => !isHere(session))],
    [words.arrivedHere, arrived.filter(isHere)],
    [words.withdrawn, sessions.withdrawn.filter(isCarried)],
  ]
  return (
    <section className="arrived" aria-labelledby="arrived">
      <h2 id="arrived" tabIndex={-1} ref={focused}>
        {words.arrived}
      </h2>
      {lists.map(
        ([heading, list]) =>
          list.length > 0 && (
            <div key={heading}>
              <h3>{heading}</h3>
              <ul>
                {list.map((session) => (
                  <li key={session.id}>
                    <Title of={session} />
                    {'status' in session && session.status === 'cancelled' && ` · ${words.cancelled}`}
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
      {carried.unknown > 0 && <p>{words.unknown.replace('{{count}}', `${carried.unknown}`)}</p>}
      <div className="bar">
        {add.length > 0 && (
          <button type="button" onClick={() => onDecided(words.taken, { add, remove: [] })}>
            {words.takeAll}
          </button>
        )}
        {arrived.length > 0 && others.length > 0 && (
          <button type="button" onClick={() => onDecided(words.takenOnly, { add, remove: others })}>
            {words.takeOnly}
          </button>
        )}
        <button type="button" onClick={() => onDecided()}>
          {words.leave}
        </button>
      </div>
    </section>
  )
}

/** What the reader came for. */
const focused = (heading: HTMLElement | null) => heading?.focus()
