import { DownloadIcon } from '@sanity/icons/Download'
import { useToast } from '@sanity/ui/toast'
import { useState } from 'react'
import type { DocumentActionComponent } from 'sanity'
import { languageOf } from '#src/locales.ts'
import { nameInAddresses } from '../../edition-documents.ts'
import { errorText } from '../../error-text.ts'
import { studioLocale, t } from '../../language.ts'
import { saveFile } from '../../save-file.ts'
import { useContent } from '../../store/useContent.ts'
import { editionWorkbook } from './edition-workbook.ts'

/** The action of an edition that gives its programme as a workbook, in the language of the Studio. */
export const downloadWorkbook: DocumentActionComponent = ({ id }) => {
  const { content } = useContent()
  const toast = useToast()
  const [isMaking, setIsMaking] = useState(false)
  const edition = content?.byId.get(id)
  const make = async () => {
    if (!content || !edition) return
    setIsMaking(true)
    try {
      const naming = { locale: studioLocale, named: (one: string) => content.byId.get(one) }
      const bytes = await editionWorkbook(edition, content.documents, naming)
      const name = ['programme', nameInAddresses(edition) ?? edition._id, languageOf(studioLocale).lang].join(
        '-',
      )
      saveFile(new File([new Uint8Array(bytes)], `${name}.xlsx`, { type: workbookType }))
    } catch (error) {
      toast.push({ status: 'error', title: t('studio.workbook.failed', { reason: errorText(error) }) })
    }
    setIsMaking(false)
  }
  return {
    label: t('studio.workbook.action'),
    icon: DownloadIcon,
    disabled: isMaking || edition === undefined,
    onHandle: () => void make(),
  }
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
