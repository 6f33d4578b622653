import type { Address } from '#src/addresses/paths.ts'
import type { PageFailure } from '#src/content/page-failure.ts'
import type { Fault } from '#src/rules/findings.ts'

/** The published content has faults, so there is no release. */
export class ContentFaultsError extends Error {
  readonly faults: readonly Fault[]
  readonly studioUrl: URL
  constructor(faults: readonly Fault[], studioUrl: URL) {
    super(`${faults.length} faults in the content`)
    this.name = 'ContentFaultsError'
    this.faults = faults
    this.studioUrl = studioUrl
  }
}

/** The Content Lake did not answer. `seconds` is how long we tried. */
export class LakeUnreachableError extends Error {
  readonly url: string
  readonly variable: string
  readonly seconds: number
  readonly found: string
  constructor(facts: { url: string; variable: string; seconds: number; found: string }) {
    super(`No Content Lake at ${facts.url}`)
    this.name = 'LakeUnreachableError'
    this.url = facts.url
    this.variable = facts.variable
    this.seconds = facts.seconds
    this.found = facts.found
  }
}

/** The ledger of addresses should exist and cannot be read. `copy` is the path of the last one that was kept. */
export class LedgerError extends Error {
  readonly place: string
  readonly found: string
  readonly copy: string | undefined
  constructor(place: string, found: string, copy?: string) {
    super(`The ledger of addresses at ${place} cannot be read: ${found}`)
    this.name = 'LedgerError'
    this.place = place
    this.found = found
    this.copy = copy
  }
}

/** A release would remove what stands at the path of its output. */
export class OutputError extends Error {
  readonly path: string
  readonly found: string
  constructor(path: string, found: string) {
    super(`${path} cannot be replaced by a site: ${found}`)
    this.name = 'OutputError'
    this.path = path
    this.found = found
  }
}

/** Another program listens on the port. */
export class PortInUseError extends Error {
  readonly port: number
  readonly variable: string
  constructor(port: number, variable: string) {
    super(`Port ${port} is in use`)
    this.name = 'PortInUseError'
    this.port = port
    this.variable = variable
  }
}

/** A step that runs as its own process failed; `output` is what it printed. */
export class StepFailedError extends Error {
  readonly output: string
  constructor(step: string, output: string) {
    super(`${step} failed`)
    this.name = 'StepFailedError'
    this.output = output
  }
}

/** A page could not be made. `document` is the one that it shows, where there is one. */
export class PageFailedError extends Error {
  readonly address: Address
  readonly document: FailedDocument | undefined
  readonly studioUrl: URL
  constructor(
    { address, found, stack }: PageFailure,
    { document, studioUrl }: { document: FailedDocument | undefined; studioUrl: URL },
  ) {
    super(found)
    this.name = 'PageFailedError'
    this.address = address
    this.document = document
    this.studioUrl = studioUrl
    this.stack = stack
  }
}

export type FailedDocument = Pick<Fault, 'documentId' | 'documentType' | 'title'>

/** Releases cannot be read from, added to or switched in their folder. `found` says what is wrong. */
export class ReleaseStoreError extends Error {
  readonly kind: 'newerVersion' | 'unknownRelease' | 'filesMissing' | 'fileDamaged'
  readonly path: string
  readonly found: string
  constructor(kind: ReleaseStoreError['kind'], facts: { path: string; found: string }) {
    super(`${facts.path}: ${facts.found}`)
    this.name = 'ReleaseStoreError'
    this.kind = kind
    this.path = facts.path
    this.found = facts.found
  }
}
