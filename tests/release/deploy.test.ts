import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBucket } from '#src/client/bucket.ts'
import { explain } from '#src/commands/explain.ts'
import { deployTargetOf } from '#src/deploy-target.ts'
import { type Destination, deploy } from '#src/release/deploy/deployment.ts'
import { destinationOf } from '#src/release/deploy/destination.ts'
import { command, filesIn } from '../commands/project.ts'

const work = mkdtempSync(join(tmpdir(), 'deploy-'))
const ended: (() => void)[] = []
afterAll(() => {
  for (const end of ended) end()
  rmSync(work, { recursive: true, force: true })
}, 300_000)

const ledger = (...addresses: string[]) =>
  JSON.stringify({ addresses: Object.fromEntries(addresses.map((address) => [address, {}])) })

/** A small release, with changes; undefined takes a file away. */
function release(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const folder = mkdtempSync(join(work, 'release-'))
  const files = {
    '404.html': 'not found',
    '_astro/look.css': 'b{}',
    'addresses.json': ledger('/en/', '/en/2019/'),
    'en/2019/index.html': 'Durban',
    'en/index.html': 'the forum',
    'files/brief.pdf': 'a brief',
    'release.json': '{"newest":"1"}',
    'robots.txt': 'Sitemap: https://forum.example.org/sitemap.xml',
    ...changes,
  }
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    // As a build of another user may leave them.
    writeFileSync(join(folder, path), text, { mode: 0o600 })
  }
  return folder
}

/** Deploys as the command does. */
async function send(
  folder: string,
  to: string,
  options: Parameters<typeof deploy>[2] & { signal?: AbortSignal } = {},
) {
  const target = deployTargetOf(to)
  if (target === undefined) throw new Error(to)
  const workFolder = mkdtempSync(join(work, 'work-'))
  const { signal } = options
  const destination = destinationOf(target, { folder, workFolder, all: false, ...(signal && { signal }) })
  const { sent, removed, unchanged } = await deploy(folder, destination, options)
  return { sent: sent.map(({ path }) => path).sort(), removed, unchanged }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

/** Starts a server that ends with the tests, and waits until it writes a word. */
async function started(
  program: string,
  args: readonly string[],
  { says, env = {} }: { says: string; env?: Record<string, string> },
): Promise<void> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  ended.push(() => child.kill())
  await new Promise<void>((done, failed) => {
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk
        if (output.includes(says)) done()
      })
    child.once('error', failed)
    child.once('exit', () => failed(new Error(output)))
  })
}

/** A real place of one kind. What is there is looked at without our code, where there is another way. */
type Place = {
  /** The target for a name that nothing has used yet. */
  target(name: string): string
  /** All files there, without those that the place itself adds. */
  files(name: string): Promise<ReadonlyMap<string, string>>
  put(name: string, files: Readonly<Record<string, string>>): Promise<void>
}

/** The files of a folder, those with a first dot too. */
function allFilesIn(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  return new Map(paths.sort().map((path) => [relative(folder, path), readFileSync(path, 'utf8')]))
}

const sshd = ['/usr/sbin/sshd', '/usr/bin/sshd'].find((path) => existsSync(path))
const has = (program: string) => spawnSync(program, ['--version']).error === undefined

async function server(): Promise<Place> {
  const folder = join(work, 'server')
  const port = await freePort()
  mkdirSync(folder)
  for (const name of ['host', 'client'])
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)])
  writeFileSync(
    join(folder, 'sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${folder}/host`,
      `AuthorizedKeysFile ${folder}/client.pub`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
    ].join('\n'),
  )
  // Run by root, sshd wants this folder; Debian's service makes it.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  await started(sshd ?? '', ['-D', '-e', '-f', join(folder, 'sshd_config')], { says: 'listening' })
  process.env.RSYNC_RSH = `ssh -p ${port} -i ${folder}/client -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=${folder}/known -o LogLevel=ERROR -o ControlMaster=auto -o ControlPath=${folder}/master -o ControlPersist=10`
  const place = (name: string) => join(folder, 'www', name)
  mkdirSync(join(folder, 'www'))
  return {
    target: (name) => `127.0.0.1:${place(name)}`,
    files: async (name) => allFilesIn(place(name)),
    put: async (name, files) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(place(name), path)), { recursive: true })
        writeFileSync(join(place(name), path), text)
      }
    },
  }
}

const bucketKeys = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' }

