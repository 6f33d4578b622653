import { isSpokenLanguage, type SpokenLanguage } from '#src/model/languages.ts'
import { referencesTo } from '#src/model/references.ts'
import { slugOf } from '#src/model/slug-of.ts'
import { type Gapped, line, reference, rich, type SeedFile, written } from '../write.ts'
import { type CastPart, castOf } from './casting.ts'
import { congressEditionId, partId, roomId } from './congress-places.ts'
import { roleTexts } from './congress-positions.ts'
import { congressId, keyOf, slugFor } from './congress-words.ts'
import { monday } from './programme-1.ts'
import { tuesday } from './programme-2.ts'
import { wednesday } from './programme-3.ts'
import { thursday } from './programme-4.ts'
import { friday } from './programme-5.ts'
import type { Planned } from './programme-rows.ts'

/** The five days of the congress as documents. */

const rows = [...monday, ...tuesday, ...wednesday, ...thursday, ...friday]
const casts = castOf(rows)
/** What the receivers have on their second channel and after it; the first is the hall itself. */
const channels: readonly SpokenLanguage[] = ['en', 'fr', 'es']

export const congressSessions = rows.map((row, index) =>
  sessionOf(row, congressEditionId, casts[index] ?? []),
)

/** The files of sessions, each once. */
export const congressFiles: readonly SeedFile[] = rows.flatMap(({ more }) =>
  (more.files ?? []).map(([, file]) => file),
)

/** Its id follows from its title in English, so that a session that is moved stays what it was. */
export function sessionOf(row: Planned, edition: string, cast: readonly CastPart[]) {
  const { part, room, title, more, date, start, end } = row
  const name = slugOf(title.en ?? '')
  const [spoken = [], interpreted = []] = languagesOf(row)
  const { stream, recording } = more
  return written({
    _id: congressId(`session ${name}`),
    _type: 'session',
    edition: reference(edition),
    ...(part && { part: reference(partId(part)) }),
    ...(more.plenary && { plenary: true }),
    title: line(title),
    slug: slugFor(title),
    ...{ date, start, end },
    ...(more.text && { description: rich(more.text) }),
    contributors: cast.map(contribution),
    ...(room && { rooms: referencesTo([room, ...(more.and ?? [])].map(roomId)) }),
    spokenLanguages: [...spoken],
    ...(interpreted.length > 0 && { interpretation: interpreted.map(channelOf) }),
    ...(more.plenary && { signedLanguages: ['ils'], captions: ['en', 'fr', 'es'] }),
    ...(stream && { stream }),
    ...(recording && { recording }),
    ...statusOf(row),
    ...(more.links && { links: more.links.map(linkOf) }),
    ...(more.files && { documents: more.files.map(documentOf) }),
    ...(more.recap && { recap: rich(more.recap) }),
  })
}

function statusOf({ more, date, start, end }: Planned) {
  if (more.cancelled) return { status: 'cancelled' as const }
  if (!more.moved) return { status: 'scheduled' as const }
  const { rooms, ...times } = more.moved
  return {
    status: 'moved' as const,
    movedFrom: {
      _type: 'movedFrom' as const,
      ...{ date, start, end, ...times },
      ...(rooms && { rooms: referencesTo(rooms.map(roomId)) }),
    },
  }
}

function contribution({ id, role, affiliation }: CastPart) {
  return {
    _key: keyOf(id),
    _type: 'contribution' as const,
    contributor: reference(id),
    ...(role && { role: line(roleTexts[role]) }),
    ...(affiliation && { affiliation: line(affiliation) }),
  }
}

function channelOf(language: SpokenLanguage) {
  return {
    ...{ _key: language, _type: 'interpretation' as const, language },
    ...(channels.includes(language) && { channel: String(channels.indexOf(language) + 2) }),
  }
}

function linkOf([title, url]: readonly [Gapped, string]) {
  return {
    ...{ _key: keyOf(url), _type: 'sessionLink' as const, url },
    title: line(title),
  }
}

export function documentOf([title, file, language]: readonly [Gapped, SeedFile, SpokenLanguage?]) {
  return {
    ...{ _key: keyOf(file.filename), _type: 'sessionDocument' as const },
    title: line(title),
    ...(language && { language }),
    file: { _type: 'file' as const, asset: reference(file.id) },
  }
}

/** Interpreters are in the larger rooms. A session says its languages where they are others; some have none. */
function languagesOf({ room, more }: Planned): readonly (readonly SpokenLanguage[])[] {
  const usual = room === 'main' || room === 'room1' || room === 'room2' ? 'en > fr es' : 'en'
  if (more.languages === 'none' || room === undefined) return []
  return (more.languages ?? usual).split('>').map((tags) => tags.trim().split(/\s+/).filter(isSpokenLanguage))
}
