import { breakType } from './break.ts'
import { contributor } from './contributor.ts'
import { edition } from './edition.ts'
import { forum } from './forum.ts'
import {
  contribution,
  editionLinks,
  lineOfAction,
  movedFrom,
  sessionDocument,
  sessionLink,
  translationReview,
} from './objects.ts'
import { page } from './page.ts'
import { part } from './part.ts'
import { richText } from './richText.ts'
import { room } from './room.ts'
import { session } from './session.ts'
import { strategySection } from './strategySection.ts'
import { worded } from './worded.ts'

const documents = [forum, edition, part, session, breakType, contributor, room, strategySection, page]

const pieces = [
  richText,
  lineOfAction,
  editionLinks,
  contribution,
  movedFrom,
  sessionLink,
  sessionDocument,
  translationReview,
]

/** Every type of document, in the order of an editor's work. */
export const documentTypes = documents.map(worded)

/** The types that documents are made of. */
export const pieceTypes = pieces.map(worded)

export const schemaTypes = [...documentTypes, ...pieceTypes]
