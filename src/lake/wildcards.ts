import { jsonMatch, type SingleValuePath, slicePath, stringifyPath } from '@sanity/json-match'
import type { PatchOperations } from './mutations.ts'

/** A patch with one operation at one path. */
type Step = Pick<
  PatchOperations,
  'set' | 'setIfMissing' | 'unset' | 'inc' | 'dec' | 'insert' | 'diffMatchPatch'
>
type Steps = (document: unknown) => readonly Step[]

/** The kinds of operations, in the order in which the library applies them. */
const kinds = ['setIfMissing', 'set', 'unset', 'diffMatchPatch', 'inc', 'dec', 'insert'] as const
/** How many places one path may stand for. */
const maxPlaces = 10_000

/**
 * The operations of a patch without the wildcards of JSONMatch (`friends[*].name`, `friends[].name`, `names.*`): the
 * library that applies patches knows all of JSONMatch but these.
 * @returns for each operation, a function from the document as it is then to the places that the path stands for; and
 *   undefined for a patch without wildcards. The function throws for a path that is not valid
 */
export function withoutWildcards(operations: PatchOperations): readonly Steps[] | undefined {
  const steps = kinds.flatMap((kind): readonly (Steps & { path: string })[] => {
    if (kind === 'insert') return operations.insert ? [insertSteps(operations.insert)] : []
    if (kind === 'unset') return (operations.unset ?? []).map(unsetSteps)
    return Object.entries(operations[kind] ?? {}).map(([path, value]) => valueSteps(kind, path, value))
  })
  return steps.some(({ path }) => hasWildcard(path)) ? steps : undefined
}

const valueSteps = (kind: string, path: string, value: unknown) =>
  Object.assign(
    (document: unknown) => places(path, document).map((place): Step => ({ [kind]: { [place]: value } })),
    { path },
  )

const unsetSteps = (path: string) =>
  Object.assign(
    // From the last to the first, since the items after a removed one move.
    (document: unknown) => [{ unset: [...places(path, document)].reverse() }],
    { path },
  )

function insertSteps({ items, ...at }: NonNullable<PatchOperations['insert']>) {
  const [[position = '', path = ''] = []] = Object.entries(at)
  // All items of a list are a range of it, between whose ends nothing is inserted.
  const [, list = path, last = ''] = /^(.*?)(\[[^[\]]*\])?$/s.exec(starred(path)) ?? []
  const range = last === '[*]' ? '[0:]' : last
  const insert = (place: string) => ({ insert: { [position]: `${place}${range}`, items } }) as Step
  return Object.assign((document: unknown) => places(list, document).map(insert), { path })
}

/** A text that is not closed goes to the end, so that the time is proportional to the length. */
const quoted = /"(?:[^"\\]|\\[\s\S]?)*(?:"|$)|'(?:[^'\\]|\\[\s\S]?)*(?:'|$)/g

const hasWildcard = (path: string): boolean => /\*|\[\s*\]/.test(path.replace(quoted, '""'))

/** @example starred('friends[].name') → 'friends[*].name' */
const starred = (path: string): string =>
  path.replace(new RegExp(`${quoted.source}|\\[\\s*\\*?\\s*\\]`, 'g'), (part) =>
    part.startsWith('[') ? '[*]' : part,
  )

/** The paths, each of one place, that a path with wildcards stands for; any other path as it is. */
function places(path: string, document: unknown): readonly string[] {
  if (!hasWildcard(path)) return [path]
  const found: string[] = []
  for (const match of jsonMatch(document, starred(path))) {
    if (found.length === maxPlaces) throw new Error(`The path "${path}" stands for too many places`)
    if (canHoldValues(match.path, document)) found.push(stringifyPath(match.path))
  }
  return found
}

/** JSONMatch also finds attributes of texts and numbers, which have none. */
function canHoldValues(path: SingleValuePath, document: unknown): boolean {
  const [parent] = path.length > 1 ? jsonMatch(document, slicePath(path, 0, -1)) : [{ value: document }]
  return parent !== undefined && (parent.value === undefined || Object(parent.value) === parent.value)
}
