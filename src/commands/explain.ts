import { ClientError, ServerError } from '@sanity/client'
import { LostAddressError } from '#src/addresses/ledger.ts'
import { AssetError } from '#src/client/assets.ts'
import { BucketError } from '#src/client/bucket.ts'
import { ConfigError } from '#src/config.ts'
import { LakeError } from '#src/lake/index.ts'
import { sourceLocale } from '#src/locales.ts'
import { DeployError } from '#src/release/deploy/deploy-error.ts'
import {
  ContentFaultsError,
  LakeUnreachableError,
  LedgerError,
  OutputError,
  PageFailedError,
  PortInUseError,
  ReleaseStoreError,
  StepFailedError,
} from '#src/release/failures.ts'
import { HostLimitError } from '#src/release/hosts/host-release.ts'
import { LockedError } from '#src/release/lock-file.ts'
import { NotListeningError } from '#src/release/publisher/publisher.ts'
import { editLink, type Fault, textOf } from '#src/rules/findings.ts'
import { StoppedError, UsageError } from './errors.ts'
import { ArchiveError } from './transfer/archive.ts'
import { ExistingContentError } from './transfer/import-plan.ts'

/** The text of an error for the terminal. `DEBUG=1` adds the stack trace of one that nobody expected. */
export function explain(error: unknown): string {
  for (const explanation of explanations) {
    const text = explanation(error)
    if (text !== undefined) return text
  }
  if (!(error instanceof Error)) return String(error)
  if (process.env.DEBUG) return error.stack ?? error.message
  return `Something unexpected went wrong: ${error.message}\n${indented('Run it again with DEBUG=1 to see where.')}`
}

/** Functions that explain errors of one class; each returns undefined for other errors. */
const explanations: readonly ((error: unknown) => string | undefined)[] = [
  forClass(ContentFaultsError, faultsText),
  forClass(ConfigError, ({ message }) => `Settings that cannot be used:\n${indented(message)}`),
  forClass(LakeUnreachableError, unreachableText),
  forClass(PageFailedError, pageText),
  forClass(LedgerError, ledgerText),
  forClass(PortInUseError, ({ port, variable }) => portText(port, variable)),
  forClass(LakeError, lakeText),
  forClass(
    LostAddressError,
    ({ addresses }) =>
      `This build would lose addresses that were published:\n${indented(addresses.join('\n'))}`,
  ),
  forClass(HostLimitError, ({ message, todo }) => `${message}. Nothing was written.\n${indented(todo)}`),
  forClass(
    OutputError,
    ({ message }) =>
      `${message}. Nothing was changed.\n${indented('Choose a folder that is new, empty, or holds a site of this project.')}`,
  ),
  forClass(ReleaseStoreError, releasesText),
  forClass(LockedError, ({ message }) => `${message}. End that program, and run this one again.`),
  forClass(AssetError, ({ message }) => message),
  forClass(DeployError, ({ message, todo }) => `${message}.\n${indented(todo)}`),
  forClass(BucketError, ({ message }) => `${message}.`),
  forClass(ArchiveError, archiveText),
  forClass(ExistingContentError, existingContentText),
  forClass(StoppedError, () => 'Stopped. Nothing was changed.'),
  forClass(UsageError, ({ message }) => message),
  forClass(ClientError, ({ message }) => `The lake refused this: ${message}`),
  forClass(ServerError, ({ message }) => `The lake refused this: ${message}`),
  forClass(NotListeningError, ({ message }) => message),
  fileText,
  forClass(StepFailedError, ({ message, output }) => `${message}:\n${indented(output.trim())}`),
]

function forClass<E extends Error>(type: new (...facts: never[]) => E, text: (error: E) => string) {
  return (error: unknown) => (error instanceof type ? text(error) : undefined)
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

function ledgerText({ message, place, copy }: LedgerError): string {
  const todo = place.startsWith('http')
    ? 'For the first release of a site run "npm run build -- --first".'
    : copy === undefined
      ? 'Restore the file from a backup.'
      : `Restore it: copy ${copy} to ${place}. The next build or publication then uses it.`
  return `${message}.\n${indented(
    `It lists every address that was ever published, so there is no build without it. ${todo}`,
  )}`
}

function releasesText({ kind, path, found }: ReleaseStoreError): string {
  switch (kind) {
    case 'newerVersion':
      return `The releases in ${path} were written by a newer version of this project. They were left as they are; use that version.`
    case 'unknownRelease':
      return `No such release in ${path}: ${found}.`
    case 'filesMissing':
      return `The disk has lost files of a release in ${path}: ${found}. What is shown stays as it is; the next publication makes them again.`
    case 'fileDamaged':
      return `A file of a release cannot be used: ${path}: ${found}. The next publication makes it again.`
  }
}

/** One text per fault: its document and field, what is wrong, what to do, and the link to the field in the Studio. */
export function faultEntries(faults: readonly Fault[], studioUrl: URL): readonly string[] {
  return faults.map((fault) => {
    const { document, field, language, wrong, todo } = textOf(fault, sourceLocale)
    const place = [field, language].filter((text) => text !== '').join(', ')
    return `${document}: ${place === '' ? '' : `${place} `}${wrong}. ${todo}\n${indented(editLink(fault, studioUrl))}`
  })
}

function pageText({ address, document, studioUrl, stack = '' }: PageFailedError): string {
  const shows =
    document &&
    `It shows “${document.title}” (${document.documentType}): ${editLink({ ...document, path: '' }, studioUrl)}\n`
  return `The page ${address} could not be made; the last good release stays as it is.\n${indented(
    `${shows ?? ''}This is a mistake of the program, not of the content; please report it with these lines:\n${stack}`,
  )}`
}

function faultsText({ faults, studioUrl }: ContentFaultsError): string {
  const count = faults.length === 1 ? 'One fault' : `${faults.length} faults`
  return `${count} in the published content; the last good release stays as it is.\n\n${faultEntries(faults, studioUrl).join('\n')}`
}

function archiveText({ path, problems }: ArchiveError): string {
  return `${path} cannot be imported. Nothing was changed.\n${indented(firstOf(problems, 30, '\n'))}`
}

function existingContentText({ titles }: ExistingContentError): string {
  if (titles === undefined)
    return 'Somebody changed the content in the meantime. No document was imported; run the command again.'
  const named = firstOf(
    titles.map((title) => `“${title}”`),
    10,
    ', ',
  )
  return `${titles.length === 1 ? 'One document is already in the lake and differs' : `${titles.length} documents are already in the lake and differ`}: ${named}. Nothing was changed.\n${indented(
    'Add --replace to replace them by those of the file, or --missing to import only documents that the lake does not have.',
  )}`
}

/** The explanation of a system error about a file or folder; undefined for other errors. */
function fileText(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the disk is read-only',
    ENOENT: 'the folder does not exist',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of the path is a file, not a folder',
  }
  const reason = reasons[String(error.code)]
  const path = 'path' in error && typeof error.path === 'string' ? ` ${error.path}` : ''
  return reason && `The file${path} cannot be read or written: ${reason}.`
}

/** @example firstOf(['a', 'b', 'c'], 2, ', ') → 'a, b, and 1 more' */
export const firstOf = (texts: readonly string[], limit: number, separator: string): string =>
  [...texts.slice(0, limit), ...(texts.length > limit ? [`and ${texts.length - limit} more`] : [])].join(
    separator,
  )

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
