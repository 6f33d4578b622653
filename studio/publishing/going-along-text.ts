import { documentTypes, type RawDocument } from '#src/model/schema.ts'
import { listText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import { joined, timedTitle } from '../schema/list-text.ts'

/**
 * How many documents of each kind there are; of all kinds together where there is little room.
 * @example '1 room and 2 people', '3 others'
 */
export function thingsText(
  documents: readonly RawDocument[],
  { isNarrow = false }: { isNarrow?: boolean } = {},
): string {
  const byType = Map.groupBy(documents, kindOf)
  if (isNarrow) return t('studio.publish.with.more', { count: documents.length })
  return listText(
    [...byType].map(([kind, { length: count }]) => t(`studio.publish.with.${kind}`, { count })),
    studioLocale,
  )
}

function kindOf({ _type, kind }: RawDocument) {
  if (_type === 'contributor') return kind === 'person' ? 'people' : 'organisations'
  return counted[_type] ?? 'others'
}

const counted: Readonly<Record<string, 'rooms' | 'parts' | 'editions' | 'sessions'>> = {
  room: 'rooms',
  part: 'parts',
  edition: 'editions',
  session: 'sessions',
}

/** @example 'room · Hall 3' */
export const nameWithType = (document: RawDocument): string =>
  joined(typeName(document), timedTitle(document))

function typeName({ _type }: RawDocument): string {
  const type = documentTypes.find((one) => one === _type)
  return type === undefined ? '' : t(`type.${type}`)
}
