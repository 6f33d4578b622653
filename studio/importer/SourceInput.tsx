import { UploadIcon } from '@sanity/icons/Upload'
import { Button, Card, Flex, Stack, Text, TextArea } from '@sanity/ui'
import { type ClipboardEvent, type ReactNode, useRef, useState } from 'react'
import { t } from '../language.ts'
import { contentOfFile, type FileContent, UnreadableFileError } from './file.ts'
import {
  addPasted,
  type ImportState,
  startImport,
  startPasted,
  startSent,
  startTable,
  updateImport,
} from './import-state.ts'
import { linesOfText, pastedTableIn } from './pasted-tables.ts'
import { SheetChoice } from './sheets/SheetChoice.tsx'
import { hasHidden } from './sheets/workbook-sheets.ts'

/** Starts the import of a file; of a workbook with several sheets, or with hidden cells, once they are chosen. */
function start(content: FileContent): void {
  const sheets = 'sheets' in content ? content.sheets : []
  const words = sheets.flatMap((sheet) => sheet.words ?? [])
  const sent = sheets.find((sheet) => sheet.sent)
  const [alone] = words
  if (sent) startSent(sent, words)
  // The sheet of the programme may have been taken out.
  else if (alone) startSent({ name: '', lines: [], sent: alone }, words)
  else if ('lines' in content) startImport(content.lines)
  else if (content.sheets.length > 1 || hasHidden(content.sheets)) updateImport({ sheets: content.sheets })
  else startTable(content.sheets[0] ?? { lines: [] })
}

/** Pastes a table by its cells. The browser inserts the text that stands for it, so that it can be undone as any other. */
function pasteTable(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const table = pastedTableIn(event.clipboardData.getData('text/html'))
  if (table === undefined) return
  event.preventDefault()
  const { value, selectionStart, selectionEnd } = event.currentTarget
  const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)]
  addPasted(table)
  const text = `${/[^\n]$/.test(before) ? '\n' : ''}${table.text}${/^[^\n]/.test(after) ? '\n' : ''}`
  document.execCommand('insertText', false, text)
}

/** The first step of an import: a field for pasted text, and a choice of file. */
export function SourceInput({
  text,
  pasted,
  sheets,
}: Pick<ImportState, 'text' | 'pasted' | 'sheets'>): ReactNode {
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
          onPaste={pasteTable}
          onChange={(event) => updateImport({ text: event.currentTarget.value })}
        />
      </Stack>
      <Flex>
        <Button
          text={t('studio.import.continue')}
          disabled={text.trim() === ''}
          onClick={() => startPasted(linesOfText(text, pasted))}
        />
      </Flex>
    </Stack>
  )
}
