import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import autocannon from 'autocannon'
import { UsageError } from '#src/commands/errors.ts'
import { run } from '#src/commands/run.ts'
import { headerRules } from '#src/release/headers.ts'
import { ReleaseStore } from '#src/release/store/release-store.ts'
import { isCompressibleAt } from '#src/serving/content-types.ts'
import { freePort } from '../lake/process.ts'
import { publishContents } from '../release/published.ts'

/**
 * `npm run bench:serve`: how many requests a second `npm run serve` answers, compared with nginx in the same run on the
 * same files with the same headers. Nothing is asserted: the figures depend on the machine, the ratio less so.
 */

const seconds = 10
const connections = 200
/** Requests before the measurement, so that the JIT compiler and the compressed forms are warm. */
const warmSeconds = 2

type Measured = {
  readonly name: string
  readonly perSecond: number
  readonly median: number
  readonly p99: number
  readonly megabytes: number
  readonly failures: number
  /** Processor time of the server for each request, in microseconds. */
  readonly cost: number
}

await run(
  {
    call: 'npm run bench:serve',
    about: 'Measures how many requests a second the server of releases answers, beside nginx.',
    options: {
      site: { value: 'FOLDER', about: 'a site that was built with --host nginx (dist)' },
      plain: { about: 'without compression' },
    },
  },
  async ({ site = 'dist', plain }) => {
    if (!existsSync(join(site, 'nginx.conf')))
      throw new UsageError(
        `${site} has no nginx.conf: run "npm run build -- --host nginx --out ${site}" first.`,
      )
    const folder = mkdtempSync(join(tmpdir(), 'bench-serve-'))
    const children: ChildProcess[] = []
    try {
      const encoding = plain ? 'identity' : 'gzip'
      const measured: Measured[] = []
      addCompressedFiles(folder, resolve(site))
      for (const start of [
        () => startNginx(folder, 'auto'),
        () => startNginx(folder, '1'),
        () => startOurs(folder, resolve(site)),
      ]) {
        const server = await start()
        children.push(server.child)
        await answers(server.port)
        measured.push(await measure(server, pathsIn(site), encoding))
        // The next one has the machine for itself.
        await end(server.child)
      }
      console.log(table(measured, encoding))
    } finally {
      for (const child of children) await end(child)
      rmSync(folder, { recursive: true, force: true })
    }
  },
)

type Started = {
  readonly name: string
  readonly port: number
  readonly child: ChildProcess
  /** The processor time that the server has used, in seconds. */
  readonly used: () => number
}

/** The site as nginx serves it, with compressed files beside the others. */
function addCompressedFiles(folder: string, site: string): void {
  const root = join(folder, 'root')
  cpSync(site, root, { recursive: true })
  for (const path of filesIn(root)) {
    const bytes = readFileSync(join(root, path))
    if (isCompressibleAt(`/${path}`)) writeFileSync(join(root, `${path}.gz`), gzipSync(bytes, { level: 6 }))
  }
}

/** nginx with a worker for each processor (`auto`), as Debian sets it up, or with one process, as ours is. */
async function startNginx(folder: string, workerCount: 'auto' | '1'): Promise<Started> {
  const port = await freePort()
  const root = join(folder, 'root')
  const config = `
    ${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; worker_processes ${workerCount};
    pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 1024; }
    http {
      include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
      client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c;
      uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e; gzip_static on; gzip_vary on; open_file_cache max=2000;
      server { listen 127.0.0.1:${port}; root ${root}; include ${root}/nginx.conf; }
    }`
  writeFileSync(join(folder, 'nginx.conf'), config)
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' })
  const workers = () =>
    execFileSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
  return {
    name: `nginx, ${workerCount}`,
    port,
    child,
    used: () => workers().reduce((sum, pid) => sum + cpuOf(pid), 0),
  }
}

async function startOurs(folder: string, site: string): Promise<Started> {
  const port = await freePort()
  const store = await ReleaseStore.open(join(folder, 'data/releases'))
  const contents = filesIn(site).map((path) => [path, readFileSync(join(site, path))])
  await publishContents(store, Object.fromEntries(contents), {
    headers: headerRules({ embedHosts: [], https: false }),
  })
  await store.close()
  const env = { ...process.env, DATA_DIR: join(folder, 'data'), SITE_PORT: String(port), SITE_URL: '' }
  const child = spawn(process.execPath, ['src/commands/serve-releases.ts'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { name: 'npm run serve', port, child, used: () => cpuOf(String(child.pid)) }
}

async function measure(server: Started, paths: readonly string[], encoding: string): Promise<Measured> {
  const options = {
    url: `http://127.0.0.1:${server.port}`,
    connections,
    headers: { 'Accept-Encoding': encoding },
    requests: paths.map((path) => ({ path })),
  }
  await autocannon({ ...options, duration: warmSeconds })
  const before = server.used()
  const found = await autocannon({ ...options, duration: seconds })
  return {
    name: server.name,
    perSecond: found.requests.average,
    median: found.latency.p50,
    p99: found.latency.p99,
    megabytes: found.throughput.average / 2 ** 20,
    failures: found.errors + found.timeouts + found.non2xx,
    cost: ((server.used() - before) / found.requests.total) * 1e6,
  }
}

function table(measured: readonly Measured[], encoding: string): string {
  const rows = measured.map(({ name, perSecond, median, p99, megabytes, failures, cost }) =>
    [
      name.padEnd(14),
      perSecond.toFixed(0).padStart(11),
      `${median} ms`.padStart(8),
      `${p99} ms`.padStart(8),
      megabytes.toFixed(1).padStart(7),
      String(failures).padStart(9),
      `${cost.toFixed(0)} µs`.padStart(12),
    ].join('  '),
  )
  const ours = measured.at(-1)?.perSecond ?? 0
  const ratios = measured
    .slice(0, -1)
    .map(({ name, perSecond }) => `${(ours / perSecond).toFixed(2)} of ${name}`)
  return [
    `${connections} connections, ${seconds} s each, Accept-Encoding: ${encoding}, Node.js ${process.version}`,
    '',
    'server          requests/s    median      99 %     MB/s   failures  CPU/request',
    ...rows,
    '',
    `Requests a second: ${ratios.join('; ')}.`,
  ].join('\n')
}

function filesIn(folder: string): readonly string[] {
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'nginx.conf')
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

/** The addresses of all files but the page of errors, pages and pictures mixed: each connection asks in this order. */
function pathsIn(site: string): readonly string[] {
  const paths = filesIn(resolve(site))
    .filter((path) => path !== '404.html')
    .map((path) => `/${path.replace(/(^|\/)index\.html$/, '$1')}`)
    .sort()
  // A prime, so that each is asked for once.
  return paths.map((_path, index) => paths[(index * 7919) % paths.length] ?? '/')
}

/** User and system time of a process so far, in seconds: fields 14 and 15 of its line (proc_pid_stat), after its name. */
function cpuOf(pid: string): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const found = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
    if (found?.ok) return
    await setTimeout(100)
  }
  throw new Error(`Nothing answers on port ${port}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
