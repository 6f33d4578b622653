import { describe, expect, it } from 'vitest'
import { locationsOf } from '#studio/preview/locations.ts'
import { changed, stored } from '../seed/stored.ts'

const preview = 'https://preview.example.org/forum/'

describe('a document’s locations', () => {
  it('are its own page in each language, then the other pages that show it in one language', () => {
    expect(locationsOf('session-sendai', stored, preview, 'fr')).toEqual([
      {
        title: 'Learning from an example: localizing the Sendai Framework · English',
        href: '/forum/en/2019/programme/sendai-framework/',
      },
      {
        title: 'Apprendre d’un exemple\u00a0: localiser le Cadre de Sendai · Français',
        href: '/forum/fr/2019/programme/cadre-de-sendai/',
      },
      {
        title: 'Aprender de un ejemplo: la localización del Marco de Sendai · Español',
        href: '/forum/es/2019/programa/marco-de-sendai/',
      },
      {
        title: 'Localisation des agendas mondiaux · Français',
        href: '/forum/fr/2019/programme/agendas-mondiaux/',
      },
      { title: 'Programme, IVᵉ Forum d’apprentissage · Français', href: '/forum/fr/2019/programme/' },
      { title: 'IVᵉ Forum d’apprentissage · Français', href: '/forum/fr/2019/' },
    ])
  })

  it('are the programme for a break, and the own page and those of their sessions for a contributor', () => {
    const hrefs = (id: string) => locationsOf(id, stored, preview, 'en').map(({ href }) => href)
    expect(hrefs('break-lunch')).toEqual([
      '/forum/en/2019/programme/',
      '/forum/fr/2019/programme/',
      '/forum/es/2019/programa/',
    ])
    expect(hrefs('un-habitat').slice(2, 4)).toEqual([
      '/forum/es/personas/onu-habitat/',
      '/forum/en/2019/programme/sendai-framework/',
    ])
    expect(hrefs('edition-2019')).toHaveLength(13)
  })

  it('exist for an unfinished session, but not for one without an edition', () => {
    const unfinished = changed('session-sendai', { end: undefined, title: [] })
    expect(locationsOf('session-sendai', unfinished, preview, 'en')[0]).toEqual({
      title: 'Untitled · English',
      href: '/forum/en/2019/programme/sendai-framework/',
    })
    const lost = changed('session-sendai', { edition: undefined, part: undefined })
    expect(locationsOf('session-sendai', lost, preview)).toEqual([])
  })
})
