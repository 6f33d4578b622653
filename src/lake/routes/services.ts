import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import type { Access } from '../access.ts'
import type { AssetStore } from '../asset-store.ts'
import type { Dataset } from '../dataset.ts'
import type { Editors } from '../editors.ts'
import type { History } from '../history.ts'

/** What the routes work with. */
export type LakeServices = {
  readonly access: Access
  readonly assets: AssetStore
  readonly dataset: Dataset
  readonly editors: Editors
  readonly history: History
  readonly projectId: string
  readonly datasetName: string
  /** For each open event stream, a function that ends it. */
  readonly openStreams: Set<() => void>
}

export type Routes = Hono<{ Bindings: HttpBindings }>
export type RequestContext = Context<{ Bindings: HttpBindings }>
