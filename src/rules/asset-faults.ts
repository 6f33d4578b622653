import { shown } from '#src/addresses/localize.ts'
import { sourceLocale } from '#src/locales.ts'
import type { Contributor, Edition, Forum, Session, Snapshot } from '#src/model/schema.ts'
import type { Fault } from './findings.ts'

/**
 * Why an image or a file cannot be used: its bytes are gone, are not those that were uploaded, or are no image; why a drawing
 * cannot be a mark.
 */
export type AssetProblem =
  | 'noAsset'
  | 'damagedAsset'
  | 'notAnImage'
  | 'markWithParts'
  | 'emptyMark'
  | 'heavyMark'

/**
 * The faults of documents whose images or files cannot be used, by asset id. They are found when a release reads the
 * bytes: documents alone do not tell.
 */
export function assetFaults(
  {
    forum,
    editions,
    sessions,
    contributors,
  }: Pick<Snapshot, 'forum' | 'editions' | 'sessions' | 'contributors'>,
  problems: ReadonlyMap<string, AssetProblem>,
): readonly Fault[] {
  const faultOf = (
    document: Forum | Edition | Session | Contributor,
    path: string,
    asset: string | undefined,
    name?: string,
  ): Fault[] => {
    const code = problems.get(asset ?? '')
    const { _id: documentId, _type: documentType } = document
    const named = 'name' in document ? document.name : document.title
    const title = shown(named, sourceLocale)?.value ?? documentId
    return code
      ? [{ documentId, documentType, title, path, code, facts: { found: name ?? asset ?? '' } }]
      : []
  }
  return [
    ...faultOf(forum, 'mark', forum.mark?.asset),
    ...faultOf(forum, 'markDark', forum.markDark?.asset),
    ...editions.flatMap((edition) => faultOf(edition, 'image', edition.image?.asset)),
    ...contributors.flatMap((one) => faultOf(one, 'image', one.image?.asset)),
    ...[...editions, ...sessions].flatMap((one) =>
      one.documents.flatMap(({ _key, file }) =>
        faultOf(one, `documents[_key=="${_key}"].file`, file.asset, file.name),
      ),
    ),
  ]
}
