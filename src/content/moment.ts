import type { Changes } from '#src/addresses/change-history.ts'
import { type Shown, shown } from '#src/addresses/localize.ts'
import type { Locale } from '#src/locales.ts'
import type { Notice, Snapshot } from '#src/model/schema.ts'
import { isWithin, noticeSpan, noticesOf, type PlacedNotice, type Span } from '#src/programme/notice-times.ts'
import { mergedChanges, type SessionChange } from '#src/programme/session-changes.ts'

/** A notice as a page shows it, with the id of the document that it is a field of. Its times are of the zone. */
export type ShownNotice = Pick<Notice, 'from' | 'until'> & {
  readonly id: string
  readonly text: Shown<string>
  readonly timeZone: string
}

/** When a change is marked at its session. */
const markSpan = ({ at }: SessionChange): Span => ({
  from: Date.parse(at),
  until: Date.parse(at) + 86_400_000,
})

/**
 * The moment of a release: what of the content is shown then, and not at other times. Nothing else in a release knows of
 * time. Instants between which nothing begins or ends are one moment: they give the same bytes.
 */
export class Moment {
  /** In milliseconds since 1970. */
  readonly now: number
  readonly #notices: readonly (PlacedNotice & { readonly isShown: boolean })[]
  /** When it began, and when the next one does: the last time at which something begins or ends, and the next one. */
  readonly span: Span

  /** When versions of documents become or became public, in milliseconds since 1970. */
  readonly scheduled: readonly number[]
  readonly #changes: Changes
  readonly #marked: ReadonlyMap<string, SessionChange>

  /**
   * @param now milliseconds since 1970
   * @param changes what changed in each edition, by its id
   * @param scheduled when versions of documents become or became public, in milliseconds since 1970
   */
  constructor(
    snapshot: Pick<Snapshot, 'forum' | 'editions'>,
    now: number,
    changes: Changes = {},
    scheduled: readonly number[] = [],
  ) {
    this.scheduled = scheduled
    this.now = now
    this.#changes = changes
    const all = Object.values(changes).flatMap((list) =>
      list.map((change) => ({ change, span: markSpan(change) })),
    )
    const marked = all.filter(({ span }) => isWithin(span, now)).map(({ change }) => change)
    this.#marked = new Map(
      Array.from(
        Map.groupBy(marked, ({ session }) => session),
        ([session, list]) => [session, list.reduce((earlier, later) => mergedChanges(earlier, later))],
      ),
    )
    const notices = noticesOf(snapshot).map((one) => ({ ...one, span: noticeSpan(one.notice, one.timeZone) }))
    this.#notices = notices.map(({ span, ...one }) => ({ ...one, isShown: isWithin(span, now) }))
    const times = [...notices, ...all]
      .flatMap(({ span: { from, until } }) => [from, until])
      .concat(scheduled)
      .filter((time) => time !== undefined)
    const [past, coming] = [times.filter((time) => time <= now), times.filter((time) => time > now)]
    this.span = {
      from: past.length === 0 ? undefined : Math.max(...past),
      until: coming.length === 0 ? undefined : Math.min(...coming),
    }
  }

  /** When it began, in ISO 8601; undefined where nothing has begun or ended yet. */
  get since(): string | undefined {
    return this.span.from === undefined ? undefined : new Date(this.span.from).toISOString()
  }

  /** What is shown above the pages of an edition, or of none: first what the forum says on all pages. */
  noticesOn = (edition: string | undefined, locale: Locale): readonly ShownNotice[] =>
    this.#noticesFor(edition, locale, ({ isShown }) => isShown)

  /** The same for those who write: also what is over, and what is still to come. */
  everyNoticeOn = (edition: string | undefined, locale: Locale): readonly ShownNotice[] =>
    this.#noticesFor(edition, locale, () => true)

  /** What changed in an edition since it was first published, in the order of time. */
  changesIn = (edition: string): readonly SessionChange[] =>
    Object.hasOwn(this.#changes, edition) ? (this.#changes[edition] ?? []) : []

  /** When something last changed in an edition, in ISO 8601; undefined where nothing did since it was first published. */
  lastChange = (edition: string): string | undefined => this.changesIn(edition).at(-1)?.at

  /** What changed of a session within the last day, as one change: what is marked then. */
  changeOf = (session: string): SessionChange | undefined => this.#marked.get(session)

  #noticesFor(
    edition: string | undefined,
    locale: Locale,
    isWanted: (one: { isShown: boolean }) => boolean,
  ): readonly ShownNotice[] {
    return this.#notices.flatMap((one) => {
      const { id, isOfForum, notice, timeZone } = one
      const text = shown(notice.text, locale)
      if (text === undefined || !(isOfForum || id === edition) || !isWanted(one)) return []
      return [{ id, text, timeZone, from: notice.from, until: notice.until }]
    })
  }
}
