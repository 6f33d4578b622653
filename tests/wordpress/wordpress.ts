import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const files = resolve(import.meta.dirname, 'files')

/** Debian's packages, with what their programs load. Nothing is installed: they are unpacked into a folder. */
const packages = [
  ...['wordpress', 'libjs-cropper', 'libjs-underscore', 'php-getid3'],
  ...['php8.2-cli', 'php8.2-common', 'php8.2-mysql', 'php8.2-mbstring', 'php8.2-xml'],
  ...['mariadb-server', 'mariadb-server-core', 'mariadb-client-core', 'mariadb-common', 'mysql-common'],
  ...['libargon2-1', 'libsodium23', 'libonig5', 'libxml2', 'libedit2', 'libicu72', 'libaio1', 'libsnappy1v5'],
  ...[
    'liburing2',
    'libnuma1',
    'libmagic1',
    'libpcre2-8-0',
    'libfmt9',
    'libmariadb3',
    'libncurses6',
    'libtinfo6',
  ],
]
const extensions = 'mysqlnd mysqli ctype tokenizer mbstring dom xml simplexml xmlreader iconv fileinfo posix'

/** A WordPress on this machine, of Debian 12, with a database of its own. */
export class WordPress {
  readonly url: string
  readonly #folder: string
  readonly #php: readonly string[]
  readonly #env: NodeJS.ProcessEnv
  readonly #running: ChildProcess[]

  /** @param forum the address of the site that it may ask, on any port @param cache where the packages are unpacked */
  static async open(forum: string, cache = resolve('node_modules/.cache/wordpress')): Promise<WordPress> {
    if (!existsSync(cache)) await unpack(cache)
    const folder = await mkdtemp(join(tmpdir(), 'wordpress-'))
    const port = await freePort()
    const [socket, data, site] = ['db.sock', 'db', 'site'].map((name) => join(folder, name))
    const env = {
      ...{ PATH: process.env.PATH, LD_LIBRARY_PATH: libraries(cache), PHP_CLI_SERVER_WORKERS: '4' },
      ...{ WP_SOCKET: socket, WP_DIR: site, WP_URL: `http://127.0.0.1:${port}` },
      FORUM_PORT: new URL(forum).port,
    }
    const program = (name: string) => join(cache, 'usr', name)
    await cp(join(cache, 'usr/share/wordpress'), `${site}`, {
      ...{ recursive: true, dereference: true },
      filter: (path) => existsSync(path),
    })
    await cp(join(files, 'wp-config.php'), join(`${site}`, 'wp-config.php'))
    for (const name of ['themes', 'mu-plugins'])
      await cp(join(files, name), join(`${site}`, 'wp-content', name), { recursive: true })
    const base = ['--no-defaults', `--basedir=${program('')}`, `--datadir=${data}`, '--user=root']
    await run(program('bin/mariadb-install-db'), [...base, '--auth-root-authentication-method=normal'], {
      env,
    })
    const database = spawn(
      program('sbin/mariadbd'),
      [...base, `--socket=${socket}`, '--skip-networking', `--lc-messages-dir=${program('share/mysql')}`],
      { env, stdio: 'ignore', detached: true },
    )
    const client = ['--no-defaults', '-S', `${socket}`, '-u', 'root', '-e', 'create database wp']
    await untilItWorks(() => run(program('bin/mariadb'), client, { env }))
    const php = [
      ...[program('bin/php8.2'), '-n', '-d', `extension_dir=${program('lib/php/20220829')}`],
      ...extensions.split(' ').flatMap((name) => ['-d', `extension=${name}`]),
    ]
    const served = ['-S', `127.0.0.1:${port}`, '-t', `${site}`, join(files, 'router.php')]
    const server = spawn(php[0] ?? '', [...php.slice(1), ...served], {
      ...{ env, stdio: 'ignore', detached: true },
    })
    const wordPress = new WordPress(env.WP_URL, folder, php, env, [database, server])
    await wordPress.#run('install.php')
    return wordPress
  }

  private constructor(
    url: string,
    folder: string,
    php: readonly string[],
    env: NodeJS.ProcessEnv,
    running: ChildProcess[],
  ) {
    this.url = url
    this.#folder = folder
    this.#php = php
    this.#env = env
    this.#running = running
  }

  /** Publishes a post. @param user `admin`, or `author`, who may not write HTML of their own @returns its id */
  async publish(content: string, user: 'admin' | 'author'): Promise<number> {
    return Number(await this.#run('post.php', [user], content))
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#running.map(
        (child) =>
          new Promise((ended) => {
            child.once('exit', ended)
            // With its workers, which would not end with it.
            if (child.pid !== undefined) process.kill(-child.pid)
          }),
      ),
    )
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #run(script: string, args: readonly string[] = [], input = ''): Promise<string> {
    const [program = '', ...options] = this.#php
    const child = run(program, [...options, join(files, script), ...args], { env: this.#env })
    child.child.stdin?.end(input)
    return (await child).stdout
  }
}

async function unpack(cache: string): Promise<void> {
  const beside = `${cache}.part`
  await rm(beside, { recursive: true, force: true })
  await mkdir(join(beside, 'debs'), { recursive: true })
  await run('apt-get', ['download', ...packages], { cwd: join(beside, 'debs') })
  for (const name of await readdir(join(beside, 'debs')))
    await run('dpkg-deb', ['-x', join(beside, 'debs', name), beside])
  await rename(beside, cache)
}

const libraries = (cache: string) =>
  ['usr/lib', 'lib'].map((folder) => join(cache, folder, 'x86_64-linux-gnu')).join(':')

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Tries again while a program starts, at most half a minute. */
async function untilItWorks(work: () => Promise<unknown>): Promise<void> {
  for (let left = 60; ; left -= 1) {
    const failed = await work().then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    if (failed === undefined) return
    if (left === 0) throw failed.error
    await new Promise((next) => setTimeout(next, 500))
  }
}
