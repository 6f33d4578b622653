import { coloursOf } from '#src/model/colours.ts'
import type { SeedContent } from '../write.ts'
import { editionFiles, portAmara, thabaneng, valeNovo, valeNovoSessions } from './congress-editions.ts'
import {
  congressColours,
  congressForum,
  congressPages,
  congressStrategy,
  congressTerms,
} from './congress-forum.ts'
import { congressOrganisations } from './congress-organisations.ts'
import { congressPeople, portraits } from './congress-people.ts'
import { congressBreaks, congressParts, congressRooms } from './congress-places.ts'
import { congressFiles, congressSessions } from './congress-sessions.ts'
import { harbourSvg, roofsSvg } from './portraits.ts'

const colours = coloursOf(congressColours)

/**
 * A whole congress to work with, all of it invented: a forum with an edition of five days in eight rooms, one before it
 * and one to come. It has what real programmes have: sessions that were moved or cancelled, evenings past midnight,
 * names in many scripts, texts that are missing in a language. No translation was confirmed by anybody, so the Studio
 * says of each that it needs review. A document comes after those that it refers to.
 */
export const congress: SeedContent = {
  documents: [
    valeNovo,
    portAmara,
    thabaneng,
    congressForum,
    ...congressStrategy,
    ...congressRooms,
    ...congressParts,
    ...congressOrganisations,
    ...congressPeople,
    ...congressSessions,
    ...valeNovoSessions,
    ...congressBreaks,
    ...congressPages,
    ...congressTerms,
  ],
  images: [
    { documentId: portAmara._id, filename: 'port-amara.png', svg: harbourSvg() },
    {
      documentId: 'forum',
      field: 'mark',
      filename: 'mark.svg',
      svg: roofsSvg(colours.map(({ light }) => light)),
    },
    {
      documentId: 'forum',
      field: 'markDark',
      filename: 'mark-dark.svg',
      svg: roofsSvg(colours.map(({ dark }) => dark)),
    },
    ...portraits,
  ],
  files: [...congressFiles, ...editionFiles.map(([, file]) => file)],
}
