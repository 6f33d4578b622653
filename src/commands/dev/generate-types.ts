import { resolve } from 'node:path'
import { run } from '../run.ts'
import { sanity } from '../sanity.ts'

/**
 * Writes the TypeScript types of the Studio's schema and of the query results into a file. Takes about half a minute;
 * needs no lake and no network.
 * @throws {SanityCommandError} when the schema or a query is wrong
 */
export async function generateTypes(outFile: string): Promise<void> {
  await sanity(['schema', 'extract', '--force', '--path', '.sanity/schema.json'])
  await sanity(['typegen', 'generate'], { env: { TYPES_FILE: resolve(outFile) } })
}

if (import.meta.main)
  await run(
    {
      call: 'npm run types',
      about: 'Generates src/model/types.ts from the schema of the Studio and the queries.',
    },
    () => generateTypes('src/model/types.ts'),
  )
