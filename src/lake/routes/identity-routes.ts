import { z } from 'zod'
import { anonymous, type Editor, type Editors } from '../editors.ts'
import { requestError } from '../errors.ts'
import { authorOf, readJsonBody } from './request.ts'
import type { LakeServices, RequestContext, Routes } from './services.ts'

const role = { name: 'administrator', title: 'Administrator', description: 'May do everything' }

/** Every editor is an administrator: the lake has no roles. */
const profileOf = ({ id, name }: Editor) => ({
  id,
  name,
  email: '',
  profileImage: null,
  provider: 'local',
  role: role.name,
  roles: [role],
})

const allPermissions = {
  filter: '_id in path("**")',
  permissions: ['read', 'create', 'update', 'history', 'editHistory', 'manage'],
}

const nameSchema = z.object({ name: z.string() })
const keyValueSchema = z.array(z.object({ key: z.string(), value: z.unknown() }))

/** The current user, their permissions, and the project: what the Studio requests before it shows anything. */
export function identityRoutes(app: Routes, { projectId, datasetName, editors }: LakeServices): void {
  app.get('/ping', (c) => c.json({ pong: true, lake: 'embedded', projectId, dataset: datasetName }))
  app.get('/check/cors', (c) => c.json({ result: { allowed: true, withCredentials: true } }))
  userRoutes(app, editors)
  projectRoutes(app, { projectId, datasetName, editors })
  // Telemetry is off: the Studio is told so, and a batch that is sent anyway is ignored.
  app.get('/intake/telemetry-status', (c) => c.json({ status: 'denied' }))
  app.post('/intake/batch', (c) => c.body(null, 204))
}

function userRoutes(app: Routes, editors: Editors): void {
  /** @throws {HttpError} 401 for an unknown token: the Studio then asks for a name again */
  const currentEditor = (c: RequestContext): Editor => {
    const authorization = c.req.header('Authorization')
    const editor = authorization === undefined ? anonymous : editors.withToken(authorization)
    if (editor === undefined) throw requestError(401, 'This lake does not know that token')
    return editor
  }
  // The Studio's settings of each user, such as recent searches and column widths. They last until the lake stops.
  const settings = new Map<string, unknown>()
  const settingName = (c: RequestContext, key: string) => `${authorOf(c, editors)} ${key}`

  app.get('/users/me', (c) => c.json(profileOf(currentEditor(c))))
  app.get('/users/me/keyvalue/:keys', (c) => {
    const keys = c.req.param('keys').split(',')
    return c.json(keys.map((key) => ({ key, value: settings.get(settingName(c, key)) ?? null })))
  })
  app.put('/users/me/keyvalue', async (c) => {
    const pairs = await readJsonBody(c.req.raw, keyValueSchema)
    for (const { key, value } of pairs) settings.set(settingName(c, key), value)
    return c.json(pairs)
  })
  app.get('/users/:ids', (c) => {
    const users = c.req
      .param('ids')
      .split(',')
      .map((id) => ({ id, displayName: editors.get(id)?.name ?? id, imageUrl: null, isRobot: false }))
    return c.json(users.length === 1 ? users[0] : users)
  })

  app.get('/auth/id', (c) => c.json({ id: currentEditor(c).id }))
  // The hosted service has no such endpoint. This project's own Studio sends the name that an editor typed.
  app.post('/auth/editors', async (c) => {
    const { name } = await readJsonBody(c.req.raw, nameSchema)
    const editor = editors.register(name, editors.withToken(c.req.header('Authorization')))
    return c.json({ ...editor, token: editor.id })
  })
  app.post('/auth/logout', (c) => c.body(null, 204))
  app.get('/auth/providers', (c) => c.json({ providers: [] }))
}

function projectRoutes(
  app: Routes,
  { projectId, datasetName, editors }: Pick<LakeServices, 'projectId' | 'datasetName' | 'editors'>,
): void {
  const project = {
    id: projectId,
    displayName: projectId,
    organizationId: null,
    features: [],
    metadata: {},
    studioHost: null,
  }
  const datasets = [
    { name: datasetName, aclMode: 'private', createdAt: '1970-01-01T00:00:00.000Z', tags: [] },
  ]
  // Where they lack comments, the Studio puts the frame of an offer around all of its tools as soon as it is told, and so
  // draws them once more: what was typed until then is lost. The settings of our Studio turn comments off.
  const features = ['studioComments']
  const listDatasets = (addonFor: string | undefined) => (addonFor === undefined ? datasets : [])

  const withMembers = () => ({
    ...project,
    members: editors.all().map(({ id }) => ({ id, role: role.name, roles: [role], isRobot: false })),
  })
  app.get('/projects', (c) => c.json([c.req.query('includeMembers') === 'false' ? project : withMembers()]))
  app.get(`/projects/${projectId}`, (c) => c.json(withMembers()))
  app.get(`/projects/${projectId}/grants`, (c) =>
    c.json({ 'sanity.project': [{ grants: [{ name: 'read' }] }] }),
  )
  app.get(`/projects/${projectId}/datasets/${datasetName}/acl`, (c) => c.json([allPermissions]))
  app.get(`/projects/${projectId}/datasets`, (c) => c.json(listDatasets(c.req.query('addonFor'))))
  app.get('/datasets', (c) => c.json(listDatasets(c.req.query('addonFor'))))
  app.get(`/projects/${projectId}/user-applications`, (c) => c.json([]))
  app.get(`/projects/${projectId}/features`, (c) => c.json(features))
  app.get('/user-applications', (c) => c.json([]))
  app.get('/features', (c) => c.json(features))
}
