import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { ArchiveError, unpack } from '#src/commands/transfer/archive.ts'
import { identifyAssets } from '#src/commands/transfer/import-assets.ts'
import { planImport, withAssets } from '#src/commands/transfer/import-plan.ts'
import { type Parts, writeArchive } from './archives.ts'

/** The problems of importing an archive into an empty lake. Checks that nothing is written but copies of its files. */
async function problemsOf(parts: Parts): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'x.tar.gz')
  await writeArchive(file, parts)
  mkdirSync(join(folder, 'copies'))
  const { signal } = new AbortController()
  try {
    const archive = await unpack(file, join(folder, 'copies'), signal)
    const problems: string[] = []
    const assets = new Map(
      [...(await identifyAssets(archive, problems, signal))].map(([name, { id }]) => [name, id]),
    )
    const lines = withAssets(archive.lines, assets, problems)
    planImport(lines, { existing: new Map(), assets, ledger: emptyLedger, onExisting: 'refuse' }, problems)
    return problems
  } catch (error) {
    if (error instanceof ArchiveError) return error.problems
    throw error
  } finally {
    expect(readdirSync(folder)).toEqual(['copies', 'x.tar.gz'])
    expect(readdirSync(join(folder, 'copies')).filter((name) => !/^\d+$/.test(name))).toEqual([])
  }
}

const room = { _id: 'room-a', _type: 'room', name: [] }
const hash = 'a'.repeat(40)
const picture = {
  _id: 'edition-a',
  _type: 'edition',
  image: { _type: 'image', _sanityAsset: 'image@file://./images/a.png' },
}
it.each([
  [
    'a line that is not JSON',
    { lines: [room, '{"_id": "x"'] },
    ['Line 2 is not a document with an _id and a _type.'],
  ],
  [
    'a document without an id',
    { lines: [{ _type: 'room' }] },
    ['Line 1 is not a document with an _id and a _type.'],
  ],
  ['an id twice', { lines: [room, '', room] }, ['Lines 1 and 3 both have the id "room-a".']],
  ['an invalid id', { lines: [{ ...room, _id: 'a b' }] }, ['Line 1: Malformed document ID: "a b".']],
  [
    'a reference that leads nowhere',
    { lines: [{ ...room, other: { _type: 'reference', _ref: 'gone' } }] },
    ['Line 1: "room-a" refers to "gone", which is neither in the archive nor in the lake.'],
  ],
  ['an image that is missing', { lines: [picture] }, ['Line 1: images/a.png is not in the archive.']],
  [
    'an image on another site',
    { lines: [{ ...picture, image: { _sanityAsset: 'image@https://example.org/a.png' } }] },
    ['Line 1: "image@https://example.org/a.png" is not an image or file of the archive.'],
  ],
  [
    'a file that is not an image',
    { lines: [picture], files: { 'images/a.png': 'no picture' } },
    [
      'images/a.png: Invalid image: the file is not an image of a known format.',
      'Line 1: images/a.png is not in the archive.',
    ],
  ],
  [
    'a file whose bytes do not match its name',
    { lines: [room], files: { [`files/${hash}.pdf`]: 'other' } },
    [`files/${hash}.pdf is damaged: its bytes do not match the hash in its name.`],
  ],
  [
    'documents of assets',
    { lines: [{ _id: `image-${hash}-1x1-png`, _type: 'sanity.imageAsset' }] },
    ['Line 1: this document belongs to an image or a file; export without --raw.'],
  ],
  [
    'an assets.json that is not JSON',
    { lines: [room], files: { 'assets.json': '[' } },
    ['assets.json is not JSON.'],
  ],
  [
    'more metadata of assets than is held in memory',
    { lines: [room], files: { 'assets.json': new Uint8Array(64 * 2 ** 20 + 1) } },
    ['"export/assets.json" is too large (67108865 bytes; at most 67108864).'],
  ],
  [
    'a document that is larger than any',
    { lines: [room, { ...room, _id: 'b', text: 'x'.repeat(33 * 2 ** 20) }] },
    ['Line 2 is too large (34603054 characters; at most 33554432).'],
  ],
  [
    'a document that is nested without end',
    { lines: [`{"_id":"a","_type":"room","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`] },
    ['Line 1: Document is nested more than 100 levels deep.'],
  ],
  [
    'two lists of documents',
    { lines: [room], files: { 'more.ndjson': '' } },
    ['It contains 2 lists of documents (.ndjson) instead of one.'],
  ],
  [
    'a path that leads outside',
    { lines: [room], entries: [{ header: { name: '../../evil.txt', size: 4 }, body: 'evil' }] },
    ['"../../evil.txt" is outside the archive.'],
  ],
  [
    'an absolute path',
    { lines: [room], entries: [{ header: { name: '/tmp/evil.txt', size: 4 }, body: 'evil' }] },
    ['"/tmp/evil.txt" is outside the archive.'],
  ],
  [
    'links',
    {
      lines: [room],
      entries: [
        {
          header: {
            name: 'export/images/a.png',
            size: 0,
            type: 'symlink' as const,
            linkname: '/etc/passwd',
          },
        },
        { header: { name: 'export/files/b', size: 0, type: 'link' as const, linkname: '/etc/passwd' } },
      ],
    },
    [
      '"export/images/a.png" is a symlink: only files can be imported.',
      '"export/files/b" is a link: only files can be imported.',
    ],
  ],
])(
  'an archive with %s is refused, and nothing is written outside the given folder',
  async (_, parts, problems) => {
    expect(await problemsOf(parts)).toEqual(problems)
  },
)
