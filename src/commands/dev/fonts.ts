import { readFile, writeFile } from 'node:fs/promises'
import subsetFont from 'subset-font'
import { coreCharacters, restCharacters } from '#site/fonts/characters.ts'
import { run } from '../run.ts'

/** `npm run fonts`: makes the font files of `site/fonts/`, subsets of the typeface with the weights that pages use. */
await run(
  { call: 'npm run fonts', about: 'Makes the font files of site/fonts/, subsets of the typeface.' },
  async () => {
    const fullFont = await readFile(
      'node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
    )
    for (const [name, characters] of [
      ['core', coreCharacters],
      ['rest', restCharacters],
    ] as const) {
      const subset = await subsetFont(fullFont, characters, {
        targetFormat: 'woff2',
        variationAxes: { wght: { min: 200, max: 650 } },
      })
      await writeFile(`site/fonts/${name}.woff2`, subset)
      console.log(`site/fonts/${name}.woff2: ${subset.length} bytes, ${[...characters].length} characters`)
    }
  },
)
