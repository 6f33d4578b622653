import { referenceTo } from '#src/model/references.ts'
import { draftReference } from '../new-drafts.ts'
import type { ListedPerson } from './people-list.ts'

/** A reference to one of the list; to one that was never published a weak one, until it is. */
export const referenceToPerson = ({ id, isPublished }: ListedPerson) =>
  isPublished ? referenceTo(id) : draftReference('contributor', id)
