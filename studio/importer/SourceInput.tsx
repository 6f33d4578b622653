import { UploadIcon } from '@sanity/icons/Upload'
import { Button, Card, Flex, Stack, Text, TextArea } from '@sanity/ui'
import { type ReactNode, useRef, useState } from 'react'
import { t } from '../language.ts'
import { contentOfFile, type FileContent, UnreadableFileError } from './file.ts'
import {
  type ImportState,
  startImport,
  startPasted,
  startSent,
  startTable,
  updateImport,
} from './import-state.ts'
import { SheetChoice } from './sheets/SheetChoice.tsx'
import { sourceLines } from './source-lines.ts'

/** Starts the import of a file; of a workbook with several sheets, once they are chosen. */
function start(content: FileContent): void {
  const sent = 'sheets' in content ? content.sheets.find((sheet) => sheet.sent) : undefined
  if (sent) startSent(sent)
  else if ('lines' in content) startImport(content.lines)
  else if (content.sheets.length > 1) updateImport({ sheets: content.sheets })
  else startTable(content.sheets[0]?.lines ?? [], content.sheets[0]?.zone)
}

/** The first step of an import: a field for pasted text, and a choice of file. */
export function SourceInput({ text, sheets }: Pick<ImportState, 'text' | 'sheets'>): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const [reading, setReading] = useState<string>()
  const [isOver, setIsOver] = useState(false)

  const read = async (file: File | undefined) => {
    if (file === undefined) return
    updateImport({ notice: undefined, sheets: undefined })
    setReading(file.name)
    try {
      start(await contentOfFile(file))
    } catch (error) {
      const reason = error instanceof UnreadableFileError ? error.reason : 'broken'
      updateImport({
        notice: { tone: 'critical', text: t(`studio.import.error.${reason}`, { name: file.name }) },
      })
    }
    setReading(undefined)
  }

  return (
    <Stack gap={4}>
      <Text size={1} muted>
        {t('studio.import.intro')}
      </Text>
      <Card
        padding={4}
        radius={3}
        border
        tone={isOver ? 'primary' : 'transparent'}
        style={{ borderStyle: 'dashed' }}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          void read(event.dataTransfer.files[0])
        }}
      >
        <Flex gap={3} align="center" wrap="wrap">
          <Button
            icon={UploadIcon}
            mode="ghost"
            text={t('studio.import.choose')}
            disabled={reading !== undefined}
            onClick={() => input.current?.click()}
          />
          <Text size={1} muted role="status">
            {reading === undefined ? t('studio.import.drop') : t('studio.import.reading', { name: reading })}
          </Text>
        </Flex>
        <input
          ref={input}
          type="file"
          hidden
          accept=".docx,.xlsx,.ods,.csv,.tsv,.txt,.md,.ics,.xml,.json"
          data-testid="import-file"
          onChange={(event) => {
            void read(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </Card>
      {sheets !== undefined && <SheetChoice key={sheets.map(({ name }) => name).join('|')} sheets={sheets} />}
      <Stack gap={3}>
        <Text as="label" htmlFor="import-text" size={1} weight="medium">
          {t('studio.import.paste')}
        </Text>
        <TextArea
          id="import-text"
          rows={18}
          value={text}
          spellCheck={false}
          onChange={(event) => updateImport({ text: event.currentTarget.value })}
        />
      </Stack>
      <Flex>
        <Button
          text={t('studio.import.continue')}
          disabled={text.trim() === ''}
          onClick={() => startPasted(sourceLines(text))}
        />
      </Flex>
    </Stack>
  )
}
