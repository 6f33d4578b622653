import { z } from 'zod'
import { type Lakeside, type Routes, readJson } from './app.ts'

const role = { name: 'administrator', title: 'Administrator', description: 'May do everything' }

/** The lake has no login: whoever reaches it is the one editor. */
export const editor = {
  id: 'editor',
  name: 'Editor',
  email: 'editor@localhost',
  profileImage: null,
  provider: 'local',
  role: role.name,
  roles: [role],
} as const

const everything = {
  filter: '_id in path("**")',
  permissions: ['read', 'create', 'update', 'history', 'editHistory', 'manage'],
}

const keyValueSchema = z.array(z.object({ key: z.string(), value: z.unknown() }))

/** Who is asking, and what they may do: what the Studio wants to know before it shows anything. */
export function identityRoutes(app: Routes, { projectId, dataset }: Lakeside): void {
  const project = {
    id: projectId,
    displayName: projectId,
    organizationId: null,
    members: [{ id: editor.id, role: role.name, roles: [role], isRobot: false }],
    features: [],
    metadata: {},
    studioHost: null,
  }
  const datasets = [{ name: dataset, aclMode: 'private', createdAt: '1970-01-01T00:00:00.000Z', tags: [] }]
  // What the Studio remembers for its user (searches, widths) lives as long as the lake runs.
  const remembered = new Map<string, unknown>()

  app.get('/ping', (c) => c.json({ pong: true, lake: 'embedded', projectId, dataset }))
  app.get('/check/cors', (c) => c.json({ result: { allowed: true, withCredentials: true } }))

  app.get('/users/me', (c) => c.json(editor))
  app.get('/users/me/keyvalue/:keys', (c) => {
    const keys = c.req.param('keys').split(',')
    return c.json(keys.map((key) => ({ key, value: remembered.get(key) ?? null })))
  })
  app.put('/users/me/keyvalue', async (c) => {
    const pairs = await readJson(c.req.raw, keyValueSchema)
    for (const { key, value } of pairs) remembered.set(key, value)
    return c.json(pairs)
  })
  app.get('/users/:ids', (c) => {
    const users = c.req
      .param('ids')
      .split(',')
      .map((id) => ({ id, displayName: id === editor.id ? editor.name : id, imageUrl: null, isRobot: false }))
    return c.json(users.length === 1 ? users[0] : users)
  })
  app.get('/auth/id', (c) => c.json({ id: editor.id }))
  app.get('/auth/providers', (c) => c.json({ providers: [] }))

  app.get(`/projects/${projectId}`, (c) => c.json(project))
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
