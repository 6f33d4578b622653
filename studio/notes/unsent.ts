import { isRecord } from '#src/model/fields.ts'
import { remember, remembered } from '../remembered.ts'

/** What was begun and not saved yet about a document, so that it is there again after another form or a reload. */

export function unsentNote(document: string): string {
  const text = all()[document]
  return typeof text === 'string' ? text : ''
}

/** @param text nothing of the document is remembered where it is empty */
export function keepUnsent(document: string, text: string): void {
  const { [document]: _, ...others } = all()
  remember(key, text === '' ? others : { ...others, [document]: text })
}

const key = 'unsent-notes'

function all(): Readonly<Record<string, unknown>> {
  const known = remembered(key)
  return isRecord(known) ? known : {}
}
