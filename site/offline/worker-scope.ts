/** What the worker uses of its surroundings, which the types of pages do not have. */
export type WorkerScope = {
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    claim(): Promise<void>
    matchAll(): Promise<readonly { readonly url: string; postMessage(message: unknown): void }[]>
  }
  /** Missing in some browsers. */
  readonly navigator: { readonly connection?: { readonly saveData?: boolean } }
  skipWaiting(): Promise<void>
  addEventListener(
    type: 'install' | 'activate' | 'fetch' | 'message',
    listener: (event: WorkerEvent) => void,
  ): void
}

/** The events of a worker in one: each has of it what its kind has. */
type WorkerEvent = {
  readonly request: Request
  readonly clientId: string
  readonly resultingClientId: string
  readonly preloadResponse: Promise<Response | undefined>
  readonly data: never
  readonly ports: readonly MessagePort[]
  respondWith(response: Promise<Response>): void
  waitUntil(work: Promise<unknown>): void
}
