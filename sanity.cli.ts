import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import process from 'node:process'
import { defineCliConfig } from 'sanity/cli'
import { publicSettings } from '#src/config.ts'
import { toolConfig } from '#src/env.ts'
import { jsonWithoutAttributes } from '#src/vite.ts'

const config = toolConfig()
const settings = publicSettings(config)
if (settings.apiHost !== undefined) reachLake(settings.apiHost)

export default defineCliConfig({
  api: { projectId: settings.projectId, dataset: settings.dataset },
  server: { hostname: 'localhost', port: config.studioPort },
  // The Studio stays as it was built: nothing is fetched from elsewhere, on no machine.
  deployment: { autoUpdates: false },
  reactStrictMode: false,
  vite: {
    // A bundle has no environment, so the settings that a browser may know are written into it.
    define: { PUBLIC_SETTINGS: JSON.stringify(settings) },
    plugins: [jsonWithoutAttributes()],
    // Packages are then bundled once, before the Studio asks for them one after the other.
    optimizeDeps: { entries: ['sanity.config.ts', 'studio/**/*.{ts,tsx}'] },
  },
  typegen: {
    path: './src/model/queries.ts',
    schema: '.sanity/schema.json',
    generates: process.env.TYPES_FILE ?? './src/model/types.ts',
    overloadClientMethods: true,
  },
})

/**
 * Leads the commands that read and write content to the embedded lake: `npx sanity documents …`, `datasets …`.
 * The tool asks `<project>.localhost`, which browsers know to be this machine (RFC 6761, section 6.3) and Node does
 * not everywhere; and it wants to be logged in, which the lake does not ask for.
 */
function reachLake(apiHost: string): void {
  if (!/^(documents?|datasets?)$/.test(process.argv[2] ?? '')) return
  process.env.SANITY_INTERNAL_ENV = apiHost
  process.env.SANITY_AUTH_TOKEN = 'embedded'
  const lookup = dns.lookup
  const lookupHere = (host: string, ...rest: unknown[]) =>
    Reflect.apply(lookup, dns, [host.endsWith('.localhost') ? 'localhost' : host, ...rest])
  Object.assign(dns, { lookup: lookupHere })
  syncBuiltinESMExports()
}
