import { isLocale, languageOf } from '#src/locales.ts'
import { changedPlace, withItemChange } from '#src/model/change.ts'
import { isRecord } from '#src/model/fields.ts'
import { plainText } from '#src/model/localized.ts'
import { editionOf } from '#src/model/references.ts'
import type { ScheduledVersion } from '#src/model/scheduled-version.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { isTimeZone } from '#src/model/time.ts'
import { fieldName } from '#src/rules/findings.ts'
import { currentEdition } from '../edition-documents.ts'
import { studioLocale, t } from '../language.ts'
import { momentText } from '../local-time.ts'
import type { ContentVersions } from '../store/versions.ts'
import { scheduledVersionOf } from './scheduled-versions.ts'

/** The zone by whose clock a document becomes public: that of its edition, else of the current one. */
export function zoneFor({ byId }: Pick<ContentVersions, 'byId'>, document: RawDocument): string {
  const editions = [
    document._type === 'edition' ? document._id : editionOf(document),
    currentEdition({ byId }),
  ]
  const zones = editions.map((id) => byId.get(id ?? '')?.timeZone)
  return zones.find((zone): zone is string => typeof zone === 'string' && isTimeZone(zone)) ?? 'UTC'
}

/** When a version becomes public. @example 'Friday 27 November, 14:05' */
export const fromText = (
  content: Pick<ContentVersions, 'byId'>,
  { _id, document, documentType, from, change }: ScheduledVersion,
): string =>
  momentText(
    Date.parse(from),
    zoneFor(content, content.byId.get(document) ?? withItemChange({ _id, _type: documentType }, change)),
  )

/** From when a new document is public, where its draft waits for that; undefined where it does not. @param id its published id */
export function notBeforeText(content: ContentVersions, id: string): string | undefined {
  const version = scheduledVersionOf(content, id)
  return version?.isNew ? t('studio.schedule.notBefore', { time: fromText(content, version) }) : undefined
}

/** What a version changes, by the labels of its fields. */
export const changedFields = ({ change: { set, unset } }: ScheduledVersion): readonly string[] =>
  labelsOfFields([...Object.keys(set), ...unset])

/** The texts that a version changes, as they become, with their labels: so that they can be read while they wait. */
export const changedTexts = ({
  change: { set },
}: ScheduledVersion): readonly [label: string, text: string][] =>
  Object.entries(set).flatMap(([name, value]): [string, string][] => {
    const [text, [label]] = [textOf(isRecord(value) ? value.value : value), labelsOfFields([name])]
    return text === '' || label === undefined ? [] : [[label, text]]
  })

/** The places of a change by their labels, each once, without what the Studio alone keeps. @example ['Title (Français)', 'Start'] */
export const labelsOfFields = (names: readonly string[]): readonly string[] => [
  ...new Set(
    names
      .map(changedPlace)
      .filter(({ field }) => field !== 'review' && !field.startsWith('_'))
      .map(({ field, key }) => {
        const label = fieldName(field, studioLocale)
        return isLocale(key) ? `${label} (${languageOf(key).name})` : label
      }),
  ),
]

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : Array.isArray(value) ? plainText(value) : ''
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text
}
const longest = 300
