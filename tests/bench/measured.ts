import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** A process that has ended, with all its children. */
export type Measured = {
  readonly milliseconds: number
  /** User and system time in milliseconds. */
  readonly cpu: number
  /** The largest sum of their memory (PSS) that was seen, in bytes; looked at every 200 ms. */
  readonly memory: number
  readonly output: string
}

/** A process took longer than it may, or failed. */
export class MeasuredError extends Error {
  constructor(what: string, reason: string, output: string) {
    super(`${what} ${reason}\n${output.slice(-4000)}`)
    this.name = 'MeasuredError'
  }
}

/**
 * Runs a program to its end. Only one at a time, since its CPU time is that of all children that ended
 * meanwhile.
 * @param limit milliseconds until it and its children are killed
 * @throws {MeasuredError}
 */
export async function measure(
  program: string,
  args: readonly string[],
  { cwd, env, limit }: { cwd: string; env: Readonly<Record<string, string | undefined>>; limit: number },
): Promise<Measured> {
  const cpuBefore = cpuOfEndedChildren()
  const startedAt = performance.now()
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const pid = child.pid ?? 0
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
  let memory = 0
  const looking = setInterval(() => (memory = Math.max(memory, memoryOf(pid))), 200)
  let isLate = false
  // A negative number is the whole group.
  const late = setTimeout(() => (isLate = process.kill(-pid, 'SIGKILL')), limit)
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', resolve)
  try {
    const code = await promise
    const milliseconds = performance.now() - startedAt
    const what = args.join(' ')
    if (isLate) throw new MeasuredError(what, `took longer than ${limit / 1000} s`, output)
    if (code !== 0) throw new MeasuredError(what, `ended with ${code}`, output)
    return { milliseconds, cpu: cpuOfEndedChildren() - cpuBefore, memory, output }
  } finally {
    clearInterval(looking)
    clearTimeout(late)
  }
}

/** Proportional memory of a process and its children, in bytes. */
export function memoryOf(pid: number): number {
  return family(pid).reduce((sum, id) => {
    const kilobytes = /^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1]
    return sum + Number(kilobytes ?? 0) * 1024
  }, 0)
}

/** User and system time of a running process and all its children, also of those that have ended, in milliseconds. */
export function cpuOf(pid: number): number {
  const spent = (path: string) => ticks(path, 14) + ticks(path, 16)
  return family(pid).reduce((sum, id) => sum + spent(`/proc/${id}/stat`), 0) * tick
}

const cpuOfEndedChildren = (): number => ticks('/proc/self/stat', 16) * tick

/** Milliseconds of a tick of the clock by which Linux counts CPU time. */
const tick = 10

/** The sum of a field of a process's line, numbered as in proc(5), and the next one. */
function ticks(path: string, field: number): number {
  // The name, in brackets, may have spaces.
  const line = read(path)
  const fromThird = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return Number(fromThird[field - 3] ?? 0) + Number(fromThird[field - 2] ?? 0)
}

/** A process and all its children. */
function family(pid: number): readonly number[] {
  const children = list(`/proc/${pid}/task`).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`).trim().split(' ').filter(Boolean),
  )
  return [pid, ...children.flatMap((child) => family(Number(child)))]
}

/** Empty where the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
