import type { ConflictKind } from '#src/model/codes.ts'
import { byTime } from '#src/model/order.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type Clash, clashesOf } from '#src/programme/clashes.ts'
import { conflictsOf } from '#src/programme/conflicts.ts'
import { conflictWarning } from '#src/rules/conflict-warnings.ts'
import { textOf, type Warning } from '#src/rules/findings.ts'
import { studioLocale, t } from '../language.ts'
import { documentName } from '../schema/list-text.ts'
import type { BoardLine } from './board-programme.ts'

/** Lines that conflict for one reason: what it is, and the lines in the order of time. */
export type BoardClash = { key: string; kind: ConflictKind; sentence: string; lines: readonly BoardLine[] }

export type BoardClashes = {
  /** A sentence for each line that conflicts, by its id: for each reason with the first of the others, and how many more there are. */
  byLine: ReadonlyMap<string, string>
  clashes: readonly BoardClash[]
}

/** The conflicts of lines. @param documents by their ids, for the names of rooms and contributors */
export function boardClashes(
  lines: readonly BoardLine[],
  documents: ReadonlyMap<string, RawDocument>,
): BoardClashes {
  const conflicts = conflictsOf(lines)
  const byId = new Map(lines.map((line) => [line.id, line]))
  const reasons = new Map(lines.map(({ id }) => [id, new Map<string, Reason>()]))
  for (const { kind, ids, shared } of conflicts) {
    for (const [id = '', otherId = ''] of [ids, ids.toReversed()]) {
      const [own, document, other] = [reasons.get(id), byId.get(id)?.document, byId.get(otherId)?.document]
      if (!own || !document || !other) continue
      const key = [kind, shared].join(' ')
      const known = own.get(key)
      const common = documents.get(shared ?? '') ?? shared ?? ''
      own.set(key, {
        warning: known?.warning ?? conflictWarning({ kind, document, other, shared: common }, documentName),
        others: known ? known.others + 1 : 0,
      })
    }
  }
  return {
    byLine: new Map(
      [...reasons].flatMap(([id, own]) =>
        own.size === 0 ? [] : [[id, [...own.values()].map(sentenceOf).join(' ')]],
      ),
    ),
    clashes: clashesOf(conflicts, (id) => byId.get(id)?.type === 'break').map((clash) => ({
      key: [clash.kind, clash.shared, clash.ids[0]].join(' '),
      kind: clash.kind,
      sentence: clashSentence(clash, documents),
      lines: clash.ids.flatMap((id) => byId.get(id) ?? []).sort(byTime),
    })),
  }
}

/** Why a line conflicts: the warning about the first of the others, and how many more there are. */
type Reason = { warning: Warning; others: number }

function sentenceOf({ warning, others }: Reason): string {
  const { field, wrong } = textOf(warning, studioLocale)
  const sentence = `${field} ${wrong}.`
  return others === 0 ? sentence : `${sentence} ${t('studio.board.clash.others', { count: others })}`
}

function clashSentence({ kind, shared }: Clash, documents: ReadonlyMap<string, RawDocument>): string {
  const document = documents.get(shared ?? '')
  return t(`studio.board.clash.${kind}`, { shared: document ? documentName(document) : '' })
}
