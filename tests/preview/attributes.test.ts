import { describe, expect, it } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { attributesOf, editPath } from '#src/preview/attributes.ts'
import { withStandIns } from '#src/rules/stand-ins.ts'
import { changed, stored } from '../seed/stored.ts'

const line = (key: string, language: string, value?: string) => ({
  _key: key,
  _type: 'internationalizedArrayStringValue',
  language,
  ...(value !== undefined && { value }),
})
const session: RawDocument = {
  _id: 'session-x',
  _type: 'session',
  start: '09:00',
  title: [line('k1', 'en', 'Opening'), line('k2', 'fr')],
  links: [{ _key: 'a', title: [line('k3', 'es', 'Guía')], url: 'https://example.org' }],
}

describe('the path to a field in the Studio', () => {
  it.each([
    ['title', 'en', 'title[_key=="k1"].value'],
    ['title', 'fr', 'title[_key=="k2"].value'],
    ['title', 'es', 'title'],
    ['start', 'fr', 'start'],
    ['room', 'fr', 'room'],
    ['links[_key=="a"].title', 'es', 'links[_key=="a"].title[_key=="k3"].value'],
    ['links[_key=="a"].title', 'fr', 'links[_key=="a"].title'],
  ] as const)('of %s in %s is %s', (field, locale, path) => {
    expect(editPath(session, field, locale)).toBe(path)
  })
})

describe('the attributes of a text', () => {
  const of = (documents: readonly RawDocument[]) =>
    attributesOf({
      documents,
      ...withStandIns(documents),
      studioUrl: new URL('https://studio.example.org/forum/'),
    })

  it('link to its field in the Studio', () => {
    expect(of(stored)('session-sendai', 'title', 'fr')).toEqual({
      'data-sanity':
        'id=session-sendai;type=session;path=title:fr.value;base=https%3A%2F%2Fstudio.example.org%2Fforum',
    })
  })

  it('link a block of a text to its paragraph, in a language that has the text', () => {
    const description = ['fr'].map((language) => line('k', language, 'Text'))
    const attributes = of(changed('session-sendai', { description }))
    expect(attributes('session-sendai', 'description', 'fr', 'b1')).toEqual({
      'data-sanity': expect.stringContaining('path=description:k.value:b1;'),
    })
    expect(attributes('session-sendai', 'description', 'es', 'b1')).toEqual({})
  })

  it('say in the page’s language what is wrong, and mark a stand-in', () => {
    expect(of(changed('session-sendai', { end: undefined }))('session-sendai', 'end', 'es')).toMatchObject({
      'data-fault': 'Fin falta',
      'data-stand-in': '',
    })
    const wrong = of(changed('session-sendai', { end: '09:00' }))('session-sendai', 'end', 'en')
    expect(wrong['data-fault']).toBe(
      'End (09:00) is not after the start (11:00), nor within twelve hours on the next day',
    )
    expect(wrong).not.toHaveProperty('data-stand-in')
  })

  it('report a title that is missing in every language, and nothing where it is there in one', () => {
    const french = of(changed('session-sendai', { title: [line('k', 'fr', 'Sendai')] }))
    const none = of(changed('session-sendai', { title: [line('k', 'fr', ' ')] }))
    for (const locale of ['en', 'fr', 'es'] as const)
      expect(french('session-sendai', 'title', locale)).not.toHaveProperty('data-fault')
    expect(none('session-sendai', 'title', 'en')).toMatchObject({
      'data-fault': 'Title is missing in every language',
      'data-stand-in': '',
    })
    expect(none('session-sendai', 'title', 'es')['data-fault']).toBe('Título falta en todos los idiomas')
  })

  it('report a fault of one language only where it would be shown', () => {
    const title = [line('a', 'en', 'Sendai'), line('b', 'fr', 'S'.repeat(2000)), line('c', 'es', 'Sendai')]
    const attributes = of(changed('session-sendai', { title }))
    expect(attributes('session-sendai', 'title', 'en')).not.toHaveProperty('data-fault')
    expect(attributes('session-sendai', 'title', 'fr')['data-fault']).toBe(
      'Titre (Français) est trop long\u00a0: 1000 caractères au maximum',
    )
  })

  it('are empty for a document that does not exist', () => {
    expect(of(stored)('no-such-document', 'title', 'en')).toEqual({})
  })
})
