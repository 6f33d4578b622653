import { z } from 'zod'
import { anonymous, type Editor, type Editors } from '../editors.ts'
import { requestError } from '../errors.ts'
import { type Lakeside, type Routes, readJson } from './app.ts'

const role = { name: 'administrator', title: 'Administrator', description: 'May do everything' }

/** Everyone may do everything: the door is the lock. */
const profileOf = ({ id, name }: Editor) => ({
  id,
  name,
  email: '',
  profileImage: null,
  provider: 'local',
  role: role.name,
  roles: [role],
})

const everything = {
  filter: '_id in path("**")',
  permissions: ['read', 'create', 'update', 'history', 'editHistory', 'manage'],
}

const nameSchema = z.object({ name: z.string() })
const keyValueSchema = z.array(z.object({ key: z.string(), value: z.unknown() }))

/** Who is asking, and what they may do: what the Studio wants to know before it shows anything. */
export function identityRoutes(app: Routes, { projectId, dataset, editors }: Lakeside): void {
  /** @throws {HttpError} 401 for a token that this lake does not know: the Studio then asks for a name again */
  const asking = (authorization: string | undefined): Editor => {
    const editor = authorization === undefined ? anonymous : editors.bearing(authorization)
    if (editor === undefined) throw requestError(401, 'This lake does not know that token')
    return editor
  }
  const project = {
    id: projectId,
    displayName: projectId,
    organizationId: null,
    features: [],
    metadata: {},
    studioHost: null,
  }
  const datasets = [{ name: dataset, aclMode: 'private', createdAt: '1970-01-01T00:00:00.000Z', tags: [] }]
  // What the Studio remembers for its user (searches, widths) lives as long as the lake runs.
  const remembered = new Map<string, unknown>()

  app.get('/ping', (c) => c.json({ pong: true, lake: 'embedded', projectId, dataset }))
  app.get('/check/cors', (c) => c.json({ result: { allowed: true, withCredentials: true } }))

  app.get('/users/me', (c) => c.json(profileOf(asking(c.req.header('Authorization')))))
  const remembers = (c: { req: { header(name: string): string | undefined } }, key: string) =>
    `${authorOf(c, editors)} ${key}`
  app.get('/users/me/keyvalue/:keys', (c) => {
    const keys = c.req.param('keys').split(',')
    return c.json(keys.map((key) => ({ key, value: remembered.get(remembers(c, key)) ?? null })))
  })
  app.put('/users/me/keyvalue', async (c) => {
    const pairs = await readJson(c.req.raw, keyValueSchema)
    for (const { key, value } of pairs) remembered.set(remembers(c, key), value)
    return c.json(pairs)
  })
  app.get('/users/:ids', (c) => {
    const users = c.req
      .param('ids')
      .split(',')
      .map((id) => ({ id, displayName: editors.get(id)?.name ?? id, imageUrl: null, isRobot: false }))
    return c.json(users.length === 1 ? users[0] : users)
  })

  app.get('/auth/id', (c) => c.json({ id: asking(c.req.header('Authorization')).id }))
  // The hosted service has no such endpoint: this project's own Studio asks it, with the name that was given.
  app.post('/auth/editors', async (c) => {
    const { name } = await readJson(c.req.raw, nameSchema)
    const editor = editors.named(name, editors.bearing(c.req.header('Authorization')))
    return c.json({ ...editor, token: editor.id })
  })
  app.post('/auth/logout', (c) => c.body(null, 204))
  app.get('/auth/providers', (c) => c.json({ providers: [] }))

  app.get(`/projects/${projectId}`, (c) => {
    const members = editors.all().map(({ id }) => ({ id, role: role.name, roles: [role], isRobot: false }))
    return c.json({ ...project, members })
  })
  app.get(`/projects/${projectId}/grants`, (c) =>
    c.json({ 'sanity.project': [{ grants: [{ name: 'read' }] }] }),
  )
  app.get(`/projects/${projectId}/datasets/${dataset}/acl`, (c) => c.json([everything]))
  const listDatasets = (addonFor: string | undefined) => (addonFor === undefined ? datasets : [])
  app.get(`/projects/${projectId}/datasets`, (c) => c.json(listDatasets(c.req.query('addonFor'))))
  app.get('/datasets', (c) => c.json(listDatasets(c.req.query('addonFor'))))
  app.get(`/projects/${projectId}/user-applications`, (c) => c.json([]))
  app.get(`/projects/${projectId}/features`, (c) => c.json([]))
  app.get('/user-applications', (c) => c.json([]))
  app.get('/features', (c) => c.json([]))

  // Nothing is sent anywhere, and nothing is counted.
  app.get('/intake/telemetry-status', (c) => c.json({ status: 'denied' }))
  app.post('/intake/batch', (c) => c.body(null, 204))
}

/** The author of what a request writes. A token that is not known here counts as none: no edit is lost over it. */
export const authorOf = (
  { req }: { readonly req: { header(name: string): string | undefined } },
  editors: Editors,
): string => (editors.bearing(req.header('Authorization')) ?? anonymous).id
