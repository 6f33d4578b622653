import { ClientError, ServerError } from '@sanity/client'
import { LostAddressError } from '#src/addresses/ledger.ts'
import { AssetError } from '#src/client/assets.ts'
import { ConfigError } from '#src/config.ts'
import { LakeError } from '#src/lake/index.ts'
import { sourceLocale } from '#src/locales.ts'
import {
  ContentFaultsError,
  LakeUnreachableError,
  LedgerError,
  PortInUseError,
  StepFailedError,
} from '#src/release/failures.ts'
import { HostLimitError } from '#src/release/hosts.ts'
import { NotListeningError } from '#src/release/publisher.ts'
import { editLink, type Fault, textOf } from '#src/rules/findings.ts'
import { StoppedError, UsageError } from './errors.ts'
import { ArchiveError } from './transfer/archive.ts'
import { ContentInWayError } from './transfer/import-plan.ts'

/** What to tell the person at the terminal. Only what nobody expected comes with a stack trace. */
export function explain(error: unknown): string {
  for (const sentence of sentences) {
    const text = sentence(error)
    if (text !== undefined) return text
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** What is said of each kind of error; undefined for all others. */
const sentences: readonly ((error: unknown) => string | undefined)[] = [
  of(ContentFaultsError, faultsText),
  of(ConfigError, ({ message }) => `Settings that cannot be used:\n${indented(message)}`),
  of(LakeUnreachableError, unreachableText),
  of(LedgerError, ledgerText),
  of(PortInUseError, ({ port, variable }) => portText(port, variable)),
  of(LakeError, lakeText),
  of(
    LostAddressError,
    ({ addresses }) =>
      `This build would lose addresses that were published:\n${indented(addresses.join('\n'))}`,
  ),
  of(HostLimitError, ({ message, todo }) => `${message}. Nothing was written.\n${indented(todo)}`),
  of(AssetError, ({ message }) => message),
  of(ArchiveError, archiveText),
  of(ContentInWayError, inWayText),
  of(StoppedError, () => 'Stopped. Nothing was changed.'),
  of(UsageError, ({ message }) => message),
  of(ClientError, ({ message }) => `The lake refused this: ${message}`),
  of(ServerError, ({ message }) => `The lake refused this: ${message}`),
  of(NotListeningError, ({ message }) => message),
  fileText,
  of(StepFailedError, ({ message, output }) => `${message}:\n${indented(output.trim())}`),
]

function of<E extends Error>(kind: new (...facts: never[]) => E, text: (error: E) => string) {
  return (error: unknown) => (error instanceof kind ? text(error) : undefined)
}

const portText = (port: number | undefined, variable: string) =>
  `Port ${port} is used by another program. End that program, or set ${variable} to a free port.`

function unreachableText({ url, variable, seconds, found }: LakeUnreachableError): string {
  const todo =
    variable === 'LAKE_PORT'
      ? 'Start it with "npm start" or "npm run lake", or set LAKE_PORT to the port that it listens on.'
      : `Check the network and ${variable}.`
  return `No Content Lake answers at ${url} (${variable}): ${found}, after ${seconds.toFixed(1)} s.\n${indented(todo)}`
}

function ledgerText({ message, place }: LedgerError): string {
  const todo = place.startsWith('http')
    ? 'For the very first release of a site run "npm run build -- --first".'
    : 'Bring the file back from a backup.'
  return `${message}.\n${indented(
    `It holds every address that was ever published, so nothing is built without it. ${todo}`,
  )}`
}

/** One entry a fault: where, what is wrong, what to do, and where to do it. */
export function faultEntries(faults: readonly Fault[], studioUrl: URL): readonly string[] {
  return faults.map((fault) => {
    const { document, field, language, wrong, todo } = textOf(fault, sourceLocale)
    const place = [field, language].filter((text) => text !== '').join(', ')
    return `${document}: ${place === '' ? '' : `${place} `}${wrong}. ${todo}\n${indented(editLink(fault, studioUrl))}`
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
      return portText(port, 'LAKE_PORT')
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

const indented = (text: string) => text.replace(/^/gm, '  ')
