import { expect } from 'vitest'
import { noteId, noteType } from '#src/model/note.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { notesByDocument } from '#studio/notes/notes-store.ts'
import { forgetPerson, forgetPlan } from '#studio/people/forget.ts'
import { contentVersions } from '#studio/store/versions.ts'
import { test } from '../../lake/lake.ts'
import { words } from '../../seed/stored.ts'

const to = (_ref: string) => ({ _type: 'reference', _ref })
const contribution = (_key: string, id: string) => ({ _key, _type: 'contribution', contributor: to(id) })
const image = (_ref: string) => ({ _type: 'image', asset: to(_ref) })
const paragraph = (...parts: readonly string[]) => [
  { _key: 'b', _type: 'block', children: parts.map((text, at) => ({ _key: `s${at}`, _type: 'span', text })) },
]
const portrait = { _id: 'image-abc-10x10-png', _type: 'sanity.imageAsset', originalFilename: 'xochitl.png' }
const ines: RawDocument = {
  ...{ _id: 'ines', _type: 'contributor', kind: 'person', name: words({ en: 'Inés Xochitl' }) },
  ...{ image: image(portrait._id), replaces: ['older'] },
}
const all: readonly RawDocument[] = [
  { _id: 'forum', _type: 'forum', forgotten: ['earlier'] },
  ines,
  { ...ines, _id: 'drafts.ines', position: words({ en: 'Mayor' }) },
  {
    _id: 'karim',
    _type: 'contributor',
    kind: 'person',
    name: words({ en: 'Karim' }),
    organisation: to('ines'),
  },
  {
    ...{ _id: 'session', _type: 'session', title: words({ en: 'Opening' }) },
    contributors: [contribution('k1', 'karim'), contribution('k2', 'ines')],
  },
  { _id: 'drafts.session', _type: 'session', contributors: [contribution('k2', 'ines')] },
  {
    ...{ _id: 'recap', _type: 'session' },
    recap: [{ _key: 'en', language: 'en', value: paragraph('Mayor Ines ', 'Xochitl', ' spoke.') }],
  },
  { _id: 'other', _type: 'session', title: words({ en: 'Inés and Xochitl' }) },
]

test('a person leaves all that refers to it, its history and its portrait, and the forum knows its id alone', async ({
  client,
}) => {
  const note = (key: string, document: string, text: string) => ({
    ...{ _id: noteId(key), _type: noteType, document, text },
    ...{ author: { id: 'e1', name: 'Amina' }, at: '2026-11-12T09:00:00.000Z' },
  })
  const notes = [
    note('a', 'ines', 'Inés Xochitl comes on Friday'),
    note('b', 'karim', 'Ask Ines Xochitl'),
    note('c', 'other', 'Ask Karim'),
  ]
  await client.mutate([portrait, ...notes, ...all].map((document) => ({ create: document })))
  const content = contentVersions(await client.fetch<RawDocument[]>('*[_type != "sanity.imageAsset"]'))
  const plan = forgetPlan(content, 'ines', notesByDocument(notes))
  expect(plan.referring.map(({ _id }) => _id)).toEqual(['karim', 'session'])
  expect(plan.naming.map(({ _id }) => _id)).toEqual(['recap'])
  expect(plan.namingNotes.map(({ _id }) => _id)).toEqual(['karim'])
  expect(plan.portraits).toEqual([portrait._id])
  await forgetPerson(client, 'ines', plan)
  const now = await client.fetch<RawDocument[]>('*[_type != "note"] | order(_id)')
  expect(now.map(({ _id }) => _id)).toEqual(['drafts.session', 'forum', 'karim', 'other', 'recap', 'session'])
  expect(await client.fetch('*[_type == "note"]._id')).toEqual([noteId('b'), noteId('c')])
  const byId = new Map(now.map((one) => [one._id, one]))
  expect(byId.get('forum')?.forgotten).toEqual(['earlier', 'ines', 'older'])
  expect(byId.get('karim')?.organisation).toBeUndefined()
  expect(byId.get('session')?.contributors).toEqual([contribution('k1', 'karim')])
  expect(byId.get('drafts.session')?.contributors).toEqual([])
})

test('a person who was never published is forgotten too, and a portrait that others show stays', async ({
  client,
}) => {
  const draft = { ...ines, _id: 'drafts.ines' }
  const other = { _id: 'other', _type: 'contributor', image: image(portrait._id) }
  await client.mutate([portrait, draft, other].map((document) => ({ create: document })))
  const content = contentVersions(await client.fetch<RawDocument[]>('*[_type != "sanity.imageAsset"]'))
  await forgetPerson(client, 'ines', forgetPlan(content, 'ines', new Map()))
  expect(await client.fetch('*[]._id')).toEqual(expect.arrayContaining([portrait._id, 'other']))
  expect(await client.getDocument('drafts.ines')).toBeUndefined()
})
