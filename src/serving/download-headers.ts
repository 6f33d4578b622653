import { create } from 'content-disposition'

/**
 * The headers of a file that is to be saved under a name and never shown: what editors upload runs nothing on the site.
 * Without a name browsers take the end of its address.
 */
export const downloadHeaders = (name?: string): Readonly<Record<string, string>> => ({
  ...dispositionOf(name),
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
})

/**
 * `Content-Disposition` with a name in UTF-8 and its letters without accents for old programs (RFC 6266, appendix D).
 * The value is ASCII, has no `$`, and at most some 1,000 characters for a name of 240 bytes.
 */
export const dispositionOf = (name?: string): Readonly<Record<string, string>> => ({
  'Content-Disposition':
    name === undefined ? 'attachment' : create(name, { fallback: inAscii(name) }).replaceAll('$', '%24'),
})

const inAscii = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’ʼ]/g, "'")
    .replace(/[^A-Za-z0-9 .,'()_-]/gu, '_')
