import type { Fault } from '#src/rules/findings.ts'

/** Published content that a build refuses. */
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

/** A Content Lake that did not answer. `seconds` is how long it was tried. */
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

/** A ledger of addresses that should be there and cannot be read. */
export class LedgerError extends Error {
  readonly place: string
  readonly found: string
  constructor(place: string, found: string) {
    super(`The ledger of addresses at ${place} cannot be read: ${found}`)
    this.name = 'LedgerError'
    this.place = place
    this.found = found
  }
}

/** A port that another program listens on. */
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

/** A step that runs as a program of its own and failed; `output` is what it said. */
export class StepFailedError extends Error {
  readonly output: string
  constructor(step: string, output: string) {
    super(`${step} failed`)
    this.name = 'StepFailedError'
    this.output = output
  }
}
