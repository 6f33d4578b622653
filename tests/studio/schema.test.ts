import { describe, expect, test } from 'vitest'
import words from '#locales/en.json' with { type: 'json' }
import { locales } from '#src/locales.ts'
import { snapshotQuery } from '#src/model/queries.ts'
import { documentTypes as ruledTypes } from '#src/model/schema.ts'
import { documentTypes, pieceTypes, schemaTypes } from '#studio/schema/index.ts'
import { contentRules } from '#studio/validation.ts'

type Definition = {
  name?: string
  type: string
  title?: string
  description?: string
  group?: string | string[]
  groups?: { name: string }[]
  fields?: Definition[]
  of?: Definition[]
  to?: Definition[]
  marks?: { annotations?: Definition[] }
  validation?: unknown
  initialValue?: unknown
  hidden?: unknown
}

const types: readonly Definition[] = schemaTypes
const documents: readonly Definition[] = documentTypes

const kindOf = ({ type, of = [], to = [] }: Definition): string => {
  if (type === 'array') return `${of.map(kindOf).join('|')}[]`
  if (type === 'reference') return `→${to.map((target) => target.type).join('|')}`
  return type.replace('internationalizedArray', 'L.')
}

/** Every field of a type as `name: kind`, those inside a field that is not a type of its own included. */
const shapeOf = ({ fields = [] }: Definition): Record<string, unknown> =>
  Object.fromEntries(
    fields.map((field) => [field.name, field.fields ? { [kindOf(field)]: shapeOf(field) } : kindOf(field)]),
  )

