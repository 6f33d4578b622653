import { type ExprNode, parse } from 'groq-js'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import words from '#locales/en.json' with { type: 'json' }
import { locales } from '#src/locales.ts'
import { isRecord } from '#src/model/fields.ts'
import { snapshotQuery } from '#src/model/queries.ts'
import { documentTypes, type RawDocument, schemas } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { documentDefinitions, objectDefinitions, schemaTypes } from '#studio/schema/index.ts'
import { contentRules } from '#studio/validation.ts'
import { stored } from '../seed/stored.ts'

/** A type, a field or a member of a list in the Studio's form, as far as these tests go. */
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
  options?: object
  styles?: { value: string }[]
  lists?: { value: string }[]
  marks?: { annotations?: Definition[] }
  validation?: unknown
  initialValue?: unknown
  hidden?: unknown
}

const types: readonly Definition[] = schemaTypes
const documents: readonly Definition[] = documentDefinitions
const objects: readonly Definition[] = objectDefinitions
const typeNamed = (name: string) => types.find((type) => type.name === name)

describe('the form, the query and the model', () => {
  test('have the same document types', () => {
    const names = documents.map(({ name }) => name).sort()
    expect(names).toEqual([...documentTypes].sort())
    // What is public later is stored in a shape of its own, and has no form.
    const { scheduledVersion: _, ...ofDocuments } = queried
    expect(names).toEqual(Object.keys(ofDocuments).sort())
  })

  test.each(documentTypes)('have the same fields of a %s', (type) => {
    const form = fieldsInForm(type)
    // These are asked for because sessions that were not migrated yet have them.
    const old = ['room', 'interpretedLanguages']
    expect(Object.keys(form).sort()).toEqual(queried[type]?.filter((field) => !old.includes(field)))
    expect(form).toEqual(
      fieldsInModel(z.toJSONSchema(schemas[type], { io: 'input', unrepresentable: 'any' })),
    )
  })

  test('have the same choices, where the model has a choice', () => {
    const model = Object.fromEntries(
      documentTypes.map((type) => [type, choicesInModel(z.toJSONSchema(schemas[type], { io: 'input' }))]),
    )
    const form = Object.fromEntries(
      documents.map(({ name = '', fields = [] }) => [
        name,
        Object.fromEntries(
          fields
            .filter((field) => Object.keys(model[name] ?? {}).includes(field.name ?? ''))
            .map((field) => [field.name, choicesInForm(field)]),
        ),
      ]),
    )
    expect(form).toEqual(model)
    expect(model.session).toEqual({ status: ['cancelled', 'moved', 'scheduled'] })
  })

  test('have the same styles and lists in rich text', () => {
    const [block] = typeNamed('richText')?.of ?? []
    const values = (list: { value: string }[] = []) => list.map(({ value }) => value)
    const accepted = (field: 'style' | 'listItem', value: string) =>
      schemas.room
        .extend({ text: schemas.page.shape.text })
        .safeParse({
          ...{ _id: 'room', _type: 'room', _updatedAt: '', name: [], directions: [] },
          text: [{ _key: 'en', language: 'en', value: [{ _type: 'block', _key: 'a', [field]: value }] }],
        })
        .error?.issues.filter(({ path }) => path.includes(field)) ?? []
    expect(values(block?.styles).flatMap((value) => accepted('style', value))).toEqual([])
    expect(values(block?.lists).flatMap((value) => accepted('listItem', value))).toEqual([])
    expect(accepted('style', 'h1')).toHaveLength(1)
    expect(accepted('listItem', 'checkbox')).toHaveLength(1)
  })
})

describe('a reference', () => {
  const references = documents.flatMap(({ name = '', fields = [] }) =>
    fields.flatMap((field) => referencesIn(field, [field.name ?? '']).map((one) => ({ type: name, ...one }))),
  )

  test('is found in the forms at all', () => {
    expect(references.length).toBeGreaterThan(5)
  })

  test.each(references)(
    'from $type.$path leads to the type that the rules ask for, $to',
    ({ type, path, to }) => {
      const other = documentTypes.find((one) => one !== to && one !== type) ?? 'forum'
      expect(brokenReferences(type, path, to)).toEqual([])
      expect(brokenReferences(type, path, other)).toEqual(['brokenReference'])
    },
  )
})

