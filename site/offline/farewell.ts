import { cacheNames } from './kept.ts'
import type { WorkerScope } from './worker-scope.ts'

/**
 * What stands in place of the worker where the host has switched keeping off. It removes what was kept, and itself; open
 * pages stay, and take what they load from the network.
 */
const leaving = globalThis as unknown as WorkerScope

leaving.addEventListener('install', () => void leaving.skipWaiting())
leaving.addEventListener('activate', (event) => {
  event.waitUntil(leave())
})

async function leave(): Promise<void> {
  await leaving.clients.claim()
  await Promise.all((await cacheNames(new URL('./', location.href).href)).map((name) => caches.delete(name)))
  await leaving.registration.unregister()
}