async function bucket(): Promise<Place> {
  const port = await freePort()
  const options = {
    port,
    address: '127.0.0.1',
    silent: true,
    directory: join(work, 'buckets'),
    configureBuckets: [{ name: 'forum' }],
  }
  const program = `new (require('@20minutes/s3rver'))(${JSON.stringify(options)}).run().then(() => console.log('ready'))`
  // It makes the tokens of long lists with an old cipher.
  await started(process.execPath, ['--openssl-legacy-provider', '-e', program], { says: 'ready' })
  Object.assign(process.env, bucketKeys, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })
  const objects = openBucket('forum')
  return {
    target: (name) => `s3://forum/${name}`,
    files: async (name) => {
      const keys = [...(await objects.digests(`${name}/`)).keys()].sort()
      return new Map(
        await Promise.all(
          keys.map(async (key) => [key.slice(name.length + 1), await objects.read(key)] as const),
        ),
      )
    },
    put: async (name, files) => {
      for (const [path, text] of Object.entries(files))
        await fetch(`http://127.0.0.1:${port}/forum/${name}/${path}`, { method: 'PUT', body: text })
    },
  }
}

async function branch(): Promise<Place> {
  const repository = join(work, 'site.git')
  const gitWith = (env: Record<string, string>, ...args: string[]) => {
    const cwd = args[0] === '--work-tree' ? args[1] : undefined
    const options = { cwd, env: { ...process.env, ...env } }
    const { status, stdout, stderr } = spawnSync('git', ['--git-dir', repository, ...args], options)
    if (status !== 0) throw new Error(String(stderr))
    return String(stdout).trimEnd()
  }
  const git = (...args: string[]) => gitWith({}, ...args)
  git('init', '--quiet', '--bare', repository)
  return {
    target: (name) => `${repository}#${name}`,
    files: async (name) => {
      const paths = git('ls-tree', '-r', '--name-only', name).trim().split('\n')
      const own = paths.filter((path) => path !== '.nojekyll')
      return new Map(own.map((path) => [path, git('show', `${name}:${path}`)]))
    },
    put: async (name, files) => {
      const folder = mkdtempSync(join(work, 'other-'))
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      const env = { GIT_INDEX_FILE: join(folder, '..', `${name}.index`) }
      gitWith(env, '--work-tree', folder, 'add', '.')
      const tree = gitWith(env, 'write-tree')
      const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
      git('branch', name, git(...who, 'commit-tree', '-m', 'By hand', tree))
    },
  }
}

/** Opens a place when it is first asked for. */
const once = (open: () => Promise<Place>) => {
  let place: Promise<Place> | undefined
  return () => (place ??= open())
}
const [openServer, openedBucket, openBranch] = [once(server), once(bucket), once(branch)]

const places = [
  { kind: 'a server', open: openServer, without: sshd && has('rsync') ? undefined : 'sshd or rsync' },
  { kind: 'a bucket', open: openedBucket, without: undefined },
  { kind: 'a git branch', open: openBranch, without: has('git') ? undefined : 'git' },
]

describe.each(places)('a release in $kind', ({ open, without }) => {
  // A program that is not here is said in the name of what is skipped.
  const test = without === undefined ? it : it.skip
  const needs = without === undefined ? '' : ` (skipped: ${without} is not installed)`
  let place: Place
  beforeAll(async () => {
    if (without === undefined) place = await open()
  })

  test(`is sent whole, then not at all, then what has changed${needs}`, async () => {
    const first = release()
    const to = place.target('site')
    expect(await send(first, to)).toEqual({
      sent: [...filesIn(first).keys()].sort(),
      removed: [],
      unchanged: 0,
    })
    expect(await place.files('site')).toEqual(filesIn(first))
    // A build writes all files anew.
    expect(await send(release(), to)).toEqual({ sent: [], removed: [], unchanged: 8 })
    const next = release({
      'en/index.html': 'the Forum',
      'en/2019/index.html': undefined,
      'en/2022/index.html': 'Daejeon',
    })
    expect(await send(next, to, { dryRun: true })).toEqual({
      sent: ['en/2022/index.html', 'en/index.html'],
      removed: ['en/2019/index.html'],
      unchanged: 6,
    })
    expect(await place.files('site')).toEqual(filesIn(first))
    await send(next, to)
    expect(await place.files('site')).toEqual(filesIn(next))
  })

  test(`never takes the place of something else${needs}`, async () => {
    await place.put('thesis', { 'index.html': 'years of work' })
    await expect(send(release(), place.target('thesis'))).rejects.toThrow('no site of this project')
    expect(await place.files('thesis')).toEqual(new Map([['index.html', 'years of work']]))
  })

  test(`leaves what others put at its root${needs}`, async () => {
    const others = { '.well-known/security.txt': 'Contact: …', CNAME: 'forum.example.org' }
    await place.put('shared', others)
    await send(release(), place.target('shared'))
    await send(release({ 'en/index.html': 'new' }), place.target('shared'))
    const there = await place.files('shared')
    for (const [path, text] of Object.entries(others)) expect(there.get(path)).toBe(text)
    expect(there.get('en/index.html')).toBe('new')
  })

  test(`loses no address of the one before it${needs}`, async () => {
    const to = place.target('long-lived')
    await send(release(), to)
    const stranger = release({ 'addresses.json': ledger('/en/', '/en/2022/'), 'en/index.html': 'other' })
    await expect(send(stranger, to)).rejects.toThrow(
      'lose 1 address that the site at the target has: /en/2019/',
    )
    expect((await place.files('long-lived')).get('en/index.html')).toBe('the forum')
  })

  test(`is made whole by the next deployment, where one was cut short${needs}`, async () => {
    const to = place.target('cut')
    const stop = new AbortController()
    const cut = send(release(), to, { signal: stop.signal, onSent: () => stop.abort(new Error('stopped')) })
    // A branch has all of a release, or nothing of it.
    await cut.catch((error: Error) => expect(error.message).toBe('stopped'))
    await send(release(), to)
    expect(await place.files('cut')).toEqual(filesIn(release()))
  })

  if (process.env.LONG)
    test(`of more files than one list has is compared as a whole${needs}`, async () => {
      const many = Object.fromEntries(
        Array.from({ length: 2100 }, (_, index) => [`en/${index}/index.html`, String(index)]),
      )
      await send(release(many), place.target('many'))
      const { unchanged, ...rest } = await send(
        release({ ...many, 'en/7/index.html': 'x' }),
        place.target('many'),
      )
      expect({ unchanged, ...rest }).toEqual({ sent: ['en/7/index.html'], removed: [], unchanged: 2106 })
    })
})

