// @vitest-environment jsdom
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { sourceWords } from '#src/rules/review.ts'
import { defaultContent } from '#src/seed/index.ts'
import { packOf } from '#studio/translation/pack/pack.ts'
import { packLines } from '#studio/translation/pack/pack-lines.ts'
import { readXliff } from '#studio/translation/pack/xliff-reader.ts'
import { xliffOf } from '#studio/translation/pack/xliff-writer.ts'
import { documentTasks } from '#studio/translation/tasks.ts'

// Debian's Python has it, whatever other Python there is.
const python = '/usr/bin/python3'
const isThere = spawnSync(python, ['-c', 'import translate.storage.xliff']).status === 0
const script = resolve(import.meta.dirname, 'toolkit.py')

it.skipIf(!isThere)(
  'translate-toolkit (apt-get install translate-toolkit) translates a pack of all default content, and all of it is taken',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'pack-'))
    try {
      const shown = documentTasks(defaultContent, 'fr')
      const pack = packOf(defaultContent, shown, { where: 'all', target: 'fr' })
      const [sent, back] = [join(folder, 'sent.xlf'), join(folder, 'back.xlf')]
      writeFileSync(sent, xliffOf(pack))
      const { status, stderr } = spawnSync(python, [script, sent, back], { encoding: 'utf8' })
      expect(stderr).toBe('')
      expect(status).toBe(0)
      const { lines } = packLines(readXliff(readFileSync(back, 'utf8')), defaultContent, { asReviewed: true })
      expect(lines.length).toBe(pack.documents.reduce((sum, { texts }) => sum + texts.length, 0))
      for (const { verdict, source, translation, edit } of lines) {
        // An acronym is in capital letters already.
        expect(verdict).toBe(translation === source.toUpperCase() ? 'confirmed' : 'taken')
        expect(edit?.reviewed).toBe(true)
        expect(sourceWords(edit?.value)).toBe(source.toUpperCase())
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)
