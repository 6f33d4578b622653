import { DownloadIcon } from '@sanity/icons/Download'
import { UploadIcon } from '@sanity/icons/Upload'
import { Button, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useRef, useState } from 'react'
import { nameInAddresses } from '../../edition-documents.ts'
import { errorText } from '../../error-text.ts'
import { t } from '../../language.ts'
import { saveFile } from '../../save-file.ts'
import { settings } from '../../settings.ts'
import type { ContentVersions } from '../../store/versions.ts'
import type { DeskChoice } from '../desk-choice.ts'
import type { DocumentTasks } from '../tasks.ts'
import { packOf } from './pack.ts'
import { type PackForm, packFile } from './pack-file.ts'
import { openPack, usePackState } from './pack-state.ts'
import { pageLinks } from './page-links.ts'

type Props = { content: ContentVersions; choice: DeskChoice; shown: readonly DocumentTasks[] }

/** The texts that the desk shows, as a file for a translator; and the place where such a file comes back. */
export function PackCard({ content, choice, shown }: Props): ReactNode {
  const { reading, error } = usePackState()
  const [told, setTold] = useState<{ tone: 'default' | 'critical'; text: string }>()
  const [isOver, setIsOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  const send = async (form: PackForm) => {
    try {
      const published = new Set(content.published.map(({ _id }) => _id))
      const links = pageLinks(content.documents, published, choice.language, settings() ?? {})
      const pack = packOf(content.documents, shown, { where: choice.where, target: choice.language }, links)
      const count = pack.documents.reduce((sum, { texts }) => sum + texts.length, 0)
      if (count === 0) return setTold({ tone: 'default', text: t('studio.pack.out.empty') })
      const file = await packFile(pack, form, [
        nameInAddresses(content.byId.get(choice.where)) ?? choice.where,
        choice.state,
      ])
      saveFile(file)
      const left = shown.reduce((sum, { tasks }) => sum + tasks.length, 0) - count
      const done = t('studio.pack.out.done', { count, name: file.name })
      setTold({
        tone: 'default',
        text: left > 0 ? `${done} ${t('studio.pack.out.left', { count: left })}` : done,
      })
    } catch (problem) {
      setTold({ tone: 'critical', text: t('studio.pack.out.failed', { reason: errorText(problem) }) })
    }
  }
  const status = reading === undefined ? told?.text : t('studio.pack.reading', { name: reading })
  return (
    <Card
      as="section"
      aria-labelledby="pack-title"
      border
      radius={3}
      padding={4}
      tone={isOver ? 'primary' : 'default'}
      data-testid="pack-card"
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        const [file] = event.dataTransfer.files
        if (file) void openPack(file)
      }}
    >
      <Stack gap={4}>
        <Heading as="h2" size={1} id="pack-title">
          {t('studio.pack.title')}
        </Heading>
        <Text size={1} muted>
          {t('studio.pack.intro')}
        </Text>
        <Flex gap={3} wrap="wrap" align="center">
          <Button
            icon={DownloadIcon}
            mode="ghost"
            text={t('studio.pack.out.xliff')}
            onClick={() => void send('xlf')}
          />
          <Button
            icon={DownloadIcon}
            mode="ghost"
            text={t('studio.pack.out.xlsx')}
            onClick={() => void send('xlsx')}
          />
        </Flex>
        <Flex gap={3} wrap="wrap" align="center">
          <Button
            icon={UploadIcon}
            mode="ghost"
            text={t('studio.pack.back')}
            disabled={reading !== undefined}
            onClick={() => input.current?.click()}
          />
          <Text size={1} muted>
            {t('studio.pack.drop')}
          </Text>
        </Flex>
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlf,.xliff,.xml,.xlsx"
          data-testid="pack-file"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) void openPack(file)
            event.currentTarget.value = ''
          }}
        />
        <div role="status">
          {status !== undefined && (
            <Card tone={told?.tone ?? 'default'} padding={3} radius={2}>
              <Text size={1}>{status}</Text>
            </Card>
          )}
        </div>
        {error !== undefined && (
          <Card tone="critical" border padding={3} radius={2} role="alert">
            <Text size={1}>{error}</Text>
          </Card>
        )}
      </Stack>
    </Card>
  )
}