describe('a server', () => {
  const test = places[0]?.without === undefined ? it : it.skip
  beforeAll(async () => {
    if (test === it) await openServer()
  })
  test('gets files that the web server may read', async () => {
    const place = join(work, 'server/www/modes')
    await send(release(), `127.0.0.1:${place}`)
    expect(statSync(join(place, 'en/index.html')).mode & 0o777).toBe(0o644)
    expect(statSync(join(place, 'en')).mode & 0o777).toBe(0o755)
  })

  test('that does not answer is told by its name, with what to try', async () => {
    await expect(send(release(), '127.0.0.1:/nowhere/at/all')).rejects.toThrow(
      'rsync could not reach 127.0.0.1:/nowhere/at/all/',
    )
  })
})

describe('a bucket', () => {
  beforeAll(async () => {
    await openedBucket()
  })

  it('keeps type, caching and name of each file', async () => {
    await send(release(), 's3://forum/headers')
    const headersOf = async (path: string) => {
      const { headers } = await fetch(`${process.env.AWS_ENDPOINT_URL}/forum/headers/${path}`)
      return ['content-type', 'cache-control', 'content-disposition'].map((name) => headers.get(name))
    }
    expect(await headersOf('en/index.html')).toEqual(['text/html; charset=utf-8', 'no-cache', null])
    const aYear = 'public, max-age=31536000, immutable'
    expect(await headersOf('_astro/look.css')).toEqual(['text/css; charset=utf-8', aYear, null])
    expect(await headersOf('files/brief.pdf')).toEqual(['application/pdf', aYear, 'attachment'])
  })

  it('refuses a wrong key in words, without the key', async () => {
    const objects = openBucket('forum', { ...process.env, AWS_SECRET_ACCESS_KEY: 'wrong-secret-of-mine' })
    const said = explain(await objects.digests('').catch((error: unknown) => error))
    expect(said).toMatch(/^The bucket forum refused this: SignatureDoesNotMatch/)
    expect(said).not.toContain('wrong-secret-of-mine')
  })

  it('needs keys', () => {
    expect(() => openBucket('forum', {})).toThrow('AWS_SECRET_ACCESS_KEY is not set; a bucket needs it')
  })
})

describe('a branch', () => {
  const test = has('git') ? it : it.skip
  beforeAll(async () => {
    if (test === it) await openBranch()
  })
  const repository = join(work, 'site.git')
  const commits = (name: string) =>
    String(spawnSync('git', ['--git-dir', repository, 'log', '--format=%s', name]).stdout)
      .trim()
      .split('\n')

  test('gets a commit where something has changed, and tells Pages to take files as they are', async () => {
    await send(release(), `${repository}#pages`)
    await send(release(), `${repository}#pages`)
    await send(release({ 'en/index.html': 'new' }), `${repository}#pages`)
    expect(commits('pages')).toEqual(['Deploy the site', 'Deploy the site'])
    const { stdout } = spawnSync('git', ['--git-dir', repository, 'show', 'pages:.nojekyll'])
    expect(String(stdout)).toBe('')
  })

  test('that somebody else changed meanwhile is not overwritten', async () => {
    const to = `${repository}#moved`
    await send(release(), to)
    const late = release({ 'en/index.html': 'late' })
    let raced = false
    const error = await raceOf(late, to, async () => {
      raced = true
      await send(release({ 'en/index.html': 'early' }), to)
    })
    expect(raced).toBe(true)
    expect(error).toMatchObject({
      todo: 'Somebody changed the branch in the meantime. Run the command again.',
    })
    expect(String(spawnSync('git', ['--git-dir', repository, 'show', 'moved:en/index.html']).stdout)).toBe(
      'early',
    )
  })
})

