import type { Finding } from '#src/rules/findings.ts'

/** A kind of finding: its code, or that of another which says the same with fewer facts. */
export type FindingKind = Exclude<Finding['code'], 'deadLinkMeant'>

/** Findings of one kind, those of a document together. */
export type FindingGroup = { kind: FindingKind; documents: readonly (readonly Finding[])[] }

/**
 * Findings by kind, the most frequent kinds last, so that one among many is seen; those of one kind in their order. Two
 * sessions that are in each other's way are told once, with the first of them.
 */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  const told = new Set<string>()
  const once = findings.filter((finding) => {
    const pair = pairOf(finding)
    if (pair === undefined) return true
    const isNew = !told.has(pair)
    told.add(pair)
    return isNew
  })
  return [...Map.groupBy(once, kindOf)]
    .sort(([, one], [, other]) => one.length - other.length)
    .map(([kind, own]) => ({
      kind,
      documents: [...Map.groupBy(own, ({ documentId }) => documentId).values()],
    }))
}

const kindOf = ({ code }: Finding): FindingKind => (code === 'deadLinkMeant' ? 'deadLink' : code)

/** The same for both sides of a conflict; undefined for what is about one document. */
function pairOf({ code, title, facts }: Finding): string | undefined {
  const { other, shared = '' } = facts
  return other !== undefined && pairs.has(code)
    ? [code, ...[title, other].sort(), shared].join('\n')
    : undefined
}

const pairs: ReadonlySet<string> = new Set(['roomConflict', 'contributorConflict', 'duringBreak', 'sameTime'])
