import { useEffect, useEffectEvent, useRef } from 'react'
import { insert, PatchEvent, set, setIfMissing, useFormValue } from 'sanity'
import { useDocumentPane } from 'sanity/structure'
import type { Locale } from '#src/locales.ts'
import { proposedSortName } from '#src/model/sort-name.ts'
import { newKey } from '../ids.ts'
import { languageItems } from '../schema/localized-fields.ts'

/**
 * Proposes how a contributor is filed in one language from the name, when the name loses the focus or the document
 * becomes a person's or an organisation's: in an empty field, or in one that has the proposal for the other kind. Only
 * while the document was never published: what editors wrote stays.
 */
export function SortNameFromName({ locale, name, focused }: Props): null {
  const { editState, onChange, schemaType } = useDocumentPane()
  const sortNames = useFormValue(['sortName'])
  const kind = useFormValue(['kind']) === 'person' ? 'person' : 'organisation'
  const isFiled =
    schemaType.jsonType === 'object' && schemaType.fields.some((field) => field.name === 'sortName')

  const fillIn = useEffectEvent(() => {
    const line = languageItems(sortNames).find(({ language }) => language === locale)
    const present = typeof line?.value === 'string' ? line.value.trim() : ''
    if (!isFiled || editState?.published || typeof name !== 'string') return
    const proposal = proposedSortName(name, kind)
    const isUntouched =
      present === '' || present === proposedSortName(name, kind === 'person' ? 'organisation' : 'person')
    if (!isUntouched || proposal === '' || proposal === present) return
    onChange(
      PatchEvent.from(
        typeof line?._key === 'string'
          ? [set(proposal, ['sortName', { _key: line._key }, 'value'])]
          : [
              setIfMissing([], ['sortName']),
              insert([{ _key: newKey(), _type: itemType, language: locale, value: proposal }], 'after', [
                'sortName',
                -1,
              ]),
            ],
      ),
    )
  })
  const before = useRef({ focused: false, kind })
  useEffect(() => {
    const { current } = before
    if ((current.focused && !focused) || current.kind !== kind) fillIn()
    before.current = { focused, kind }
  }, [focused, kind])
  return null
}

const itemType = 'internationalizedArrayStringValue'

type Props = { locale: Locale; name: unknown; focused: boolean }
