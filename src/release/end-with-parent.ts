import { isMainThread } from 'node:worker_threads'

/**
 * Loaded before a program that `runProgram` starts: ends it when the process that started it has ended, however that
 * happened. Else it would go on writing into folders that nobody removes.
 */
if (isMainThread && process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.channel.unref()
}
