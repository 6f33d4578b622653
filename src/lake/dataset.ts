import type { z } from 'zod'
import { type actionsSchema, mutationsOf, purgedBy } from './actions.ts'
import { isPublished, type StoredDocument } from './document.ts'
import { Refusal, refusalError, requestError } from './errors.ts'
import {
  type Mutation,
  type mutationsSchema,
  purgedByMutation,
  queriesOf,
  resolveMutation,
} from './mutations.ts'
import type { Perspective } from './perspectives.ts'
import type { SourceMapKind } from './query/evaluate.ts'
import { holds } from './query/filter.ts'
import { ResultCache } from './query/result-cache.ts'
import type { Query, QueryContext } from './query/syntax.ts'
import { WorkerPool } from './query/worker-pool.ts'
import { checkReferentialIntegrity } from './referential-integrity.ts'
import type { MutationResult, Staging } from './staging.ts'
import type { CommittedTransaction, Store } from './store.ts'

export type WriteOptions = {
  readonly author: string
  readonly dryRun?: boolean
  readonly generateKeys?: boolean
}

/** For each document, whether a listener's query selects it; undefined stands for a document that does not exist. */
export type DocumentSelector = (
  documents: readonly (StoredDocument | undefined)[],
) => readonly boolean[] | Promise<readonly boolean[]>

/** How often a mutation by query is tried when others write while its query is evaluated. */
const maxAttempts = 20

/** Queries, mutations and subscriptions of one dataset. Its errors are HTTP errors; it knows nothing else of HTTP. */
export class Dataset {
  readonly #store: Store
  readonly #context: QueryContext
  readonly #workers: WorkerPool
  readonly #publishedResults = new ResultCache()
  readonly #otherResults = new ResultCache()
  /** Goes up with each transaction. */
  #revision = 0

  /** @param queryMilliseconds how long a query may take */
  constructor(store: Store, context: QueryContext, queryMilliseconds: number) {
    this.#store = store
    this.#context = context
    this.#workers = new WorkerPool({
      sanity: context.sanity,
      milliseconds: queryMilliseconds,
      ids: () => store.documents.map(({ _id }) => _id),
      get: (id) => store.get(id),
    })
    // The first subscription, so that a query which a listener sends because of a change already sees the change.
    store.subscribe(({ changes }) => {
      this.#revision += 1
      this.#otherResults.clear()
      if (changes.some(({ id }) => isPublished(id))) this.#publishedResults.clear()
      this.#workers.sendChanges(changes.map(({ id, after }) => ({ id, after })))
    })
  }

  /** All documents as they are stored, in no particular order. */
  get documents(): IteratorObject<StoredDocument> {
    return this.#store.documents
  }

  get(id: string): StoredDocument | undefined {
    return this.#store.get(id)
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: (transaction: CommittedTransaction) => void): () => void {
    return this.#store.subscribe(listener)
  }

  /**
   * The result of a query, as JSON; with a source map, that follows as `,"resultSourceMap":…`.
   * @param identity of the editor who sends it
   * @throws {HttpError} 400 for a query that is not valid, or takes too long
   */
  query(
    query: Query,
    perspective: Perspective,
    identity = this.#context.identity,
    sourceMap: SourceMapKind = 'none',
  ): Promise<Uint8Array<ArrayBuffer>> {
    const isPublic = perspective !== 'raw' && perspective.length === 0
    const identityInKey = query.groq.includes('identity') ? identity : ''
    const key = JSON.stringify([query.groq, query.params, isPublic || perspective, identityInKey, sourceMap])
    return (isPublic ? this.#publishedResults : this.#otherResults).get(key, () =>
      this.#workers.request('evaluate', { query, perspective, identity, sourceMap }),
    )
  }

  /**
   * Selects documents by a listener's query. A cheap query is evaluated here and at once; any other by a worker.
   * @throws {HttpError} 400 for a query that is not valid; the selector's promise does so for one that takes too long
   */
  async selector(query: Query, identity = this.#context.identity): Promise<DocumentSelector> {
    const condition = await this.#workers.request('cheapFilter', { query })
    return (documents) =>
      condition === undefined
        ? this.#workers.request('select', { query, documents, identity })
        : documents.map((document) => document !== undefined && holds(condition, document))
  }

  /** Ends the worker threads. */
  close(): Promise<void> {
    return this.#workers.close()
  }

  /** @throws {HttpError} with the index of the mutation that failed; nothing is stored then */
  async mutate(
    { mutations, transactionId }: z.infer<typeof mutationsSchema>,
    options: WriteOptions,
  ): Promise<{ transaction: CommittedTransaction; results: readonly MutationResult[] }> {
    const resolved = await this.#resolved(mutations, options.author)
    const results: MutationResult[] = []
    const transaction = this.#write('mutationError', resolved, transactionId, options, (staging, byId) => {
      for (const mutation of byId) results.push(staging.apply(mutation))
    })
    if (!options.dryRun) this.#store.purge(resolved.flat().flatMap(purgedByMutation))
    return { transaction, results }
  }

  /** @throws {HttpError} with the index of the action that failed; nothing is stored then */
  applyActions(
    { actions, transactionId, dryRun = false }: z.infer<typeof actionsSchema>,
    options: WriteOptions,
  ): CommittedTransaction {
    const transaction = this.#write(
      ...(['actionError', actions, transactionId, { ...options, dryRun }] as const),
      (staging, action) => {
        for (const mutation of mutationsOf(action, (id) => staging.get(id))) staging.apply(mutation)
      },
    )
    if (!dryRun) this.#store.purge(actions.flatMap(purgedBy))
    return transaction
  }

  /**
   * For each requested mutation, the mutations by id that it stands for. Queries are evaluated before the
   * transaction starts; when the documents change meanwhile, they are evaluated again.
   */
  async #resolved(
    requested: z.infer<typeof mutationsSchema>['mutations'],
    identity: string,
  ): Promise<readonly (readonly Mutation[])[]> {
    const queries = requested.flatMap(queriesOf)
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const revision = this.#revision
      const idLists: (readonly string[])[] = []
      for (const query of queries) idLists.push(await this.#workers.request('findIds', { query, identity }))
      if (this.#revision !== revision) continue
      const remaining = idLists.values()
      return requested.map((mutation) => resolveMutation(mutation, () => remaining.next().value ?? []))
    }
    throw requestError(409, 'The documents kept changing while the query of a mutation was evaluated')
  }

  #write<Step>(
    errorType: 'mutationError' | 'actionError',
    steps: readonly Step[],
    transactionId: string | null | undefined,
    { author, dryRun = false, generateKeys = false }: WriteOptions,
    applyStep: (staging: Staging, step: Step) => void,
  ): CommittedTransaction {
    let index = 0
    try {
      return this.#store.transact(
        { author, dryRun, generateKeys, transactionId: transactionId ?? undefined },
        (staging) => {
          for (const [place, step] of steps.entries()) {
            index = place
            applyStep(staging, step)
          }
          // A reference error has the index of the last step.
          checkReferentialIntegrity(staging.changes(), (id) => staging.get(id), this.#store.references)
        },
      )
    } catch (error) {
      throw error instanceof Refusal ? refusalError(errorType, error, index) : error
    }
  }
}
