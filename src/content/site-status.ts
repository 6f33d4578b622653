import { z } from 'zod'
import { locales } from '#src/locales.ts'
import { faultCodes } from '#src/model/codes.ts'
import type { Fault } from '#src/rules/findings.ts'

/**
 * What the publisher does, or what keeps it from its work:
 * - `heldBack`: something is published that the site cannot show
 * - `waitingForLake`: the lake does not answer; the publisher asks again by itself
 * - `notListening`: what is published from now on makes no release
 */
export const siteStates = ['live', 'publishing', 'heldBack', 'waitingForLake', 'notListening'] as const
export type SiteState = (typeof siteStates)[number]

/** Why there is no release: faults of the content, no lake, nobody who listens, or anything else. */
export const failureKinds = ['faults', 'lake', 'listening', 'program'] as const
export type FailureKind = (typeof failureKinds)[number]

/** A release that was published, and how long it took: times in ISO 8601, durations in milliseconds. */
export type ReleaseFacts = {
  readonly number: number
  readonly time: string
  readonly pages: number
  /** How many files were new or changed. */
  readonly changed: number
  /** How many pages changed, each language of a page counted, as the Studio counts them; where it is known. */
  readonly changedPages?: number | undefined
  readonly milliseconds: number
  readonly steps: { readonly read: number; readonly make: number; readonly store: number }
  /** How many pictures follow it. */
  readonly following: number
  /** How many versions should be public by now and are not, since each would bring a fault; left out where none is. */
  readonly heldBack?: number | undefined
}

/** What the publisher tells of its work. */
export type PublisherEvent =
  /** The renderer is built, which takes some seconds. */
  | { readonly kind: 'building' }
  | { readonly kind: 'began' }
  | ({ readonly kind: 'released' } & ReleaseFacts)
  /** What is published is what the site shows already. */
  | { readonly kind: 'unchanged' }
  /** Pictures were made; so many are still to follow. */
  | { readonly kind: 'pictures'; readonly following: number }
  /** There is no release of what is published. `text` says why, for the terminal. */
  | {
      readonly kind: 'failed'
      readonly failure: FailureKind
      readonly text: string
      readonly faults: readonly Fault[]
    }

/** What is told of the backups of the lake on this machine. `time` is in ISO 8601. */
export type BackupEvent =
  | { readonly kind: 'backedUp'; readonly time: string }
  | { readonly kind: 'notBackedUp'; readonly text: string }

/** The state of the site, as it is kept in `DATA_DIR`. It is for the operator: the text may name folders. */
export type SiteStatus = {
  readonly state: SiteState
  /** The last release that was published. */
  readonly release?: Omit<ReleaseFacts, 'following'>
  /** Its pictures that follow it: how many are made, of how many. */
  readonly pictures?: { readonly made: number; readonly of: number }
  /** Why the site does not show what is published; gone when it does. */
  readonly failure?: Failure
  /** Since when the site does not show what is published. */
  readonly heldBackSince?: string
  /** Since the publisher started. */
  readonly totals: Totals
  /** The last backup of the lake on this machine, or since when none could be made; in ISO 8601. */
  readonly backup?: { readonly time?: string; readonly failedSince?: string }
}

type Failure = {
  readonly kind: FailureKind
  readonly time: string
  readonly text: string
  readonly faults: readonly Fault[]
}

/** How many releases there were, how long their steps took together in milliseconds, and how many failures of each kind. */
export type Totals = {
  readonly releases: number
  readonly steps: ReleaseFacts['steps']
  readonly failures: Readonly<Record<FailureKind, number>>
}

export const initialStatus: SiteStatus = {
  state: 'publishing',
  totals: {
    releases: 0,
    steps: { read: 0, make: 0, store: 0 },
    failures: { faults: 0, lake: 0, listening: 0, program: 0 },
  },
}

