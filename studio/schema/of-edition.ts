import { defineArrayMember, defineField, type ReferenceFilterResolver } from 'sanity'
import { referencedId } from '#src/model/references.ts'

/** Offers the documents of the edition that the document of the form belongs to; all of them until it belongs to one. */
export const ofOwnEdition: ReferenceFilterResolver = ({ document }) => {
  const edition = referencedId(document.edition)
  return edition === undefined ? {} : { filter: 'edition._ref == $edition', params: { edition } }
}

/** The edition that a document belongs to. */
export const editionReference = (where: { group?: string | string[] } = {}) =>
  defineField({ ...where, name: 'edition', type: 'reference', to: [{ type: 'edition' }] })

/** Rooms of the edition. */
export const editionRooms = (where: { group?: string } = {}) =>
  defineField({
    ...where,
    name: 'rooms',
    type: 'array',
    of: [defineArrayMember({ type: 'reference', to: [{ type: 'room' }], options: { filter: ofOwnEdition } })],
  })
