import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { HttpError, requestError, unexpectedError } from '../errors.ts'
import { assetRoutes } from './asset-routes.ts'
import { dataRoutes } from './data-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { historyRoutes } from './history-routes.ts'
import { identityRoutes } from './identity-routes.ts'
import { listenRoutes } from './listen-routes.ts'
import { splitVersion } from './request.ts'
import type { LakeServices, Routes } from './services.ts'

/** Endpoints that the Studio requests and can do without: trial offers and help texts. They are not logged. */
const unloggedPaths = /^\/(journey\/|help$)/
/** How many different missing endpoints are logged. */
const maxLoggedEndpoints = 100

/** All endpoints of the lake's one project and dataset. Every error has a JSON body in the hosted service's shape. */
export function createApp(services: LakeServices): Routes {
  const app: Routes = new Hono({ getPath: (request) => splitVersion(request.url).path })
  app.onError((error, c) => {
    const { status, body } = error instanceof HttpError ? error : errorOf(error)
    // The rest of the body is still arriving, so the connection cannot carry another request.
    if (status === 413 || status === 507) c.header('Connection', 'close')
    return c.json(body, status as ContentfulStatusCode)
  })
  const logMissing = missingEndpointLog()
  app.notFound((c) => {
    const { projectId, datasetName } = services
    const endpoint = `${c.req.method} ${c.req.path.slice(0, 200)}`
    if (!unloggedPaths.test(c.req.path)) logMissing(endpoint)
    throw requestError(
      404,
      `No endpoint ${endpoint}; this lake holds the dataset "${datasetName}" of the project "${projectId}"`,
    )
  })
  dataRoutes(app, services)
  exportRoutes(app, services)
  listenRoutes(app, services)
  historyRoutes(app, services)
  assetRoutes(app, services)
  identityRoutes(app, services)
  return app
}

/** Logs each missing endpoint once. */
function missingEndpointLog(): (endpoint: string) => void {
  const logged = new Set<string>()
  return (endpoint) => {
    if (logged.has(endpoint) || logged.size >= maxLoggedEndpoints) return
    logged.add(endpoint)
    console.warn(`lake: no endpoint ${endpoint}`)
  }
}

function errorOf(error: Error): HttpError {
  // The client closed the connection. It will not receive this answer, and it is not an error of the lake.
  if ('code' in error && error.code === 'ECONNRESET')
    return requestError(400, 'The request ended before all of it had arrived', { cause: error })
  return unexpectedError(error)
}
