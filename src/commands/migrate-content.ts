import { ClientError, type SanityClient } from '@sanity/client'
import { wholeTransaction } from '#src/lake/index.ts'
import { documentTitle } from '#src/model/fields.ts'
import { type Left, migrated, type Step, stepsOf } from '#src/model/migration.ts'
import { byDocumentId } from '#src/model/order.ts'
import { oldDocumentsQuery } from '#src/model/queries.ts'
import { referencedId } from '#src/model/references.ts'
import { documentTypes, type RawDocument } from '#src/model/schema.ts'
import { UsageError } from './errors.ts'
import { counted } from './transfer/progress.ts'

type Options = {
  /** Only says what would change. */
  dryRun?: boolean
  /** Writes all in one transaction. A hosted project has limits, and gets several. */
  isEmbedded: boolean
  /** Called before anything is written; gives the place of the backup. */
  backUp?: (() => string | Promise<string>) | undefined
  log?: (line: string) => void
}

/**
 * Brings all stored content to the present shape, drafts and versions too, and says what it does and what stays. Does
 * nothing, and says nothing, where nothing has the earlier shape. Run again after it was interrupted, it does the rest.
 * @param client may read and write; reads are raw whatever its perspective
 * @returns whether anything had the earlier shape
 * @throws {UsageError} where somebody changed a document in the meantime, and what the client throws
 */
export async function migrateContent(client: SanityClient, options: Options): Promise<boolean> {
  const { dryRun = false, isEmbedded, backUp, log = console.log } = options
  const raw = client.withConfig({ perspective: 'raw', useCdn: false })
  if ((await raw.fetch(oldDocumentsQuery)) === 0) return false
  const stored = await raw.fetch<RawDocument[]>('*[_type in $types]', { types: [...documentTypes] })
  const documents = stored.sort(byDocumentId)
  const migration = migrated(documents)
  const steps = stepsOf(documents, migration)
  for (const left of migration.left) log(leftText(left))
  if (steps.length === 0) return true
  const { length: added } = migration.added
  const what = `${counted(steps.length - added, 'document')} of an earlier shape, ${counted(added, 'room')} to add`
  if (dryRun) {
    for (const step of steps) log(`  ${stepText(step, documents)}`)
    log(`Content to migrate: ${what}.`)
    return true
  }
  if (backUp) log(`Backup before content is migrated: ${await backUp()}`)
  await write(raw, steps, isEmbedded)
  log(`Content migrated: ${what}.`)
  return true
}

async function write(client: SanityClient, steps: readonly Step[], isWhole: boolean): Promise<void> {
  const size = isWhole ? steps.length : mostHosted
  const writer = isWhole
    ? client.withConfig({ headers: { ...client.config().headers, ...wholeTransaction } })
    : client
  for (let from = 0; from < steps.length; from += size)
    await writer
      .mutate(mutationsOf(steps.slice(from, from + size)), { visibility: 'sync', returnDocuments: false })
      .catch((error) => {
        if (!(error instanceof ClientError && error.statusCode === 409)) throw error
        throw new UsageError('Somebody changed the content in the meantime. Run the command again.')
      })
}

const mutationsOf = (steps: readonly Step[]) =>
  steps.map((step) => ('create' in step ? step : { patch: { ...step.patch, unset: [...step.patch.unset] } }))

/** Mutations in one request to a hosted project, which takes 4 MB. */
const mostHosted = 100

/** Why a document stays as it is, and what to do. */
export function leftText({ document, reason }: Left): string {
  const name = `“${documentTitle(document)}” (${document._type} ${document._id})`
  const why = {
    noPart: `its part (${referencedId(document.part) ?? 'none'}) is gone. Choose an edition for it in the Studio.`,
    noEditionOfPart: 'its part has no edition. Choose one in the Studio, for the part or for the session.',
    noEdition: 'there is no edition. Make one in the Studio.',
  }[reason]
  return `${name} stays as it is: ${why}`
}

function stepText(step: Step, documents: readonly RawDocument[]): string {
  if ('create' in step) return `new: room ${step.create._id} (“${documentTitle(step.create)}”)`
  const { id, set } = step.patch
  const document = documents.find(({ _id }) => _id === id)
  return `${document?._type} ${id}: ${Object.keys(set).join(', ')}`
}
