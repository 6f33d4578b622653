import { defineQuery } from 'groq'

/**
 * All content at one moment: one flat list per type, references as stored, in the order of ids. Joining and sorting
 * is done in TypeScript, so that the build and the Studio check documents of the same shape. Only the name and the size
 * of a file are joined here: its asset is no document of ours. `room` and `interpretedLanguages` are those of sessions
 * which were not migrated yet (`migration.ts`). Versions that become public at a time are among them, as text
 * (`scheduled-version.ts`).
 */
export const snapshotQuery = defineQuery(`{
  "forum": *[_type == "forum"] | order(_id) {
    _id, _type, _updatedAt,
    name[]{_key, language, value},
    organisation[]{_key, language, value},
    acronym[]{_key, language, value},
    brief[]{_key, language, value},
    linesOfAction[]{_key, title[]{_key, language, value}, text[]{_key, language, value}, isNew},
    hashtag, congressSite, email, embedHosts,
    postalAddress[]{_key, language, value},
    mark{asset{_ref}}, markDark{asset{_ref}},
    colours{firstLight, firstDark, secondLight, secondDark, thirdLight, thirdDark},
    currentEdition{_ref},
    notice{text[]{_key, language, value}, from{date, time}, until{date, time}},
    forgotten
  },
  "strategySection": *[_type == "strategySection"] | order(_id) {
    _id, _type, _updatedAt,
    title[]{_key, language, value},
    text[]{_key, language, value},
    order
  },
  "edition": *[_type == "edition"] | order(_id) {
    _id, _type, _updatedAt,
    ordinal, slug{current}, takesOver,
    title[]{_key, language, value},
    firstDay, lastDay, timeZone,
    themes[]{_key, date, theme[]{_key, language, value}},
    venue[]{_key, language, value},
    city[]{_key, language, value},
    country[]{_key, language, value},
    congress[]{_key, language, value},
    lead[]{_key, language, value},
    brief[]{_key, language, value},
    objectives[]{_key, language, value},
    outcomes[]{_key, language, value},
    venueAddress[]{_key, language, value},
    location{lat, lng},
    links{registration, stream, recording},
    notice{text[]{_key, language, value}, from{date, time}, until{date, time}},
    documents[]{
      _key, title[]{_key, language, value}, language,
      file{asset{_ref}, "name": asset->originalFilename, "size": asset->size}
    },
    image{asset{_ref}, crop{top, bottom, left, right}, hotspot{x, y, width, height}, alt[]{_key, language, value}}
  },
  "part": *[_type == "part"] | order(_id) {
    _id, _type, _updatedAt,
    edition{_ref}, ordinal,
    title[]{_key, language, value},
    slug[]{_key, language, value{current}},
    takesOver,
    summary[]{_key, language, value}
  },
  "session": *[_type == "session"] | order(_id) {
    _id, _type, _updatedAt,
    edition{_ref}, part{_ref}, plenary,
    title[]{_key, language, value},
    slug[]{_key, language, value{current}},
    takesOver,
    date, start, end,
    description[]{_key, language, value},
    contributors[]{
      _key, contributor{_ref}, role[]{_key, language, value}, affiliation[]{_key, language, value}
    },
    rooms[]{_key, _ref}, room{_ref},
    spokenLanguages, interpretation[]{_key, language, channel}, interpretedLanguages, signedLanguages, captions,
    status, movedFrom{date, start, end, rooms[]{_key, _ref}},
    stream, recording,
    links[]{_key, title[]{_key, language, value}, url, language},
    documents[]{
      _key, title[]{_key, language, value}, language,
      file{asset{_ref}, "name": asset->originalFilename, "size": asset->size}
    },
    recap[]{_key, language, value}
  },
  "break": *[_type == "break"] | order(_id) {
    _id, _type, _updatedAt,
    edition{_ref},
    title[]{_key, language, value},
    date, start, end
  },
  "contributor": *[_type == "contributor"] | order(_id) {
    _id, _type, _updatedAt,
    kind,
    name[]{_key, language, value},
    sortName[]{_key, language, value},
    slug[]{_key, language, value{current}},
    takesOver, replaces,
    acronym[]{_key, language, value},
    position[]{_key, language, value},
    organisation{_ref},
    affiliation[]{_key, language, value},
    biography[]{_key, language, value},
    place[]{_key, language, value},
    url,
    image{asset{_ref}, crop{top, bottom, left, right}, hotspot{x, y, width, height}, alt[]{_key, language, value}}
  },
  "room": *[_type == "room"] | order(_id) {
    _id, _type, _updatedAt,
    edition{_ref},
    name[]{_key, language, value},
    slug[]{_key, language, value{current}},
    takesOver,
    floor[]{_key, language, value},
    directions[]{_key, language, value},
    seats
  },
  "page": *[_type == "page"] | order(_id) {
    _id, _type, _updatedAt,
    title[]{_key, language, value},
    slug[]{_key, language, value{current}},
    takesOver,
    text[]{_key, language, value},
    order
  },
  "term": *[_type == "term"] | order(_id) {
    _id, _type, _updatedAt,
    title[]{_key, language, value},
    avoid[]{_key, language, value},
    note
  },
  "scheduledVersion": *[_type == "scheduledVersion"] | order(_id) {
    _id, _type, document, documentType, from, by, approvedAt, isNew, change,
    "files": files[]->{_id, "name": originalFilename, size}
  }
}`)

/** How many documents, in any version, have the earlier shape that `migration.ts` knows. */
export const oldDocumentsQuery = defineQuery(`count(*[
  _type == "session" && (defined(room) || defined(interpretedLanguages) || (!defined(edition) && defined(part)))
  || _type == "room" && !defined(edition) && !defined(slug)
])`)

/** `snapshotQuery` for the documents whose ids are in `$ids` alone. */
export const changesQuery = snapshotQuery.replace(/(\*\[_type == "\w+")\]/g, '$1 && _id in $ids]')
