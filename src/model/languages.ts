import { locales } from '#src/locales.ts'

/**
 * The languages that may be spoken in a session, as BCP 47 tags: those of the site, then those of the United Nations and
 * of large memberships.
 */
export const spokenLanguages = [
  ...new Set([
    ...locales.map(({ lang }) => lang),
    ...(['pt', 'ar', 'zh', 'ko', 'ru', 'sw', 'tr', 'id'] as const),
    ...(['ca', 'de', 'it', 'ja', 'hi', 'fa', 'nl', 'uk', 'vi', 'th'] as const),
  ]),
]
export type SpokenLanguage = (typeof spokenLanguages)[number]

/**
 * The sign languages that sessions may be in, by their tags (ISO 639-3): international sign, then those of large
 * memberships. Their names are words of ours (`sign.…`), since `Intl` has none.
 */
export const signLanguages = [
  ...(['ils', 'ase', 'bfi', 'fsl', 'fcs', 'ssp', 'csc', 'mfs', 'csn', 'aed', 'csg'] as const),
  ...(['bzs', 'psr', 'sfs', 'xki', 'kvk', 'csl', 'tsm'] as const),
]
type SignLanguage = (typeof signLanguages)[number]

export const isSpokenLanguage = (tag: string): tag is SpokenLanguage =>
  spokenLanguages.some((one) => one === tag)
export const isSignLanguage = (tag: string): tag is SignLanguage => signLanguages.some((one) => one === tag)
