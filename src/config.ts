import { z } from 'zod'
import { deployTargetForms, deployTargetOf } from './deploy-target.ts'

/** The checked settings. Every setting is optional; docs/operators/settings.md lists them. */
export type Config = {
  dataDir: string
  lakePort: number
  studioPort: number
  sitePort: number
  /** Absolute address of the site. May have a path; always ends in a slash. */
  siteUrl: URL
  previewPort: number
  /** Where the publisher listens for webhooks, if it has a secret for them. */
  publisherPort: number
  /** Absolute address of the draft preview, with the path of the site. Undefined for a hosted project without `PREVIEW_URL`. */
  previewUrl: URL | undefined
  /** Absolute address of the Studio; ends in a slash. */
  studioUrl: URL
  /** What an empty embedded lake is filled with when it starts: the default content, a whole congress, or nothing. */
  defaultContent: 'yes' | 'congress' | 'no'
  /** How `npm run publisher` and `npm run serve` write what happens: for people, or a line of JSON for each event. */
  log: 'text' | 'json'
  /** Whether readers may keep editions in their browsers, for when they have no network. */
  offline: boolean
  lake: EmbeddedLake | HostedLake
}

export type EmbeddedLake = { kind: 'embedded'; projectId: string; dataset: string; url: string }
export type HostedLake = { kind: 'hosted'; projectId: string; dataset: string }

/** Settings that may reach a browser: no token, and no address of this machine when the lake is hosted. */
export type PublicSettings = {
  projectId: string
  dataset: string
  apiVersion: string
  apiHost?: string
  /** Absolute address of the published site, ends in a slash; missing while the site has no address. */
  siteUrl?: string
  /** Absolute address of the draft preview, ends in a slash. */
  previewUrl?: string
}

/** The version of the Content Lake's HTTP interface that site and Studio speak. */
export const apiVersion = '2025-02-19'

/** Settings that cannot be used. `problems` has one entry per variable. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[]
  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ variable, found, allowed }) => `${variable} is ${found}; ${allowed}`).join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

export type ConfigProblem = { variable: string; found: string; allowed: string }

/**
 * Reads the settings from environment variables; an empty variable counts as not set.
 * @throws {ConfigError} naming each wrong variable, what was found and what is allowed
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(allowed).map((name) => [name, env[name]?.trim() === '' ? undefined : env[name]?.trim()]),
  )
  const result = environment.safeParse(given)
  if (!result.success) {
    const variables = new Set(result.error.issues.map((issue) => String(issue.path[0])))
    throw new ConfigError(
      [...variables].map((variable) => ({
        variable,
        found: secret.has(variable) ? 'set to something unusable' : quoted(given[variable]),
        allowed: allowed[variable as keyof typeof allowed],
      })),
    )
  }
  const settings = result.data
  const ports = {
    LAKE_PORT: settings.LAKE_PORT,
    STUDIO_PORT: settings.STUDIO_PORT,
    SITE_PORT: settings.SITE_PORT,
    PREVIEW_PORT: settings.PREVIEW_PORT,
    PUBLISHER_PORT: settings.PUBLISHER_PORT,
  }
  for (const [name, port] of Object.entries(ports)) {
    const [other] = Object.entries(ports).find(([, otherPort]) => otherPort === port) ?? [name]
    if (other !== name)
      throw new ConfigError([
        { variable: name, found: quoted(String(port)), allowed: `${other} is the same; they must differ` },
      ])
  }
  const siteUrl = new URL(settings.SITE_URL ?? `http://localhost:${settings.SITE_PORT}`)
  if (!siteUrl.pathname.endsWith('/')) siteUrl.pathname += '/'
  const studioUrl = new URL(settings.STUDIO_URL ?? `http://localhost:${settings.STUDIO_PORT}`)
  if (!studioUrl.pathname.endsWith('/')) studioUrl.pathname += '/'
  const preview =
    settings.PREVIEW_URL ??
    (settings.SANITY_PROJECT_ID ? undefined : `http://localhost:${settings.PREVIEW_PORT}`)
  return {
    dataDir: settings.DATA_DIR,
    lakePort: settings.LAKE_PORT,
    studioPort: settings.STUDIO_PORT,
    sitePort: settings.SITE_PORT,
    siteUrl,
    previewPort: settings.PREVIEW_PORT,
    publisherPort: settings.PUBLISHER_PORT,
    previewUrl: preview === undefined ? undefined : new URL(siteUrl.pathname, preview),
    studioUrl,
    defaultContent: settings.DEFAULT_CONTENT,
    log: settings.LOG,
    offline: settings.OFFLINE === 'yes',
    lake: settings.SANITY_PROJECT_ID
      ? { kind: 'hosted', projectId: settings.SANITY_PROJECT_ID, dataset: settings.SANITY_DATASET }
      : {
          kind: 'embedded',
          projectId: 'local',
          dataset: settings.SANITY_DATASET,
          url: `http://localhost:${settings.LAKE_PORT}`,
        },
  }
}

/** The settings that the Studio's bundle may contain. */
export function publicSettings(config: Config): PublicSettings {
  const { lake } = config
  const { projectId, dataset } = lake
  const siteUrl = publishedSite(config)?.href
  return {
    projectId,
    dataset,
    apiVersion,
    ...(lake.kind === 'embedded' && { apiHost: lake.url }),
    ...(siteUrl !== undefined && { siteUrl }),
    ...(config.previewUrl && { previewUrl: config.previewUrl.href }),
  }
}

