/** What a build refuses, and the Studio refuses to publish. */
export const faultCodes = [
  'missing',
  'wrongShape',
  'notWhole',
  'notADate',
  'notATime',
  'notATimeZone',
  'notASlug',
  'noDocument',
  'brokenReference',
  'endsBeforeStart',
  'noSuchTime',
  'addressTaken',
] as const

export type FaultCode = (typeof faultCodes)[number]

/** What editors are told, and what stops nothing. */
export type WarningCode =
  | 'missingTranslation'
  | 'glossary'
  | 'missingAlt'
  | 'unsafeLink'
  | 'outsideEdition'
  | ConflictKind

/**
 * - `roomConflict`: two sessions in one room.
 * - `contributorConflict`: somebody takes part in two sessions.
 * - `duringBreak`: something takes place during a break, in whichever room: a break is everybody's.
 * - `sameTime`: two sessions, neither with a room. Simultaneous sessions are meant to be in different rooms, so
 *   this asks for them; where one of the two has a room, nothing is said.
 */
export type ConflictKind = 'roomConflict' | 'contributorConflict' | 'duringBreak' | 'sameTime'
