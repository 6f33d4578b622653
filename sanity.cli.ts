import process from 'node:process'
import { defineCliConfig } from 'sanity/cli'
import { publicSettings, readConfig } from '#src/config.ts'

const config = readConfig(process.env)
const settings = publicSettings(config)

export default defineCliConfig({
  api: { projectId: settings.projectId, dataset: settings.dataset },
  server: { hostname: 'localhost', port: config.studioPort },
  // The Studio stays as it was built: nothing is fetched from elsewhere, on no machine.
  deployment: { autoUpdates: false },
  reactStrictMode: false,
  // A bundle has no environment, so the settings that a browser may know are written into it.
  vite: { define: { PUBLIC_SETTINGS: JSON.stringify(settings) } },
  typegen: {
    path: './src/model/queries.ts',
    schema: '.sanity/schema.json',
    generates: process.env.TYPES_FILE ?? './src/model/types.ts',
    overloadClientMethods: true,
  },
})
