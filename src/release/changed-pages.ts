import type { Addresses, Entry } from '#src/addresses/paths.ts'
import { fileAt } from './renderer/renderer.ts'

/**
 * The pages that differ between two releases, as the Studio counts them before a publication
 * (`src/content/changes.ts`): in each language those that are new, changed, at a new address, or gone.
 * @param isDifferent whether the file at a path is new or has other bytes
 */
export function changedPages(
  before: Addresses,
  after: Addresses,
  isDifferent: (path: string) => boolean,
): readonly Entry[] {
  const gone = before.entries.filter(
    ({ locale, subject: { kind, id } }) => after.of(locale, kind, id) === undefined,
  )
  return [...gone, ...after.entries.filter((entry) => filesOf(entry).some(isDifferent))]
}

/** The files of a page: “my programme” reads its sessions from one beside it. */
const filesOf = ({ address, subject }: Entry): readonly string[] => [
  fileAt(address),
  ...(subject.kind === 'myProgramme' ? [fileAt(`${address}sessions.json`)] : []),
]
