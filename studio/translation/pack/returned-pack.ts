import type { Locale } from '#src/locales.ts'
import type { MarkedText } from '../marked-text.ts'

/** A pack as it came back, whatever the form of its file. */
export type ReturnedPack = { where: string; source: Locale; target: Locale; units: readonly ReturnedUnit[] }

export type ReturnedUnit = {
  id: string
  /** The text that it is a part of, with the hashes of the text and of its translation when they went out. */
  text: string
  sourceHash: string
  targetHash: string
  /** The hash of the translation of this unit when it went out. */
  sentHash: string
  /** Undefined where the marks are not well nested. */
  source: MarkedText | undefined
  target: MarkedText | undefined
  /** The words of the translation, whatever its marks. */
  words: string
  /** The language that the translation says it is in, where it says so. */
  language?: string
  /** What the tool says of the translation. */
  progress: 'none' | 'translated' | 'final'
}

/** Why nothing can be read from a file. */
export class UnreadablePackError extends Error {
  readonly reason: 'kind' | 'tooLarge' | 'notXml' | 'doctype' | 'otherPack' | 'language' | 'broken'
  constructor(reason: UnreadablePackError['reason'], options?: ErrorOptions) {
    super(`The pack cannot be read: ${reason}`, options)
    this.name = 'UnreadablePackError'
    this.reason = reason
  }
}

/** More units than all texts of an organisation have. */
export const maxReturnedUnits = 50_000
