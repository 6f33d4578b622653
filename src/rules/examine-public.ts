import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { type Locale, sourceLocale } from '#src/locales.ts'
import { publicAt, type ScheduledVersion } from '#src/model/scheduled-version.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type Examined, examine } from './examine.ts'
import type { Finding } from './findings.ts'

export type ExaminedPublic = Examined & {
  /** What was examined. */
  documents: readonly RawDocument[]
  /** Versions whose time has come, and that would bring a fault: what was public before stays. */
  heldBack: readonly ScheduledVersion[]
  /** The faults that these would bring. */
  heldFaults: readonly Finding[]
  /** When versions become or became public, in milliseconds since 1970. */
  times: readonly number[]
}

/**
 * Checks what is public at a moment. Nobody may be there when the time of a version comes: one that would bring a fault into
 * content without any is left out, so that it holds nothing else back.
 * @param stored documents and scheduled versions, as the lake has them
 * @param now milliseconds since 1970
 */
export function examinePublic(
  stored: readonly RawDocument[],
  now: number,
  ledger: Ledger = emptyLedger,
  locale: Locale = sourceLocale,
): ExaminedPublic {
  const without = new Set<ScheduledVersion>()
  const heldFaults: Finding[] = []
  for (;;) {
    const { documents, due, times } = publicAt(stored, now, without)
    const examined = examine(documents, ledger, locale)
    const faulty = new Set(examined.faults.map(({ documentId }) => documentId))
    // Where no document with a fault has a version, another one may need what a version takes away.
    const named = due.filter(({ document }) => faulty.has(document))
    const suspected = named.length > 0 ? named : due
    if (faulty.size === 0 || suspected.length === 0) {
      const { snapshot, faults } = examined
      return {
        ...{ documents, times, snapshot, faults, heldBack: [...without], heldFaults },
        get warnings() {
          return examined.warnings
        },
      }
    }
    heldFaults.push(...examined.faults)
    for (const one of suspected) without.add(one)
  }
}