describe('the schema', () => {
  test('has the documents and pieces of the content model, field by field', () => {
    expect(Object.fromEntries(types.map((type) => [type.name, shapeOf(type)]))).toEqual({
      forum: {
        name: 'L.String',
        organisation: 'L.String',
        acronym: 'L.String',
        currentEdition: '→edition',
        brief: 'L.RichText',
        linesOfAction: 'lineOfAction[]',
        hashtag: 'string',
        congressSite: 'string',
        email: 'string',
        embedHosts: 'string[]',
        review: 'translationReview[]',
      },
      edition: {
        title: 'L.String',
        ordinal: 'number',
        slug: 'slug',
        takesOver: 'boolean',
        lead: 'L.Text',
        brief: 'L.RichText',
        objectives: 'L.RichText',
        outcomes: 'L.RichText',
        image: { image: { alt: 'L.String' } },
        firstDay: 'date',
        lastDay: 'date',
        timeZone: 'string',
        city: 'L.String',
        country: 'L.String',
        venue: 'L.String',
        congress: 'L.String',
        links: 'editionLinks',
        review: 'translationReview[]',
      },
      part: {
        edition: '→edition',
        ordinal: 'number',
        title: 'L.String',
        slug: 'L.Slug',
        takesOver: 'boolean',
        summary: 'L.Text',
        review: 'translationReview[]',
      },
      session: {
        title: 'L.String',
        slug: 'L.Slug',
        takesOver: 'boolean',
        part: '→part',
        description: 'L.RichText',
        date: 'date',
        start: 'string',
        end: 'string',
        room: '→room',
        status: 'string',
        movedFrom: 'movedFrom',
        contributors: 'contribution[]',
        spokenLanguages: 'string[]',
        interpretedLanguages: 'string[]',
        links: 'sessionLink[]',
        documents: 'sessionDocument[]',
        recap: 'L.RichText',
        review: 'translationReview[]',
      },
      break: {
        edition: '→edition',
        title: 'L.String',
        date: 'date',
        start: 'string',
        end: 'string',
        review: 'translationReview[]',
      },
      contributor: {
        kind: 'string',
        name: 'L.String',
        acronym: 'L.String',
        place: 'L.String',
        url: 'string',
        image: { image: { alt: 'L.String' } },
        review: 'translationReview[]',
      },
      room: { name: 'L.String', directions: 'L.Text', review: 'translationReview[]' },
      strategySection: {
        title: 'L.String',
        text: 'L.RichText',
        order: 'number',
        review: 'translationReview[]',
      },
      page: {
        title: 'L.String',
        slug: 'L.Slug',
        takesOver: 'boolean',
        text: 'L.RichText',
        order: 'number',
        review: 'translationReview[]',
      },
      richText: {},
      lineOfAction: { title: 'L.String', text: 'L.Text', isNew: 'boolean' },
      editionLinks: { registration: 'string', stream: 'string', recording: 'string' },
      contribution: { contributor: '→contributor', role: 'L.String' },
      movedFrom: { date: 'date', start: 'string', end: 'string' },
      sessionLink: { title: 'L.String', url: 'string' },
      sessionDocument: { title: 'L.String', file: 'file' },
      translationReview: { path: 'string', language: 'string', sourceHash: 'string', reviewed: 'boolean' },
    })
  })

  test('has a document type for each that the rules judge, and no other', () => {
    expect(documents.map(({ name }) => name).sort()).toEqual([...ruledTypes].sort())
  })

  test('has only fields that the one query reads, but for the state of translations', () => {
    const unread = documents.flatMap(({ name, fields = [] }) => {
      const list = snapshotQuery.slice(snapshotQuery.indexOf(`"${name}": *[`)).split('\n  }')[0] ?? ''
      return fields
        .filter((field) => !new RegExp(`\\b${field.name}\\b`).test(list))
        .map((field) => `${name}.${field.name}`)
    })
    expect(unread).toEqual(documents.map(({ name }) => `${name}.review`))
  })

  test('holds back what the rules refuse, in every document type', () => {
    expect(documents.filter(({ validation }) => validation !== contentRules)).toEqual([])
  })

  test('says in each type and field what it is called and what to write there', () => {
    const silent = types.flatMap((type) => allFields(type, type.name ?? ''))
    expect(
      silent
        .filter(({ hidden }) => hidden !== true)
        .filter(({ title = '', description = '' }) => title === '' || !/^[\p{Lu}\d].*\.$/su.test(description))
        .map(({ at }) => at),
    ).toEqual([])
  })

  test('calls a field what a finding about it calls it', () => {
    const fields = documents.flatMap((type) => allFields(type, type.name ?? '').slice(1))
    const pieces = pieceTypes.flatMap((type) => allFields(type, type.name).slice(1))
    const named: Record<string, string> = words
    expect(
      [...fields, ...pieces]
        .filter(({ name, title }) => title !== (named[`field.${name}`] ?? title))
        .map(({ at, title }) => `${at}: ${title}`),
    ).toEqual([])
  })

  test('puts each field into a group, where a document has groups', () => {
    const lost = documents.flatMap(({ name, groups, fields = [] }) =>
      fields
        .filter((field) => groups && field.hidden !== true)
        .filter((field) => ![field.group].flat().every((group) => groups?.some((one) => one.name === group)))
        .map((field) => `${name}.${field.name}`),
    )
    expect(lost).toEqual([])
  })

  test('starts a localized field with an empty line for each language, in their order', () => {
    const title = documents.find(({ name }) => name === 'session')?.fields?.[0]
    expect(title?.initialValue).toEqual(
      locales.map(({ locale }) => ({
        _type: 'internationalizedArrayStringValue',
        language: locale,
      })),
    )
  })
})

/** A type and all fields in it, each with its path. */
function allFields(definition: Definition, at: string): (Definition & { at: string })[] {
  const inner = [
    ...(definition.fields ?? []),
    ...(definition.of ?? []).flatMap(
      (member) => member.marks?.annotations?.flatMap(({ fields }) => fields ?? []) ?? [],
    ),
  ]
  return [{ ...definition, at }, ...inner.flatMap((field) => allFields(field, `${at}.${field.name}`))]
}
