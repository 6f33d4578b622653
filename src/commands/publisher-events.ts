import type { BackupEvent, FailureKind, PublisherEvent, ReleaseFacts } from '#src/content/site-status.ts'
import { ContentFaultsError, LakeUnreachableError } from '#src/release/failures.ts'
import { NotListeningError, type Publisher } from '#src/release/publisher/publisher.ts'
import type { LogLine } from './event-log.ts'
import { explain } from './explain.ts'

type PublisherOptions = ConstructorParameters<typeof Publisher>[2]

/** The options with which a publisher tells of its work as events. */
export function publisherEvents(tell: (event: PublisherEvent) => void): PublisherOptions {
  return {
    onBuild: () => tell({ kind: 'building' }),
    onBegin: () => tell({ kind: 'began' }),
    onUnchanged: () => tell({ kind: 'unchanged' }),
    onPictures: (following) => tell({ kind: 'pictures', following }),
    onRelease: ({ release: { number, time }, isNew: _isNew, span: _span, milliseconds, steps, ...facts }) => {
      const { read, make, store } = steps
      const whole = { read: Math.round(read), make: Math.round(make), store: Math.round(store) }
      tell({
        kind: 'released',
        number,
        time,
        ...facts,
        milliseconds: Math.round(milliseconds),
        steps: whole,
      })
    },
    onError: (error) =>
      tell({
        kind: 'failed',
        failure: failureKindOf(error),
        text: explain(error),
        faults: error instanceof ContentFaultsError ? error.faults : [],
      }),
  }
}

function failureKindOf(error: unknown): FailureKind {
  if (error instanceof ContentFaultsError) return 'faults'
  if (error instanceof LakeUnreachableError) return 'lake'
  return error instanceof NotListeningError ? 'listening' : 'program'
}

/** What is logged of the events of a publisher, which come one after the other; undefined for those that are not. */
export function eventLines(): (event: PublisherEvent) => LogLine | undefined {
  let pictures = { of: 0, toldAt: 0, isTold: false }
  return (event) => {
    switch (event.kind) {
      case 'building':
        return { event: 'building', text: 'Building the pages (once for each version of the code) …' }
      case 'released': {
        const { kind, number, time, ...facts } = event
        pictures = { of: event.following, toldAt: performance.now(), isTold: false }
        return {
          event: kind,
          text: releasedText(event),
          facts: { release: number, published: time, ...facts },
        }
      }
      case 'pictures': {
        const { following } = event
        const isDue = performance.now() - pictures.toldAt > progressMilliseconds
        if (!isDue && !(following === 0 && pictures.isTold)) return undefined
        pictures = { ...pictures, toldAt: performance.now(), isTold: following > 0 }
        const { of } = pictures
        const made = of - following
        return { event: 'pictures', text: `Pictures: ${made} of ${of}`, facts: { made, of } }
      }
      case 'failed': {
        const { failure, text, faults } = event
        const places = faults.map(({ documentId, documentType, path, locale, code }) => ({
          documentId,
          documentType,
          path,
          locale,
          code,
        }))
        return { event: 'failed', level: 'error', text, facts: { failure, faults: places } }
      }
      default:
        return undefined
    }
  }
}

/** Of work that takes longer than this, something is said again and again. */
const progressMilliseconds = 5000

/** What is logged of backups. */
export const backupLine = (event: BackupEvent): LogLine =>
  event.kind === 'backedUp'
    ? { event: 'backup', text: 'The content is backed up for today' }
    : { event: 'backup', level: 'error', text: `No backup: ${event.text}` }

/** An error beside the publisher's work. */
export const failureLine = (error: unknown): LogLine => ({
  event: 'failed',
  level: 'error',
  text: explain(error),
})

/** What a release shows and how long it took, in words. */
function releasedText({ pages, changed, milliseconds, heldBack = 0 }: ReleaseFacts): string {
  const seconds = (milliseconds / 1000).toFixed(milliseconds < 1000 ? 2 : 1)
  return `The site shows what is published: ${pages} pages, ${changed} new or changed files in ${seconds} s${heldBackText(heldBack)}`
}

/** What is said after the facts of a release or a build. */
export const heldBackText = (count: number): string =>
  count === 0
    ? ''
    : `, ${count === 1 ? '1 scheduled version is' : `${count} scheduled versions are`} held back by faults (shown in the Studio)`
