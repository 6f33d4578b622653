import { embeddedAt } from '#src/addresses/embedded.ts'
import { type Oembed, oembedAddress, oembedOf } from '#src/feeds/oembed.ts'
import type { Locale } from '#src/locales.ts'
import { shareHeight, shareWidth } from '#src/pictures/share-drawing.ts'
import { shareAddress } from '#src/pictures/share-image.ts'
import { getContent } from './content-source.ts'
import { absolute } from './links.ts'
import { localeIn } from './routes.ts'

/** The oEmbed answer for what the parameters of its address name; undefined where nothing has that id. */
export function oembedFor(
  params: Record<string, string | undefined>,
  locals: App.Locals,
): Oembed | undefined {
  const content = getContent(locals)
  const locale = localeIn(params)
  const embedded = embeddedAt(params.id, content.past)
  if (!locale || !embedded) return undefined
  return oembedOf(embedded, locale, content, {
    absolute,
    thumbnailOf: (subject) => ({
      address: shareAddress(subject, locale, content.documents),
      ...{ width: shareWidth, height: shareHeight },
    }),
  })
}

/** The absolute address of the oEmbed file of a subject, for the heads of pages. */
export const oembedLink = (locale: Locale, id: string): string => absolute(oembedAddress(locale, id))
