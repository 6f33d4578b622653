import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeployError } from './deploy-error.ts'
import type { Destination, Differences } from './deployment.ts'
import { runSystem, type SystemResult } from './system-program.ts'

/**
 * A folder of a server, reached by rsync over ssh. Files are compared by their checksums, since a build writes all of
 * them anew. They are sent beside their places, and renamed when all of a step are there.
 * @param options.workFolder for files that are read from the server
 */
export function serverTarget(
  place: string,
  { folder, workFolder, signal }: { folder: string; workFolder: string; signal?: AbortSignal | undefined },
): Destination {
  let bytes = 0
  const rsync = async (args: readonly string[], options: { input?: string; onLine?: OnLine } = {}) => {
    const all = [...args, itemized, '--stats', '--', `${folder}/`, place]
    const { output } = succeeded(await runSystem('rsync', all, { ...options, env: inEnglish, signal }), place)
    bytes += bytesOver(output)
    return output
  }
  return {
    compare: async () => {
      return differencesIn(await rsync([...recursive, '--checksum', '--delete', '--dry-run']))
    },
    read: async (path) => {
      const copy = join(workFolder, path)
      const args = ['--ignore-times', '--', place + path, copy]
      succeeded(await runSystem('rsync', args, { env: inEnglish, signal }), place)
      return readFile(copy, 'utf8')
    },
    apply: async ({ steps, removed }, onSent) => {
      const onLine = (line: string) => {
        const [, path] = sentPattern.exec(line) ?? []
        if (path !== undefined) onSent(path)
      }
      for (const paths of steps) await rsync(sending, { input: paths.join('\n'), onLine })
      if (removed.length > 0) await rsync(removing)
      return bytes
    },
  }
}

type OnLine = (line: string) => void

const inEnglish = { LC_ALL: 'C.UTF-8' }
const itemized = '--out-format=%i %n'
/** What others put at the root is not removed (`isKept`). */
const recursive = ['--recursive', '--filter=P /.*', '--filter=P /CNAME']
/** The paths of a step come from the input. Files are readable by the web server, whoever may read them here. */
const sending = ['--files-from=-', '--ignore-times', '--delay-updates', '--chmod=Du=rwx,Dgo=rx,Fu=rw,Fgo=r']
/** Sends nothing, neither new files nor others. */
const removing = [...recursive, '--existing', '--ignore-existing', '--delete-after']

const sentPattern = /^<f\S+ (.+)$/

/** @example differencesIn('<f+++++++++ en/a.html\n*deleting   en/b.html\n') → { created: ['en/a.html'], changed: [], removed: ['en/b.html'] } */
function differencesIn(output: string): Differences {
  const paths = (pattern: RegExp) => [...output.matchAll(pattern)].map(([, path = '']) => path)
  return {
    created: paths(/^<f\+{5,} (.+)$/gm),
    changed: paths(/^<f(?!\+{5})\S+ (.+)$/gm),
    // Folders have a slash at their end.
    removed: paths(/^\*deleting +(\S.*)$/gm).filter((path) => !path.endsWith('/')),
  }
}

/** The bytes of both directions, file lists and checksums included, in what `--stats` writes. */
const bytesOver = (output: string): number =>
  [...output.matchAll(/^Total bytes (?:sent|received): (.+)$/gm)].reduce(
    (sum, [, count = '']) => sum + Number(count.replace(/\D/g, '')),
    0,
  )

function succeeded(result: SystemResult, place: string): SystemResult {
  if (result.code === 0) return result
  const said = result.errors
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('rsync error:'))
  throw new DeployError(
    `rsync could not reach ${place}: ${said.join(' ')}`,
    'Try "ssh" to that host. A port or a key of its own stands in ~/.ssh/config, or in RSYNC_RSH ("ssh -p 2222"). The folder above the target must exist, and rsync must be installed there too.',
  )
}
