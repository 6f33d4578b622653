import { ClientError, ServerError } from '@sanity/client'
import { LostAddressError } from '#src/addresses/ledger.ts'
import { AssetError } from '#src/client/assets.ts'
import { ConfigError } from '#src/config.ts'
import { LakeError } from '#src/lake/index.ts'
import { sourceLocale } from '#src/locales.ts'
import { HostLimitError } from '#src/release/hosts.ts'
import { type Fault, textOf } from '#src/rules/findings.ts'
import { ArchiveError } from './transfer/archive.ts'
import { ContentInWayError } from './transfer/import-plan.ts'

/** Published content that a build refuses. */
export class ContentFaultsError extends Error {
  readonly faults: readonly Fault[]
  readonly studioUrl: string
  constructor(faults: readonly Fault[], studioUrl: string) {
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

/** A command that was called in a way that it does not know. */
export class UsageError extends Error {}

/** Somebody asked a command to end before it was done. */
export class StoppedError extends Error {}

/** A step that runs as a program of its own and failed; `output` is what it said. */
export class StepFailedError extends Error {
  readonly output: string
  constructor(step: string, output: string) {
    super(`${step} failed`)
    this.name = 'StepFailedError'
    this.output = output
  }
}

/** What to tell the person at the terminal. Only what nobody expected comes with a stack trace. */
export function explained(error: unknown): string {
  if (error instanceof ContentFaultsError) return faultsText(error)
  if (error instanceof ConfigError) return `Settings that cannot be used:\n${indented(error.message)}`
  if (error instanceof LakeUnreachableError) {
    const { url, variable, seconds, found } = error
    return `No Content Lake answers at ${url} (${variable}): ${found}, after ${seconds.toFixed(1)} s.\n${indented(
      variable === 'LAKE_PORT'
        ? 'Start it with "npm start" or "npm run lake", or set LAKE_PORT to the port that it listens on.'
        : `Check the network and ${variable}.`,
    )}`
  }
  if (error instanceof LedgerError) {
    return `${error.message}.\n${indented(
      `It holds every address that was ever published, so nothing is built without it. ${
        error.place.startsWith('http')
          ? 'For the very first release of a site run "npm run build -- --first".'
          : 'Bring the file back from a backup.'
      }`,
    )}`
  }
  if (error instanceof PortInUseError) {
    return `Port ${error.port} is used by another program. End that program, or set ${error.variable} to a free port.`
  }
  if (error instanceof LakeError) return lakeText(error)
  if (error instanceof LostAddressError)
    return `This build would lose addresses that were published:\n${indented(error.addresses.join('\n'))}`
  if (error instanceof HostLimitError)
    return `${error.message}. Nothing was written.\n${indented(error.todo)}`
  if (error instanceof AssetError) return error.message
  if (error instanceof ArchiveError) return archiveText(error)
  if (error instanceof ContentInWayError) return inWayText(error)
  if (error instanceof StoppedError) return 'Stopped. Nothing was changed.'
  if (error instanceof UsageError || isUnknownOption(error)) return error.message
  if (error instanceof ClientError || error instanceof ServerError)
    return `The lake refused this: ${error.message}`
  const file = fileText(error)
  if (file !== undefined) return file
  if (error instanceof StepFailedError) return `${error.message}:\n${indented(error.output.trim())}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** One entry a fault: where, what is wrong, what to do, and where to do it. */
export function faultEntries(faults: readonly Fault[], studioUrl: string): readonly string[] {
  return faults.map((fault) => {
    const { document, field, language, wrong, todo } = textOf(fault, sourceLocale)
    const place = [field, language].filter((text) => text !== '').join(', ')
    const path = fault.path === '' ? '' : `;path=${encodeURIComponent(fault.path)}`
    const link = `${studioUrl}/intent/edit/id=${fault.documentId};type=${fault.documentType}${path}`
    return `${document}: ${place === '' ? '' : `${place} `}${wrong}. ${todo}\n${indented(link)}`
  })
}

function faultsText({ faults, studioUrl }: ContentFaultsError): string {
  const count = faults.length === 1 ? 'One fault' : `${faults.length} faults`
  return `${count} in the published content; the last good release stays as it is.\n\n${faultEntries(faults, studioUrl).join('\n')}`
}

function archiveText({ path, problems }: ArchiveError): string {
  return `${path} cannot be brought in. Nothing was changed.\n${indented(firstOf(problems, 30, '\n'))}`
}

function inWayText({ titles }: ContentInWayError): string {
  if (titles === undefined)
    return 'Somebody has changed the content in the meantime. No document was brought in; do it again.'
  const named = firstOf(
    titles.map((title) => `“${title}”`),
    10,
    ', ',
  )
  return `${titles.length === 1 ? 'One document is' : `${titles.length} documents are`} in the lake already and not the same: ${named}. Nothing was changed.\n${indented(
    'Add --replace to put those of the file in their place, or --missing to bring in only what is not there.',
  )}`
}

/** A file or folder that the system does not let us read or write; undefined for any other error. */
function fileText(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    EACCES: 'it is not allowed',
    EPERM: 'it is not allowed',
    EROFS: 'the disk is for reading only',
    ENOENT: 'the folder is not there',
    EISDIR: 'it is a folder',
    ENOTDIR: 'there is a file in the place of a folder',
  }
  const reason = reasons[String(error.code)]
  const path = 'path' in error && typeof error.path === 'string' ? ` ${error.path}` : ''
  return reason && `The file${path} cannot be read or written: ${reason}.`
}

/** @example firstOf(['a', 'b', 'c'], 2, ', ') → 'a, b, and 1 more' */
export const firstOf = (texts: readonly string[], most: number, between: string): string =>
  [...texts.slice(0, most), ...(texts.length > most ? [`and ${texts.length - most} more`] : [])].join(between)

function lakeText({ kind, path, port }: LakeError): string {
  const file = path ?? 'the data file'
  switch (kind) {
    case 'portInUse':
      return `Port ${port} is used by another program. End that program, or set LAKE_PORT to a free port.`
    case 'dataUnreadable':
      return `The lake's data cannot be read or written: ${file}. Check its permissions, or set DATA_DIR to another folder.`
    case 'dataCorrupt':
      return `The lake's data file is damaged or not a data file: ${file}. It was left as it is; put a backup in its place, or set DATA_DIR to another folder.`
    case 'dataInUse':
      return `Another program is using the lake's data: ${file}. End it, or set DATA_DIR to another folder.`
    case 'dataNewer':
      return `The lake's data file was written by a newer version of this project: ${file}. It was left as it is; use that version.`
    case 'diskFull':
      return `The disk is full: ${file} could not be opened for writing, and was left as it is. Free some space, or set DATA_DIR to another folder.`
  }
}

const isUnknownOption = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const indented = (text: string) => text.replace(/^/gm, '  ')
