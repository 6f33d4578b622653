/** Faults: the build and the Studio's publish action refuse content that has one. */
export const faultCodes = [
  'missing',
  'missingEverywhere',
  'wrongShape',
  'notWhole',
  'notADate',
  'notATime',
  'notATimeZone',
  'notASlug',
  'notADownload',
  'noDocument',
  'brokenReference',
  'otherEdition',
  'endsBeforeStart',
  'lastDayBeforeFirst',
  'untilBeforeFrom',
  'noSuchTime',
  'addressTaken',
  'tooLong',
  'tooMany',
  'tooLarge',
  'yearOutOfRange',
  'reserved',
  'notAnId',
  'sameId',
  'notAnImage',
  'damagedAsset',
  'notAFile',
  'noAsset',
  'emptyCrop',
  'notOnTheMap',
  'notAColour',
  'lowContrast',
  'notAMark',
  'markWithParts',
  'emptyMark',
  'heavyMark',
] as const

export type FaultCode = (typeof faultCodes)[number]

/** Warnings: editors see them, and they stop neither a build nor publishing. */
export type WarningCode =
  | 'missingTranslation'
  | 'glossary'
  | 'missingAlt'
  | 'unsafeLink'
  | 'deadLink'
  | 'deadLinkMeant'
  | 'outsideEdition'
  | 'missingSortName'
  | 'longNotice'
  | 'contributorTwice'
  | ConflictKind

/**
 * - `roomConflict`: two sessions in one room.
 * - `contributorConflict`: a contributor takes part in two sessions at once.
 * - `duringBreak`: something takes place during a break. A break applies to all rooms.
 * - `sameTime`: two sessions at once, neither with a room or in plenary. Simultaneous sessions should be in different rooms, so
 *   the warning asks for them. There is none where one of the two has a room.
 */
export type ConflictKind = 'roomConflict' | 'contributorConflict' | 'duringBreak' | 'sameTime'