describe('a document', () => {
  test('is held back by the content rules, whatever its type', () => {
    expect(documents.filter(({ validation }) => validation !== contentRules)).toEqual([])
  })

  test('has each of its fields in a group of the form, where it has groups', () => {
    const lost = documents.flatMap(({ name, groups, fields = [] }) =>
      fields
        .filter((field) => groups && field.hidden !== true)
        .filter((field) => ![field.group].flat().every((group) => groups?.some((one) => one.name === group)))
        .map((field) => `${name}.${field.name}`),
    )
    expect(lost).toEqual([])
  })

  test('keeps its reviews in a hidden field', () => {
    const reviews = documents.map(({ fields = [] }) => fields.find(({ name }) => name === 'review'))
    expect(reviews.map((field) => field?.hidden)).toEqual(documents.map(() => true))
    expect(typeNamed('translationReview')?.fields?.filter(({ hidden }) => hidden !== true)).toEqual([])
  })

  test('shows from when a session was moved only once it was moved', () => {
    const field = typeNamed('session')?.fields?.find(({ name }) => name === 'movedFrom')
    const isHidden = (document: object) =>
      typeof field?.hidden === 'function' ? field.hidden({ document }) : undefined
    expect(isHidden({ status: 'scheduled' })).toBe(true)
    expect(isHidden({ status: 'moved' })).toBe(false)
    expect(isHidden({ status: 'cancelled', movedFrom: { start: '09:00' } })).toBe(false)
  })
})

describe('a field', () => {
  const all = [...documents, ...objects].flatMap((type) => fieldsWithin(type, type.name ?? ''))

  test('has the name that findings give it', () => {
    const named: Record<string, string> = words
    expect(
      all
        .filter(({ name, title }) => title !== (named[`field.${name}`] ?? title))
        .map(({ at, title }) => `${at}: ${title}`),
    ).toEqual([])
  })

  test('with a value per language starts with an empty item for each of them, in their order', () => {
    const localized = all.filter(({ type }) => type.startsWith('internationalizedArray'))
    expect(localized.length).toBeGreaterThan(30)
    for (const { type, initialValue } of localized) {
      expect(initialValue).toEqual(locales.map(({ locale }) => ({ _type: `${type}Value`, language: locale })))
    }
  })
})

/** The fields of a type in the form as `path: kind`; those of a list's items have the path of the list. */
/** What actions of the Studio write for the site: no editor sees it. */
const hiddenButRead = new Set(['replaces', 'forgotten'])

function fieldsInForm(type: string): Record<string, string> {
  const entries = (typeNamed(type)?.fields ?? [])
    .filter(({ name = '', hidden }) => hidden !== true || hiddenButRead.has(name))
    .flatMap((field) => formEntries(field, field.name ?? ''))
  return Object.fromEntries(entries)
}

function formEntries(field: Definition, path: string): [string, string][] {
  const { type, of = [], fields = [] } = field
  if (type.startsWith('internationalizedArray')) return [[path, `localized ${plainKinds[type]}`]]
  if (type === 'array') return of.flatMap((member) => formEntries(member, path))
  // An image can be cropped only where its field says so.
  const kind = type === 'image' && field.options && 'hotspot' in field.options ? 'croppedImage' : type
  const inner = [...fields, ...(typeNamed(type)?.fields ?? []), ...(fieldsOfSanity[kind] ?? [])]
  if (inner.length > 0) return inner.flatMap((one) => formEntries(one, `${path}.${one.name}`))
  return [[path, plainKinds[type] ?? type]]
}

/** What the plugin's types, and types of Sanity that are stored as text, hold. */
const plainKinds: Readonly<Record<string, string>> = {
  internationalizedArrayString: 'string',
  internationalizedArrayText: 'string',
  internationalizedArraySlug: 'slug',
  internationalizedArrayRichText: 'blocks',
  date: 'string',
  text: 'string',
}

/** Fields that Sanity's own types have without being told. */
const fieldsOfSanity: Readonly<Record<string, readonly Definition[]>> = {
  // The name and the size are those of the asset: the query reads them beside the reference.
  file: [
    { name: 'asset', type: 'reference' },
    { name: 'name', type: 'string' },
    { name: 'size', type: 'number' },
  ],
  image: [{ name: 'asset', type: 'reference' }],
  croppedImage: [
    { name: 'asset', type: 'reference' },
    ...['crop.top', 'crop.bottom', 'crop.left', 'crop.right'].map((name) => ({ name, type: 'number' })),
    ...['hotspot.x', 'hotspot.y', 'hotspot.width', 'hotspot.height'].map((name) => ({
      name,
      type: 'number',
    })),
  ],
}

/** The fields that the query reads of each type, as paths in order. */
const queried = queriedFields(parse(snapshotQuery))

function queriedFields(node: ExprNode): Record<string, string[]> {
  return Object.fromEntries(
    attributesOf(node).map(([type, value]) => [
      type,
      [...new Set(pathsIn(value, ''))].filter((path) => !path.startsWith('_')).sort(),
    ]),
  )
}

