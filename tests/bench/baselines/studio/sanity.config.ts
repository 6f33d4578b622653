import { defineConfig, defineField, defineType } from 'sanity'
import { structureTool } from 'sanity/structure'
import { editorByName } from '#studio/editors/auth.ts'
import { settings } from '#studio/settings.ts'

const { projectId = '', dataset = '', apiHost = '' } = settings() ?? {}
const off = { enabled: false }

const titled = (...names: readonly string[]) =>
  ['En', 'Fr', 'Es'].flatMap((language) => names.map((name) => `${name}${language}`))

/** The form of a document with the kinds of fields of a session, drawn by Sanity alone. */
const plain = defineType({
  name: 'plain',
  type: 'document',
  fields: [
    ...titled('title', 'slug', 'format').map((name) => defineField({ name, type: 'string' })),
    ...titled('description', 'recap').map((name) =>
      defineField({ name, type: 'array', of: [{ type: 'block' }] }),
    ),
    ...['date', 'start', 'end', 'status'].map((name) => defineField({ name, type: 'string' })),
    ...['edition', 'part'].map((name) =>
      defineField({ name, type: 'reference', to: [{ type: 'plain' }], weak: true }),
    ),
    ...['rooms', 'people'].map((name) =>
      defineField({ name, type: 'array', of: [{ type: 'reference', to: [{ type: 'plain' }], weak: true }] }),
    ),
    defineField({ name: 'image', type: 'image' }),
    defineField({ name: 'files', type: 'array', of: [{ type: 'file' }] }),
  ],
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
