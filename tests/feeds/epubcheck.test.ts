import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { contents, storedContent } from './feed-sources.ts'
import { congress, congressEdition, filesOf, withHostile } from './whole-editions.ts'

const checker = ['/usr/share/java/epubcheck.jar', '/usr/bin/epubcheck'].find((jar) =>
  spawnSync('java', ['-jar', jar, '--version'], { encoding: 'utf8' }).stdout?.includes('EPUBCheck'),
)

/** Of each language one. */
const books = {
  'the congress in French': filesOf(congressEdition, congress, 'fr'),
  'hostile texts in English': filesOf(congressEdition, withHostile, 'en'),
  'the default content in Spanish': filesOf(
    'edition-2019',
    storedContent(contents['the default content'].documents),
    'es',
  ),
}

it.skipIf(checker === undefined).each(Object.entries(books))(
  'epubcheck (apt-get install epubcheck) finds nothing in the book of %s',
  async (_name, { epub }) => {
    const folder = mkdtempSync(join(tmpdir(), 'epub-'))
    try {
      const file = join(folder, 'edition.epub')
      writeFileSync(file, await epub())
      const { stdout, stderr } = spawnSync('java', ['-jar', checker ?? '', file], { encoding: 'utf8' })
      expect(`${stdout}${stderr}`).toMatch(/No errors or warnings detected/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)
