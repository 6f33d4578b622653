import { breakType } from './break.ts'
import { contributor } from './contributor.ts'
import { edition } from './edition.ts'
import { forum } from './forum.ts'
import { withLabels } from './labels.ts'
import {
  contribution,
  dayTheme,
  editionLinks,
  forumColours,
  interpretation,
  lineOfAction,
  mapPoint,
  movedFrom,
  notice,
  sessionDocument,
  sessionLink,
  translationReview,
  wallClock,
} from './objects.ts'
import { page } from './page.ts'
import { part } from './part.ts'
import { richText } from './richText.ts'
import { room } from './room.ts'
import { session } from './session.ts'
import { strategySection } from './strategySection.ts'
import { term } from './term.ts'

const documents = [
  ...[forum, edition, part, session, breakType, contributor],
  ...[room, strategySection, page, term],
]

const objects = [
  richText,
  lineOfAction,
  forumColours,
  dayTheme,
  editionLinks,
  contribution,
  movedFrom,
  interpretation,
  mapPoint,
  notice,
  wallClock,
  sessionLink,
  sessionDocument,
  translationReview,
]

/** All document types, in the order of the editors' work. */
export const documentDefinitions = documents.map(withLabels)

/** The object types in documents. */
export const objectDefinitions = objects.map(withLabels)

export const schemaTypes = [...documentDefinitions, ...objectDefinitions]
