import { defineConfig, defineField, defineType } from 'sanity'
import { structureTool } from 'sanity/structure'
import { editorByName } from '#studio/editors/auth.ts'
import { settings } from '#studio/settings.ts'

const { projectId = '', dataset = '', apiHost = '' } = settings() ?? {}
const off = { enabled: false }

/** The form of a document with as many fields as a session's, drawn by Sanity alone. */
const plain = defineType({
  name: 'plain',
  type: 'document',
  fields: ['title', 'description', 'recap'].flatMap((name) =>
    ['En', 'Fr', 'Es', 'Note', 'Link', 'Date', 'Time'].map((kind) =>
      defineField({ name: `${name}${kind}`, type: name === 'title' ? 'string' : 'text', rows: 3 }),
    ),
  ),
})

/** A Studio without anything of this project but its login, to be measured beside it. */
export default defineConfig({
  ...{ projectId, dataset, apiHost },
  auth: editorByName({ projectId, dataset, apiHost }),
  plugins: [structureTool()],
  schema: { types: [plain] },
  document: { comments: off },
  ...{ announcements: off, mediaLibrary: off, releases: off, scheduledDrafts: off },
  ...{ scheduledPublishing: off, tasks: off },
})
