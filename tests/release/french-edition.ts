import { localizedItems } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { words } from '../seed/stored.ts'

/** An invented edition that was written in French only, of two days in two rooms, with everything that documents may have. */

const base = { _updatedAt: '2024-02-01T08:00:00Z' }
const fr = (text: string) => words({ fr: text })
const rich = (text: string) => [
  {
    ...{ _key: 'fr', _type: 'internationalizedArrayRichTextValue', language: 'fr' },
    value: [
      {
        ...{ _type: 'block', _key: 'b', style: 'normal', markDefs: [] },
        children: [{ _type: 'span', _key: 's', text, marks: [] }],
      },
    ],
  },
]
const slug = (current: string) => [
  {
    ...{ _key: 'fr', _type: 'internationalizedArraySlugValue', language: 'fr' },
    value: { _type: 'slug', current },
  },
]
const inEdition = { edition: { _type: 'reference', _ref: 'nantes' } }
const list = (...ids: readonly string[]) => ids.map((id) => ({ _key: id, _type: 'reference', _ref: id }))

export const picture = `image-${'f'.repeat(40)}-400x300-png`

const part = (_id: string, ordinal: number, title: string, more: object = {}): RawDocument => ({
  ...{ ...base, _id, _type: 'part', ...inEdition, ordinal, title: fr(title), slug: slug(_id), ...more },
})
const session = (_id: string, title: string, when: readonly string[], more: object = {}): RawDocument => ({
  ...{ ...base, _id, _type: 'session', ...inEdition, title: fr(title), slug: slug(_id) },
  ...{ date: when[0], start: when[1], end: when[2], ...more },
})
const room = (_id: string, name: string, more: object = {}): RawDocument => ({
  ...{ ...base, _id, _type: 'room', ...inEdition, name: fr(name), slug: slug(_id), ...more },
})
const [first, second] = ['2024-05-14', '2024-05-15']
const partRef = (id: string) => ({ part: { _type: 'reference', _ref: id } })

export const frenchEdition: readonly RawDocument[] = [
  {
    ...{ ...base, _id: 'nantes', _type: 'edition', ordinal: 6, slug: { current: '2024' } },
    title: fr('Forum d’apprentissage, sixième édition'),
    ...{ firstDay: first, lastDay: second, timeZone: 'Europe/Paris' },
    ...{ venue: fr('Cité des congrès'), city: fr('Nantes'), country: fr('Pays de la Loire') },
    ...{ congress: fr('Rencontres des métropoles'), lead: fr('Apprendre les uns des autres, sur place.') },
    ...{ brief: rich('Deux journées de visites.'), objectives: rich('Comprendre ce qui change.') },
    links: { registration: 'https://example.org/inscription' },
    image: { asset: { _ref: picture }, alt: fr('Une grue jaune au bord du fleuve') },
  },
  part('rive-nord', 1, 'Rive nord', { summary: fr('Ce que font les quartiers du nord.') }),
  part('rive-sud', 2, 'Rive sud'),
  session('accueil', 'Mot de bienvenue', [first, '09:00', '09:30'], {
    plenary: true,
    ...{ rooms: list('grande-salle'), description: rich('La maire accueille les villes.') },
    contributors: [
      {
        ...{ _key: 'a', contributor: { _ref: 'claire' }, role: fr('Animatrice') },
        affiliation: fr('Ville de Rezé, à l’époque'),
      },
      { _key: 'b', contributor: { _ref: 'agence' }, role: fr('Partenaire') },
    ],
  }),
  session('marche', 'Marche dans les chantiers', [first, '10:00', '11:00'], {
    ...{ ...partRef('rive-nord'), rooms: list('grande-salle'), recap: rich('Il a plu sur les chantiers.') },
    contributors: [{ _key: 'a', contributor: { _ref: 'claire' } }],
    ...{ spokenLanguages: ['fr'], interpretation: [{ _key: 'en', language: 'en', channel: '2' }] },
    links: [{ _key: 'l', title: fr('Le plan du parcours'), url: 'https://example.org/plan' }],
    documents: [
      { _key: 'd', title: fr('Le dossier'), file: { asset: { _ref: `file-${'a'.repeat(40)}-pdf` } } },
    ],
  }),
  session('atelier', 'Atelier des eaux', [first, '10:00', '11:30'], {
    ...{ ...partRef('rive-sud'), rooms: list('petite-salle'), status: 'moved' },
    movedFrom: { rooms: list('grande-salle') },
  }),
  session('bilan-2024', 'Bilan des deux rives', [second, '09:00', '10:00'], {
    ...{ ...partRef('rive-nord'), status: 'cancelled', rooms: list('petite-salle') },
  }),
  session('suite', 'Et maintenant ?', [second, '11:00', '12:00'], partRef('rive-sud')),
  {
    ...{ ...base, _id: 'dejeuner', _type: 'break', ...inEdition, title: fr('Déjeuner sur l’herbe') },
    ...{ date: first, start: '11:30', end: '13:00' },
  },
  room('grande-salle', 'Grande halle', { floor: fr('Rez-de-jardin'), seats: 300 }),
  room('petite-salle', 'Petite halle', { directions: fr('Derrière la passerelle.') }),
  {
    ...{ ...base, _id: 'claire', _type: 'contributor', kind: 'person', name: fr('Claire Hervé') },
    ...{ sortName: fr('Hervé, Claire'), slug: slug('claire-herve'), position: fr('Paysagiste') },
    ...{ organisation: { _ref: 'agence' }, biography: rich('Elle dessine des berges.') },
    ...{ place: fr('Loire-Atlantique'), image: { asset: { _ref: picture }, alt: fr('Claire, souriante') } },
  },
  {
    ...{ ...base, _id: 'agence', _type: 'contributor', name: fr('Agence des rives') },
    ...{ slug: slug('agence-des-rives'), acronym: fr('ADR'), biography: rich('Une agence publique.') },
    place: fr('Île de Nantes'),
  },
]

/** Documents of which only one language is left, as if they had been written in it. */
export const inOneLanguage = (documents: readonly RawDocument[], language: string): readonly RawDocument[] =>
  documents.map((document) => Object.assign({}, document, leftIn(document, language)))

function leftIn(value: unknown, language: string): unknown {
  const items = localizedItems(value)
  if (items) return items.filter((item) => item.language === language)
  if (Array.isArray(value)) return value.map((item) => leftIn(item, language))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, leftIn(inner, language)]))
}

/** All texts of documents in a language, rich texts by their spans. */
export function textsIn(documents: readonly RawDocument[], language: string): readonly string[] {
  const found: string[] = []
  const collect = (value: unknown): void => {
    if (typeof value === 'string') found.push(value)
    else if (Array.isArray(value)) for (const item of value) collect(item)
    else if (typeof value === 'object' && value !== null && 'children' in value) collect(value.children)
    else if (typeof value === 'object' && value !== null && 'text' in value) collect(value.text)
  }
  const walk = (value: unknown): void => {
    const items = localizedItems(value)
    if (items) for (const item of items.filter((one) => one.language === language)) collect(item.value)
    else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) walk(inner)
  }
  for (const { review: _review, ...fields } of documents) walk(fields)
  return found
}
