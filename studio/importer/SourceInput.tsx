import { UploadIcon } from '@sanity/icons/Upload'
import { Button, Card, Flex, Stack, Text, TextArea } from '@sanity/ui'
import { type ReactNode, useRef, useState } from 'react'
import { t } from '../language.ts'
import { linesOfFile, UnreadableFileError } from './file.ts'
import { startImport, startTable, updateImport } from './import-state.ts'
import { sourceLines } from './source-lines.ts'

/** The first step of an import: a field for pasted text, and a choice of file. */
export function SourceInput({ text }: { text: string }): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const [reading, setReading] = useState<string>()
  const [isOver, setIsOver] = useState(false)

  const read = async (file: File | undefined) => {
    if (file === undefined) return
    updateImport({ notice: undefined })
    setReading(file.name)
    try {
      const lines = await linesOfFile(file)
      if (/\.(?:csv|tsv)$/i.test(file.name)) startTable(lines)
      else startImport(lines)
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
          accept=".docx,.txt,.md,.tsv,.csv"
          data-testid="import-file"
          onChange={(event) => {
            void read(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </Card>
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
          onClick={() => startImport(sourceLines(text))}
        />
      </Flex>
    </Stack>
  )
}
