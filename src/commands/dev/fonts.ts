import { readFile, writeFile } from 'node:fs/promises'
import subsetFont from 'subset-font'
import { coreCharacters, restCharacters } from '#site/fonts/characters.ts'
import { run } from '../run.ts'

/** `npm run fonts`: cuts the font files of `site/fonts/` from the whole typeface, for the weights that pages use. */
await run(
  { call: 'npm run fonts', about: 'Cuts the font files of site/fonts/ from the whole typeface.' },
  async () => {
    const whole = await readFile(
      'node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
    )
    for (const [name, characters] of [
      ['core', coreCharacters],
      ['rest', restCharacters],
    ] as const) {
      const cut = await subsetFont(whole, characters, {
        targetFormat: 'woff2',
        variationAxes: { wght: { min: 200, max: 650 } },
      })
      await writeFile(`site/fonts/${name}.woff2`, cut)
      console.log(`site/fonts/${name}.woff2: ${cut.length} bytes, ${[...characters].length} characters`)
    }
  },
)