/** The error of a deployment during which something else happens, after the comparison. */
async function raceOf(folder: string, to: string, meanwhile: () => Promise<void>): Promise<unknown> {
  const target = deployTargetOf(to)
  if (target === undefined) throw new Error(to)
  const real = destinationOf(target, { folder, workFolder: mkdtempSync(join(work, 'work-')), all: false })
  const destination: Destination = {
    ...real,
    compare: async (files) => {
      const differences = await real.compare(files)
      await meanwhile()
      return differences
    },
  }
  return deploy(folder, destination).catch((error: unknown) => error)
}

describe('the command', () => {
  const test = has('git') ? it : it.skip
  beforeAll(async () => {
    if (test === it) await openBranch()
  })
  const run = (args: string[], env: Record<string, string> = {}) =>
    command('deploy', { args, env: { DATA_DIR: join(work, 'data'), ...env } })

  test('says what was sent, in files and bytes, and hides the password of a repository', async () => {
    const repository = join(work, 'site.git')
    const { code, output } = await run(['--from', release()], { DEPLOY_TO: `${repository}#command` })
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringMatching(
        /#command: 8 files \([\d.]+ kB, [\d.]+ kB over the connection\) sent, 0 removed, 0 unchanged\n$/,
      ),
    })
    const secret = await run(['--from', release(), '--to', 'https://x:s3cret@127.0.0.1:9/a.git#pages'])
    expect(secret.code).toBe(1)
    expect(secret.output).toContain('git could not deploy to https://…@127.0.0.1:9/a.git#pages')
    expect(secret.output).not.toContain('s3cret')
  })

  it('without a target says what one is', async () => {
    const { code, output } = await run(['--from', release()])
    expect(code).toBe(1)
    expect(output).toContain('DEPLOY_TO is not set; it must be user@host:/folder, s3://bucket/prefix, or')
  })
})

it.each([
  ['without a site', { '404.html': undefined }, 'Build it first: npm run build'],
  [
    'with a site for this machine',
    { 'robots.txt': 'Sitemap: http://localhost:4321/sitemap.xml' },
    'Set SITE_URL to the address that the site will have, and build it again.',
  ],
])('a folder %s is not deployed, and what to do is said', async (_with, changes, todo) => {
  await expect(send(release(changes), 'example.org:/www')).rejects.toMatchObject({ todo })
})

it('what pages need is sent before them, the ledger with them, and a first mark before all', async () => {
  const folder = release()
  const steps: (readonly string[])[] = []
  const all = [...filesIn(folder).keys()]
  await deploy(folder, {
    compare: async () => ({ created: all, changed: [], removed: [] }),
    read: async () => undefined,
    apply: async (change) => {
      steps.push(...change.steps)
      return undefined
    },
  })
  expect(steps).toEqual([
    ['release.json'],
    ['_astro/look.css', 'files/brief.pdf', 'robots.txt'],
    ['404.html', 'addresses.json', 'en/2019/index.html', 'en/index.html'],
  ])
})

it.each([
  ['deploy@example.org:/srv/www/forum', { kind: 'server', place: 'deploy@example.org:/srv/www/forum/' }],
  ['example.org:~/site/', { kind: 'server', place: 'example.org:~/site/' }],
  ['s3://forum', { kind: 'bucket', bucket: 'forum', prefix: '' }],
  ['s3://forum/a/b/', { kind: 'bucket', bucket: 'forum', prefix: 'a/b/' }],
  [
    'git@github.com:uclg/forum.git#gh-pages',
    { kind: 'branch', repository: 'git@github.com:uclg/forum.git', branch: 'gh-pages' },
  ],
  ['../site.git#live', { kind: 'branch', repository: '../site.git', branch: 'live' }],
  ['https://example.org/forum', undefined],
  ['C:/www', undefined],
  ['/srv/www', undefined],
  ['-e:/x', undefined],
  ['host:/a b', undefined],
  ['host:/a;reboot', undefined],
  ['s3://forum/../other', undefined],
  ['git@host:a.git#--force', undefined],
  ['--upload-pack=x#main', undefined],
  ['ext::sh -c x#main', undefined],
])('%s is the target %j', (text, target) => {
  expect(deployTargetOf(text)).toEqual(target)
})
