import type { RawDocument } from '#src/model/schema.ts'
import { editionOfText } from '../edition-fields.ts'
import { parse } from '../parse.ts'
import type { Plan, SourceLine } from '../plan.ts'
import { hasOffsets, sessionTableIn } from '../sheets/session-table.ts'

/** The edition that a text goes into: the one that the editor chose, else the one that the text names; undefined for a new one. */
export const editionFor = (
  plan: Plan,
  documents: readonly RawDocument[],
  into: string | undefined,
): RawDocument | undefined =>
  into === undefined ? editionOfText(plan, documents) : documents.find(({ _id }) => _id === into)

/**
 * The plan of a text in the clocks of where it goes: times with an offset are those of the edition that exists, unless the editor chose
 * another zone for them.
 */
export function localPlan(
  lines: readonly SourceLine[],
  options: NonNullable<Parameters<typeof parse>[1]>,
  { documents, into }: { documents: readonly RawDocument[]; into: string | undefined },
): Plan {
  const plan = parse(lines, options)
  const { mapping } = options
  const table = mapping && sessionTableIn(lines)
  if (!mapping || !table || mapping.isZoneChosen || !hasOffsets(table, mapping.targets)) return plan
  const zone = editionFor(plan, documents, into)?.timeZone
  if (typeof zone !== 'string' || zone === mapping.zone) return plan
  return parse(lines, { ...options, mapping: { ...mapping, zone } })
}
