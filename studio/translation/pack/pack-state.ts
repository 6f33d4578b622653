import { t } from '../../language.ts'
import { sharedState } from '../../shared-state.ts'
import { packErrorReason, readPackFile } from './pack-file.ts'
import type { ReturnedPack } from './returned-pack.ts'

/** The pack that an editor has brought back, and what is chosen of it. */
export type PackState = {
  /** The name of a file that is being read. */
  reading?: string | undefined
  /** Why the last file could not be read. */
  error?: string | undefined
  returned?: ReturnedPack | undefined
  /** Texts, by id, that the editor has ticked or unticked. */
  ticks: ReadonlyMap<string, boolean>
  asReviewed: boolean
}

const closed: PackState = {
  ...{ reading: undefined, error: undefined, returned: undefined },
  ...{ ticks: new Map(), asReviewed: false },
}
const { useState, update } = sharedState(closed)

export { update as updatePack, useState as usePackState }

export const closePack = (): void => update(closed)

/** Reads a file that an editor chose or dropped. */
export async function openPack(file: File): Promise<void> {
  update({ ...closed, reading: file.name })
  try {
    update({ reading: undefined, returned: await readPackFile(file) })
  } catch (error) {
    const text = t(`studio.pack.error.${packErrorReason(error)}`, { name: file.name })
    update({ reading: undefined, error: text })
  }
}
