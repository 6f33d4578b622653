import { wordsOf } from '#src/i18n.ts'
import { locales } from '#src/locales.ts'
import { listedLanguages } from '../language-lines.ts'
import { roleOfHead } from '../people.ts'
import { foldForMatching } from '../vocabulary.ts'
import type { ScheduledEvent } from './schedule.ts'

/** Whether a calendar comes from a site of this kind, by what it says of its writer. */
export const isOwnCalendar = (writer: string): boolean => /\/\/Learning Forum\/\//.test(writer)

/**
 * An event of such a calendar, without what our calendars add to its description: from where it was moved, who takes part, its
 * languages, its address.
 */
export function withoutNotes(event: ScheduledEvent): ScheduledEvent {
  const { description = '', links = [], speakers = [], languages = [] } = event
  const read: Read = {
    moderators: [],
    chairs: [],
    speakers: [...speakers],
    languages: [...languages],
    interpreted: [],
  }
  const left = description.split('\n').filter((line) => !links.includes(line) && !readNote(line, read))
  return { ...event, ...read, description: left.join('\n'), links: [] }
}

type Read = Record<'moderators' | 'chairs' | 'speakers' | 'languages' | 'interpreted', string[]>

function readNote(line: string, read: Read): boolean {
  if (changes.some((pattern) => pattern.test(line))) return true
  const note = notes.find(({ before }) => line.startsWith(before))
  if (note === undefined) return false
  const text = line.slice(note.before.length)
  if (note.is === 'people')
    for (const one of text.split(/, (?![^()]*\))/)) {
      const { list, name } = personOf(one)
      read[list].push(name)
    }
  // "French (channel 3) and Spanish"
  else if (note.is !== 'signed')
    read[note.is].push(...(listedLanguages(text.replace(/ \([^()]*\)/g, '')) ?? []))
  return true
}

/** @example personOf('Ana Ruiz (Moderator)') → { list: 'moderators', name: 'Ana Ruiz' } */
function personOf(text: string): { list: 'moderators' | 'chairs' | 'speakers'; name: string } {
  const [, name = text, written = ''] = /^(.+) \(([^()]+)\)$/.exec(text) ?? []
  const role = roleOfHead(foldForMatching(written))?.role
  return { list: role === 'moderator' ? 'moderators' : role === 'chair' ? 'chairs' : 'speakers', name }
}

const words = locales.map(({ locale }) => wordsOf(locale))

const notes = words.flatMap((t) =>
  (
    [
      ['people', t('session.with')],
      ['languages', t('session.spoken')],
      ['interpreted', t('session.interpreted')],
      ['signed', t('session.signed')],
    ] as const
  ).map(([is, label]) => ({ is, before: t('feed.labelled', { label, text: '' }) })),
)

const changes = words.flatMap((t) => [
  new RegExp(`^${t('session.cancelled')}$`, 'u'),
  ...(['session.movedFromHere', 'session.movedFromRoomHere', 'session.movedFromBothHere'] as const).map(
    (key) => new RegExp(`^${t(key, { from: '.*' })}$`, 'u'),
  ),
])
