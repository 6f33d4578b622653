import { expect, test } from 'vitest'
import { problemBefore, problemWithin, refusalOf } from '#studio/uploads/upload-problem.ts'

const file = (name: string, size = 10, type = '') => ({ name, size, type })
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

test.each([
  [file('a.jpg', 0), 'image', 'empty'],
  [file('a.pdf', 0), 'file', 'empty'],
  [file('a.mov', 2 ** 30), 'file', 'tooLarge'],
  [file('IMG_0001.HEIC'), 'image', 'heic'],
  [file('photo', 10, 'image/heif'), 'image', 'heic'],
  [file('IMG_0001.HEIC'), 'file', undefined],
  [file('Agenda.PDF'), 'file', undefined],
  [file('setup.exe'), 'file', 'wrongKind'],
  [file('page.html'), 'file', 'wrongKind'],
  [file('notes'), 'file', 'wrongKind'],
  [file('a.jpg'), 'image', undefined],
] as const)('before %j is read as an %s, its problem is %s', (given, kind, problem) => {
  expect(problemBefore(given, kind)).toBe(problem)
})

test.each([
  ['a.jpg', '\xff\xd8\xff\xe0', undefined],
  ['a.png', '\x89PNG\r\n', undefined],
  ['a.gif', 'GIF89a', undefined],
  ['a.webp', 'RIFF\x24\0\0\0WEBP', undefined],
  ['a.avif', '\0\0\0\x20ftypavif', undefined],
  ['a.avif', '\0\0\0\x20ftypmif1\0\0\0\0mif1avif', undefined],
  ['a.tif', 'II*\0', undefined],
  ['a.svg', '\xef\xbb\xbf\n<!-- drawn -->\n<svg>', undefined],
  ['a.svg', '<?xml version="1.0"?>', undefined],
  ['a.jpg', '\0\0\0\x18ftypheic', 'heic'],
  ['a.jpg', '\0\0\0\x18ftypmif1', 'heic'],
  ['a.jpg', '%PDF-1.4', 'notAnImage'],
  ['a.png', '<!doctype html>', 'notAnImage'],
  ['a.bmp', 'BM', 'notAnImage'],
] as const)('an image %s that begins with %j has the problem %s', (name, head, problem) => {
  expect(problemWithin(name, bytes(head), 'image')).toBe(problem)
})

test.each([
  ['a.pdf', '\n%PDF-1.7', undefined],
  ['a.docx', 'PK\x03\x04', undefined],
  ['a.doc', '\xd0\xcf\x11\xe0', undefined],
  ['a.doc', '{\\rtf1', undefined],
  ['notes', 'anything', undefined],
  ['a.mp3', '\0', undefined],
  ['a.PDF', '<!doctype html>', 'damaged'],
  ['a.docx', '\0\0\0\0', 'damaged'],
  ['a.xls', '\0\0', 'damaged'],
] as const)('a file %s that begins with %j has the problem %s', (name, head, problem) => {
  expect(problemWithin(name, bytes(head), 'file')).toBe(problem)
})

test.each([
  [{ statusCode: 413, message: 'x' }, 'tooLarge'],
  [{ statusCode: 507, message: 'x' }, 'noRoom'],
  [{ statusCode: 400, message: 'Invalid image: the file is empty' }, 'empty'],
  [{ statusCode: 400, message: 'Invalid image: the format "heif" is not supported' }, 'heic'],
  [{ statusCode: 400, message: 'Invalid image: the file is damaged or not complete' }, 'damaged'],
  [{ statusCode: 400, message: 'Invalid image: it has more than 256 million pixels' }, 'tooManyPixels'],
  [{ statusCode: 400, message: 'Invalid image: the file is not an image of a known format' }, 'notAnImage'],
  [{ statusCode: 403, message: 'Insufficient permissions' }, 'refused'],
  [new TypeError('Failed to fetch'), 'unreachable'],
])('the refusal %j means %s', (error, problem) => {
  expect(refusalOf(error)).toBe(problem)
})