/** The status after an event. `time` is now, in ISO 8601. */
export function statusAfter(
  status: SiteStatus,
  event: PublisherEvent | BackupEvent,
  time: string,
): SiteStatus {
  const { failure, heldBackSince, ...rest } = status
  // A release that began before the connection ended does not bring it back.
  const state = status.state === 'notListening' ? status.state : 'live'
  const kept = status.state === 'notListening' && failure ? { failure } : {}
  switch (event.kind) {
    case 'building':
      return status
    case 'backedUp':
      return { ...status, backup: { time: event.time } }
    case 'notBackedUp':
      return { ...status, backup: { failedSince: time, ...status.backup } }
    case 'began':
      return { ...status, state: 'publishing' }
    case 'unchanged':
      return { ...rest, ...kept, state }
    case 'pictures': {
      const { made, of } = status.pictures ?? { made: 0, of: event.following }
      return { ...status, pictures: { made: Math.max(made, of - event.following), of } }
    }
    case 'released': {
      const { kind, following, ...release } = event
      const { pictures, totals, ...others } = rest
      return {
        ...others,
        ...kept,
        state,
        release,
        ...(following > 0 && { pictures: { made: 0, of: following } }),
        totals: { ...totals, releases: totals.releases + 1, steps: sum(totals.steps, release.steps) },
      }
    }
    case 'failed': {
      const { failure: kind, text, faults } = event
      const { totals } = status
      return {
        ...status,
        state: stateOfFailure[kind],
        failure: { kind, time, text, faults },
        // Nothing need be published that the site does not show: it only would not learn of it.
        ...(kind !== 'listening' && { heldBackSince: heldBackSince ?? time }),
        totals: { ...totals, failures: { ...totals.failures, [kind]: totals.failures[kind] + 1 } },
      }
    }
  }
}

const stateOfFailure = {
  faults: 'heldBack',
  lake: 'waitingForLake',
  listening: 'notListening',
  program: 'heldBack',
} as const satisfies Record<FailureKind, SiteState>

const sum = (a: ReleaseFacts['steps'], b: ReleaseFacts['steps']): ReleaseFacts['steps'] => ({
  read: a.read + b.read,
  make: a.make + b.make,
  store: a.store + b.store,
})

/**
 * What anybody may read of a status, as `/status.json` has it: counts, times, states, and of each fault its place and
 * its code. Titles and values are left out, since what is held back is on no page yet; so is the text of a failure,
 * which may name folders of the machine. The Studio has the content, and words the faults itself.
 * @param shown the release that the site shows, which may be an earlier one after going back
 */
export function publicStatus(
  { state, release, pictures, failure, heldBackSince, backup }: SiteStatus,
  shown: Shown | undefined,
): PublicStatus {
  return {
    state,
    ...(shown && { shown }),
    ...(release && { release }),
    ...(pictures && { pictures }),
    ...(heldBackSince !== undefined && { heldBackSince }),
    ...(backup && { backup }),
    ...(failure && {
      failure: {
        kind: failure.kind,
        time: failure.time,
        faults: failure.faults.map(({ documentId, documentType, path, locale, code }) => ({
          documentId,
          documentType,
          path,
          ...(locale && { locale }),
          code,
        })),
      },
    }),
  }
}

type Shown = { readonly number: number; readonly time: string }

/** The status that a site answers with; undefined for anything else. */
export function parsedStatus(value: unknown): PublicStatus | undefined {
  return publicSchema.safeParse(value).data
}

const count = z.number().nonnegative()
const publicSchema = z.object({
  state: z.enum(siteStates),
  shown: z.object({ number: count, time: z.string() }).readonly().optional(),
  release: z
    .object({
      number: count,
      time: z.string(),
      pages: count,
      changed: count,
      changedPages: count.optional(),
      milliseconds: count,
      steps: z.object({ read: count, make: count, store: count }).readonly(),
    })
    .readonly()
    .optional(),
  pictures: z.object({ made: count, of: count }).readonly().optional(),
  heldBackSince: z.string().optional(),
  backup: z.object({ time: z.string().optional(), failedSince: z.string().optional() }).readonly().optional(),
  failure: z
    .object({
      kind: z.enum(failureKinds),
      time: z.string(),
      faults: z
        .array(
          z
            .object({
              documentId: z.string(),
              documentType: z.string(),
              path: z.string(),
              locale: z.enum(locales.map(({ locale }) => locale)).optional(),
              code: z.enum(faultCodes),
            })
            .readonly(),
        )
        .readonly(),
    })
    .readonly()
    .optional(),
})

export type PublicStatus = z.output<typeof publicSchema>
