import { useEffect, useEffectEvent, useRef } from 'react'
import { insert, PatchEvent, set, setIfMissing, useFormValue } from 'sanity'
import { useDocumentPane } from 'sanity/structure'
import type { Locale } from '#src/locales.ts'
import { slugOf } from '#src/model/slug-of.ts'
import { isEmptyText } from '#src/rules/review.ts'
import { newKey } from '../ids.ts'
import { languageItems } from '../schema/localized-fields.ts'

/**
 * Fills in the slug of a document in one language from its title or name, when that loses the focus: only an empty slug,
 * and only while the document was never published, since published addresses stay.
 */
export function SlugFromTitle({ locale, title, focused }: Props): null {
  const { editState, onChange, schemaType } = useDocumentPane()
  const slugs = useFormValue(['slug'])
  const hasAddresses =
    schemaType.jsonType === 'object' &&
    schemaType.fields.some(({ name, type }) => name === 'slug' && type.name === kind)

  const fillIn = useEffectEvent(() => {
    const line = languageItems(slugs).find(({ language }) => language === locale)
    const current = typeof title === 'string' ? slugOf(title) : ''
    if (!hasAddresses || editState?.published || !isEmptyText(line?.value) || current === '') return
    const value = { _type: 'slug', current }
    onChange(
      PatchEvent.from(
        typeof line?._key === 'string'
          ? [set(value, ['slug', { _key: line._key }, 'value'])]
          : [
              setIfMissing([], ['slug']),
              insert([{ _key: newKey(), _type: `${kind}Value`, language: locale, value }], 'after', [
                'slug',
                -1,
              ]),
            ],
      ),
    )
  })
  const wasFocused = useRef(false)
  useEffect(() => {
    if (wasFocused.current && !focused) fillIn()
    wasFocused.current = focused
  }, [focused])
  return null
}

const kind = 'internationalizedArraySlug'

type Props = { locale: Locale; title: unknown; focused: boolean }
