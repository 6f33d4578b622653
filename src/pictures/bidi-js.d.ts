/** The part of `bidi-js` that is used. Its package has no types. */
declare module 'bidi-js' {
  export default function bidiOf(): {
    /** The level of each UTF-16 code unit (UAX #9): odd ones run from right to left. */
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl'): { levels: Uint8Array }
  }
}
