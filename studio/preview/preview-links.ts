import { map, type Observable, startWith, switchMap } from 'rxjs'
import type { SanityClient } from 'sanity'
import type { Locale } from '#src/locales.ts'
import {
  type PreviewLink,
  previewLinkFrom,
  previewLinkId,
  previewLinkType,
  secretOf,
} from '#src/model/preview-link.ts'
import { daysAfter, instantOf, isDate } from '#src/model/time.ts'

/** The links to an edition, the latest first, and again after each change. */
export function previewLinks(client: SanityClient, edition: string): Observable<readonly PreviewLink[]> {
  const filter = '*[_type == $type && edition == $edition]'
  const params = { type: previewLinkType, edition }
  return client
    .listen(filter, params, { includeResult: false, visibility: 'query', events: ['welcome', 'mutation'] })
    .pipe(
      startWith(undefined),
      switchMap(() => client.observable.fetch<unknown[]>(`${filter} | order(_createdAt desc)`, params)),
      map((documents) => documents.flatMap((document) => previewLinkFrom(document) ?? [])),
    )
}

/** Makes a link that works until the end of a day, by a zone's clock. @throws what the client throws */
export async function makePreviewLink(
  client: SanityClient,
  { edition, locale, lastDay, timeZone }: NewPreviewLink,
): Promise<void> {
  const random = crypto.getRandomValues(new Uint8Array(24))
  const secret = btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
  const until = endOf(lastDay, timeZone)
  if (until === undefined) throw new RangeError(`No such day: ${lastDay}`)
  await client.create({
    ...{ _id: previewLinkId(secret), _type: previewLinkType, edition, answers: [] },
    ...(locale && { locale }),
    until: new Date(until).toISOString(),
  })
}

type NewPreviewLink = {
  readonly edition: string
  readonly locale: Locale | undefined
  /** As `YYYY-MM-DD`. */
  readonly lastDay: string
  readonly timeZone: string
}

/** When a day ends, in milliseconds since 1970; undefined where there is no such day. */
export function endOf(day: string, timeZone: string): number | undefined {
  if (!isDate(day)) return undefined
  const next = daysAfter(day, 1)
  // At some midnights clocks go forward.
  return instantOf(next, '00:00', timeZone) ?? instantOf(next, '01:00', timeZone)
}

/** Ends a link: what was answered stays. @throws what the client throws */
export const endPreviewLink = (client: SanityClient, { _id }: PreviewLink) =>
  client.patch(_id).set({ until: new Date().toISOString() }).commit()

/** Deletes a link and its answers. @throws what the client throws */
export const deletePreviewLink = (client: SanityClient, { _id }: PreviewLink) => client.delete(_id)

/** The address that is sent to people. @param previewUrl the address of the preview */
export const addressOfLink = (link: PreviewLink, previewUrl: string): string =>
  new URL(`api/preview/guest/?link=${secretOf(link)}`, previewUrl).href
