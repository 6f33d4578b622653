/** Under which name a device keeps its reader's selection of an edition: a list of ids of sessions. */
export const selectionKey = ({ _id }: { _id: string }): string => `programme:${_id}`

/** What a session is to the reader's own programme; `from` and `to` are milliseconds since 1970 UTC. */
export type Selectable = {
  id: string
  title: string
  /** Where the title is in another language than the page. */
  lang?: string
  href: string
  from: number
  to: number
  part: string
  colour: number
  room?: string
  status?: 'moved' | 'cancelled'
}

/** A session that is no longer in the edition's programme, under its last title. */
export type Withdrawn = { id: string; title: string; lang?: string }

/** What `sessions.json` beside the page holds. */
export type Sessions = { sessions: readonly Selectable[]; withdrawn: readonly Withdrawn[] }