/**
 * The address at which the Studio reads the ledger of the published site. With the embedded lake it is the site on
 * this machine, whatever host `SITE_URL` names. With a hosted lake it is `SITE_URL`; undefined where that is not set.
 */
export function publishedSite({ lake, siteUrl, sitePort }: Config): URL | undefined {
  if (lake.kind === 'embedded') return new URL(siteUrl.pathname, `http://localhost:${sitePort}`)
  return siteUrl.hostname === 'localhost' ? undefined : siteUrl
}

const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((value) => value >= 1 && value <= 65535)
    .default(fallback)

const address = z.url({ protocol: /^https?$/ }).refine((value) => !/[?#]/.test(value))

const environment = z.object({
  DATA_DIR: z.string().default('.data'),
  LAKE_PORT: port(3900),
  STUDIO_PORT: port(3333),
  SITE_PORT: port(4321),
  PREVIEW_PORT: port(4322),
  PUBLISHER_PORT: port(4323),
  SITE_URL: address.optional(),
  PREVIEW_URL: address.refine((value) => URL.parse(value)?.pathname === '/').optional(),
  STUDIO_URL: address.optional(),
  DEFAULT_CONTENT: z.enum(['yes', 'congress', 'no']).default('yes'),
  LOG: z.enum(['text', 'json']).default('text'),
  OFFLINE: z.enum(['yes', 'no']).default('yes'),
  SANITY_PROJECT_ID: z
    .string()
    .regex(/^[a-z0-9][-a-z0-9]*$/)
    .optional(),
  SANITY_DATASET: z
    .string()
    .regex(/^[a-z0-9~][-_a-z0-9]{0,63}$/)
    .default('production'),
  SANITY_TOKEN: z.string().min(20).optional(),
  WEBHOOK_SECRET: z.string().min(16).optional(),
  DEPLOY_TO: z
    .string()
    .refine((value) => deployTargetOf(value) !== undefined)
    .optional(),
})

const allowed = {
  DATA_DIR: 'it must be the path of a folder',
  LAKE_PORT: 'it must be a port number from 1 to 65535',
  STUDIO_PORT: 'it must be a port number from 1 to 65535',
  SITE_PORT: 'it must be a port number from 1 to 65535',
  PREVIEW_PORT: 'it must be a port number from 1 to 65535',
  PUBLISHER_PORT: 'it must be a port number from 1 to 65535',
  SITE_URL:
    'it must be an address such as https://forum.example.org or https://example.org/forum, without ? or #',
  PREVIEW_URL: 'it must be an address such as https://preview.example.org, without a path, ? or #',
  STUDIO_URL:
    'it must be an address such as https://studio.example.org or https://example.org/studio, without ? or #',
  DEFAULT_CONTENT:
    'it must be yes, congress for a whole invented congress, or no for a lake that starts empty',
  LOG: 'it must be text, or json for a line of JSON for each event',
  OFFLINE: 'it must be yes, or no to take away what readers keep for when they have no network',
  SANITY_PROJECT_ID: 'it must be the id of a Sanity project: lower-case letters, digits and dashes',
  SANITY_DATASET: 'it must be the name of a dataset: lower-case letters, digits, dashes and underscores',
  SANITY_TOKEN: 'it must be an API token of the project (at least 20 characters)',
  WEBHOOK_SECRET: 'it must be the secret of the webhook (at least 16 characters)',
  DEPLOY_TO: deployTargetForms,
} as const

/** Never shown, and not part of `Config`. The address of a repository may contain a password. */
const secret = new Set(['SANITY_TOKEN', 'WEBHOOK_SECRET', 'DEPLOY_TO'])

const quoted = (value: string | undefined): string => (value === undefined ? 'not set' : `"${value}"`)
