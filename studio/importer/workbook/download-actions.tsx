import { DownloadIcon } from '@sanity/icons/Download'
import { useToast } from '@sanity/ui/toast'
import { useState } from 'react'
import type { DocumentActionComponent, DocumentActionDescription } from 'sanity'
import { languageOf } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { nameInAddresses } from '../../edition-documents.ts'
import { errorText } from '../../error-text.ts'
import { studioLocale, t } from '../../language.ts'
import { saveFile } from '../../save-file.ts'
import { useContent } from '../../store/useContent.ts'
import { editionCsv } from './edition-csv.ts'
import { editionWord } from './edition-word.ts'
import { editionWorkbook } from './edition-workbook.ts'
import type { Naming } from './programme-cells.ts'
import { programmeDocument } from './programme-document.ts'

/** The actions of an edition that give its programme as a file, in the language of the Studio. */

export const downloadWorkbook: DocumentActionComponent = ({ id }) => useDownload(id, workbook)
export const downloadWord: DocumentActionComponent = ({ id }) => useDownload(id, word)
export const downloadCsv: DocumentActionComponent = ({ id }) => useDownload(id, csv)

type Programme = [edition: RawDocument, documents: readonly RawDocument[], naming: Naming]
type Format = {
  words: 'workbook' | 'word' | 'csv'
  ending: string
  type: string
  make(...programme: Programme): string | Uint8Array | Promise<Uint8Array>
}

const workbook: Format = {
  ...{ words: 'workbook', ending: 'xlsx', make: editionWorkbook },
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
const word: Format = {
  ...{ words: 'word', ending: 'docx', make: (...all) => editionWord(programmeDocument(...all)) },
  type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}
const csv: Format = { words: 'csv', ending: 'csv', type: 'text/csv', make: editionCsv }

function useDownload(id: string, { words, ending, type, make }: Format): DocumentActionDescription {
  const { content } = useContent()
  const toast = useToast()
  const [isMaking, setIsMaking] = useState(false)
  const edition = content?.byId.get(id)
  const download = async () => {
    if (!content || !edition) return
    setIsMaking(true)
    try {
      const naming = { locale: studioLocale, named: (one: string) => content.byId.get(one) }
      const made = await make(edition, content.documents, naming)
      const { lang } = languageOf(studioLocale)
      const name = ['programme', nameInAddresses(edition) ?? edition._id, lang].join('-')
      const part = typeof made === 'string' ? made : new Uint8Array(made)
      saveFile(new File([part], `${name}.${ending}`, { type }))
    } catch (error) {
      toast.push({ status: 'error', title: t(`studio.${words}.failed`, { reason: errorText(error) }) })
    }
    setIsMaking(false)
  }
  return {
    label: t(`studio.${words}.action`),
    icon: DownloadIcon,
    disabled: isMaking || edition === undefined,
    onHandle: () => void download(),
  }
}
