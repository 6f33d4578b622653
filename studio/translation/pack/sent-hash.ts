import { sourceHash } from '#src/rules/review.ts'
import { type MarkedText, tagged } from '../marked-text.ts'

/** The hash of the translation of a unit with its marks, as it went out; empty where there was none. */
export const sentHash = (text: MarkedText | undefined): string =>
  text === undefined ? '' : sourceHash(tagged(text))
