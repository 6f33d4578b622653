import { join, resolve } from 'node:path'
import { shownTarget } from '#src/deploy-target.ts'
import { DeployError } from './deploy-error.ts'
import { type Destination, type Differences, isKept } from './deployment.ts'
import { runSystem, type SystemOptions, type SystemResult } from './system-program.ts'

/**
 * A branch of a git repository, as GitHub Pages and others publish one. A deployment is one commit on top of the branch,
 * or none where nothing has changed; it is never forced. The repository's own objects tell what has to be sent.
 * @param options.workFolder for a repository that holds the last commit of the branch without its files
 */
export function branchTarget(
  { repository, branch }: { repository: string; branch: string },
  { folder, workFolder, signal }: { folder: string; workFolder: string; signal?: AbortSignal | undefined },
): Destination {
  const address = /^\.{0,2}\//.test(repository) ? resolve(repository) : repository
  const shown = shownTarget({ kind: 'branch', repository, branch })
  const ref = `refs/heads/${branch}`
  const settings = Object.entries(plainFiles).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const git = (args: readonly string[], options: SystemOptions = {}) =>
    runSystem('git', [...settings, ...args], {
      ...options,
      env: { ...noOtherRepository, ...options.env, GIT_DIR: join(workFolder, 'repository') },
      signal,
    })
  const textOf = async (args: readonly string[], options: SystemOptions = {}) =>
    succeeded(await git(args, options), shown).output.trim()

  /** The last commit of the branch; undefined where there is no such branch. */
  async function lastCommit(): Promise<string | undefined> {
    const found = await git(['ls-remote', '--exit-code', address, ref])
    if (found.code === 2) return undefined
    succeeded(found, shown)
    await textOf(['remote', 'add', 'target', address])
    // Without the files of earlier releases, where the server can leave them out.
    await textOf(['fetch', '--quiet', '--no-tags', '--depth=1', '--filter=blob:none', 'target', ref])
    return textOf(['rev-parse', 'FETCH_HEAD'])
  }

  /** The tree of the release, with what others put beside it. */
  async function releaseTree(earlier: string | undefined): Promise<string> {
    await textOf(['--work-tree', folder, 'add', '--all', '--force', '--', '.'], { cwd: folder })
    const own = new Set((await textOf(['ls-files', '-z'])).split('\0'))
    const kept = (earlier === undefined ? '' : await textOf(['ls-tree', '-r', '-z', earlier]))
      .split('\0')
      .filter((line) => isKept(pathOf(line)) && !own.has(pathOf(line)))
    if (!kept.some((line) => pathOf(line) === noJekyll)) {
      const empty = await textOf(['hash-object', '-w', '--stdin'])
      kept.push(`100644 blob ${empty}\t${noJekyll}`)
    }
    await textOf(['update-index', '-z', '--index-info'], { input: `${kept.join('\0')}\0` })
    return textOf(['write-tree', '--missing-ok'])
  }

  let made: { tree: string; earlier: string | undefined } | undefined
  return {
    compare: async (files) => {
      await textOf(['init', '--quiet', '--bare', join(workFolder, 'repository')])
      const earlier = await lastCommit()
      const tree = await releaseTree(earlier)
      made = { tree, earlier }
      if (earlier === undefined) return { created: files.map(({ path }) => path), changed: [], removed: [] }
      return differencesIn(
        await textOf(['diff-tree', '-r', '-z', '--no-renames', '--name-status', earlier, tree]),
      )
    },
    read: async (path) =>
      made?.earlier === undefined ? undefined : textOf(['show', `${made.earlier}:${path}`]),
    apply: async () => {
      if (made === undefined) throw new Error('A branch is compared before it is changed')
      const { tree, earlier } = made
      if (earlier !== undefined && tree === (await textOf(['rev-parse', `${earlier}^{tree}`]))) return 0
      const parent = earlier === undefined ? [] : ['-p', earlier]
      const env = await identity(git)
      const commit = await textOf(['commit-tree', tree, ...parent, '-m', 'Deploy the site'], { env })
      const { errors } = succeeded(
        await git(['push', '--progress', '--no-thin', address, `${commit}:${ref}`]),
        shown,
      )
      return bytesWritten(errors)
    },
  }
}

/** An empty file that tells GitHub Pages to publish the files as they are. */
const noJekyll = '.nojekyll'

/** Files are taken as they are, whatever the user's own settings say. */
const plainFiles = {
  'core.autocrlf': 'false',
  'core.fileMode': 'false',
  'core.excludesFile': '/dev/null',
  'core.attributesFile': '/dev/null',
}

/** A hook of git that runs a deployment has set these for its own repository. */
const noOtherRepository = {
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_OBJECT_DIRECTORY: undefined,
  GIT_PREFIX: undefined,
}

/** @example pathOf('100644 blob 4b825dc6\tCNAME') → 'CNAME' */
const pathOf = (line: string): string => line.slice(line.indexOf('\t') + 1)

/** The differences in what `git diff-tree -z --name-status` writes: letters and paths in turn. */
function differencesIn(output: string): Differences {
  const parts = output.split('\0')
  const pathsOf = (letters: string) =>
    parts.filter((_path, index) => index % 2 === 1 && letters.includes(parts[index - 1] ?? ''))
  return {
    created: pathsOf('A').filter((path) => !isKept(path)),
    changed: pathsOf('MT'),
    removed: pathsOf('D'),
  }
}

/** The user's own name for commits, or one of this project where there is none, as on a machine that only builds. */
async function identity(
  git: (args: readonly string[]) => Promise<SystemResult>,
): Promise<Record<string, string>> {
  if (
    (await git(['var', 'GIT_COMMITTER_IDENT'])).code === 0 &&
    (await git(['config', 'user.email'])).code === 0
  )
    return {}
  const [name, email] = ['Learning Forum', 'deploy@localhost']
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  }
}

/** @example bytesWritten('Writing objects: 100% (9/9), 2.00 KiB | 2.00 MiB/s, done.') → 2048 */
function bytesWritten(progress: string): number | undefined {
  const [, count, unit = ''] =
    /Writing objects: 100% \(\d+\/\d+\), ([\d.]+) (bytes|KiB|MiB|GiB)/.exec(progress) ?? []
  const power = ['bytes', 'KiB', 'MiB', 'GiB'].indexOf(unit)
  return count === undefined ? undefined : Math.round(Number(count) * 1024 ** power)
}

function succeeded(result: SystemResult, shown: string): SystemResult {
  if (result.code === 0) return result
  const isBehind = /\[rejected\]|fetch first|non-fast-forward/.test(result.errors)
  throw new DeployError(
    `git could not deploy to ${shown}: ${result.errors.trim()}`,
    isBehind
      ? 'Somebody changed the branch in the meantime. Run the command again.'
      : 'Try "git ls-remote" with that repository. It must exist, and you must be allowed to push to it.',
  )
}
