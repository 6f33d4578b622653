import { emptyLedger } from '#src/addresses/ledger.ts'
import { addressesOf } from '#src/addresses/paths.ts'
import type { Content } from '#src/content/content.ts'
import { Moment } from '#src/content/moment.ts'
import type { Published } from '#src/feeds/alternates.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { documentsOf } from '#src/programme/documents.ts'
import { examine } from '#src/rules/examine.ts'
import { stored } from '../seed/stored.ts'

/** The published content of a release of these documents. */
export function published(documents: readonly RawDocument[] = stored): Published & Pick<Content, 'moment'> {
  const { snapshot, faults } = examine(documents, emptyLedger)
  if (!snapshot) throw new Error(JSON.stringify(faults))
  return {
    ...{ documents: documentsOf(snapshot), addresses: addressesOf(snapshot) },
    moment: new Moment(snapshot, 0),
  }
}
