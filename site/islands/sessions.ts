/** The `localStorage` key of the reader's selection of an edition: a list of session ids. */
export const selectionKey = ({ _id }: { _id: string }): string => `programme:${_id}`

/** The `localStorage` key of when something had last changed in an edition, as the reader knows; `loader.ts` writes it too. */
export const changesKey = (edition: string): string => `changes:${edition}`

/** A session as the “my programme” page needs it; `from` and `to` are milliseconds since 1970 UTC. */
export type Selectable = {
  id: string
  title: string
  /** Set where the title is not in the page's language. */
  lang?: string
  href: string
  from: number
  to: number
  /** Its part by number and title, and that it is a plenary. */
  place: readonly Named[]
  rooms: readonly Named[]
  /** Of its part. */
  strand?: string
  status?: 'moved' | 'movedRoom' | 'movedBoth' | 'cancelled'
}

/** A text, with its language where that is not the page's. */
export type Named = { text: string; lang?: string }

/** A session that is no longer in the edition's programme, with its last title. */
export type Withdrawn = { id: string; title: string; lang?: string }

/** The content of `sessions.json`. */
export type Sessions = { sessions: readonly Selectable[]; withdrawn: readonly Withdrawn[] }