function pathsIn(node: ExprNode, path: string): string[] {
  const inner = attributesOf(node).filter(([name]) => name !== '_key')
  const names = inner.map(([name]) => name)
  const isLocalized = names.includes('language') && names.includes('value')
  if (inner.length === 0 || isLocalized || ['_ref', 'current'].some((name) => names.includes(name)))
    return [path]
  return inner.flatMap(([name, value]) => pathsIn(value, path === '' ? name : `${path}.${name}`))
}

/** The attributes of an object, or of a projection of it. */
function attributesOf(node: ExprNode): [string, ExprNode][] {
  if (node.type === 'Object') {
    return node.attributes.flatMap((one): [string, ExprNode][] =>
      one.type === 'ObjectAttributeValue' ? [[one.name, one.value]] : [],
    )
  }
  return node.type === 'Map' || node.type === 'Projection' ? attributesOf(node.expr) : []
}

/** The fields of a type in the model, as those of the form. */
function fieldsInModel(schema: unknown): Record<string, string> {
  const { _id, _type, _updatedAt, ...fields } = propertiesOf(schema) ?? {}
  return Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => modelEntries(field, name)))
}

function modelEntries(schema: unknown, path: string): [string, string][] {
  const whole = withoutNull(schema)
  const items = isRecord(whole) && whole.type === 'array' ? withoutNull(whole.items) : undefined
  const properties = propertiesOf(items ?? whole)
  if (properties === undefined) return [[path, typeOf(items ?? whole)]]
  if ('language' in properties && 'value' in properties)
    return [[path, `localized ${kindOfValue(withoutNull(properties.value))}`]]
  if ('_ref' in properties) return [[path, 'reference']]
  if ('current' in properties) return [[path, 'slug']]
  const { _key, ...fields } = properties
  return Object.entries(fields).flatMap(([name, field]) => modelEntries(field, `${path}.${name}`))
}

function kindOfValue(value: unknown): string {
  if (isRecord(value) && value.type === 'array') return 'blocks'
  return 'current' in (propertiesOf(value) ?? {}) ? 'slug' : typeOf(value)
}

function typeOf(schema: unknown): string {
  const type = [isRecord(schema) ? schema.type : undefined].flat().find((one) => one !== 'null')
  return type === 'integer' ? 'number' : String(type)
}

/** The alternative of a JSON schema that is not null. */
const withoutNull = (schema: unknown): unknown =>
  isRecord(schema) && Array.isArray(schema.anyOf)
    ? schema.anyOf.find((one) => isRecord(one) && one.type !== 'null')
    : schema

const propertiesOf = (schema: unknown): Readonly<Record<string, unknown>> | undefined =>
  isRecord(schema) && isRecord(schema.properties) ? schema.properties : undefined

/** The fields of a type that may have only some values, with these. */
const choicesInModel = (schema: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(propertiesOf(schema) ?? {}).flatMap(([name, field]) => {
      const choice = withoutNull(field)
      return isRecord(choice) && Array.isArray(choice.enum) ? [[name, [...choice.enum].sort()]] : []
    }),
  )

function choicesInForm({ options }: Definition): unknown[] | undefined {
  const list = isRecord(options) ? options.list : undefined
  return Array.isArray(list) ? list.map((one) => Object(one).value).sort() : undefined
}

/** The references in a field, each with its path and the type that it leads to. */
function referencesIn(
  { type, of = [], to = [] }: Definition,
  path: string[],
): { path: string[]; to: string }[] {
  if (type === 'reference') return to.map((target) => ({ path, to: target.type }))
  if (type === 'array') return of.flatMap((member) => referencesIn(member, path))
  return (typeNamed(type)?.fields ?? []).flatMap((field) => referencesIn(field, [...path, field.name ?? '']))
}

/** The faults of references in a document, when the one at a path leads to a document of a type. */
function brokenReferences(type: string, [field = '', inner]: readonly string[], to: string): string[] {
  const target: RawDocument = { _id: 'target', _type: to }
  const reference = { _type: 'reference', _ref: target._id }
  const value = inner === undefined ? reference : [{ _key: 'a', [inner]: reference }]
  const document = {
    ...stored.find(({ _type }) => _type === type),
    _id: 'source',
    _type: type,
    [field]: value,
  }
  return examine([...stored, target, document])
    .faults.filter(({ documentId, facts }) => documentId === 'source' && facts.found === 'target')
    .map(({ code }) => code)
}

/** All fields in a type, each with its path; the fields of annotations in rich text included. */
function fieldsWithin(definition: Definition, at: string): (Definition & { at: string })[] {
  const annotations = (definition.of ?? []).flatMap((member) => member.marks?.annotations ?? [])
  const inner = [...(definition.fields ?? []), ...annotations.flatMap(({ fields = [] }) => fields)]
  return inner.flatMap((field) => [
    { ...field, at: `${at}.${field.name}` },
    ...fieldsWithin(field, `${at}.${field.name}`),
  ])
}
