import { PublishIcon } from '@sanity/icons/Publish'
import { Button, Card, Checkbox, Dialog, Flex, Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { type ReactNode, useId, useState } from 'react'
import { useClient } from 'sanity'
import { IntentLink } from 'sanity/router'
import { apiVersion, type PublicSettings } from '#src/config.ts'
import { type Fault, textOf } from '#src/content/rules/faults.ts'
import { studioLocale, t } from '../language.ts'
import { publishedLedger } from '../validation.ts'
import { publishAll } from './publishAll.ts'

export type Waiting = { id: string; type: string; words: string }

type Props = {
  /** What waits to be published, each in words. */
  waiting: readonly Waiting[]
  disabled: boolean
  onPublished(): void
}

/** How much waits to be published, which documents these are, and a way to publish them all at once. */
export function Unpublished({ waiting, disabled, onPublished }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false)
  if (waiting.length === 0) {
    return (
      <Text size={1} muted>
        {t('studio.publish.none')}
      </Text>
    )
  }
  return (
    <>
      <Button
        icon={PublishIcon}
        mode="ghost"
        tone="caution"
        fontSize={1}
        padding={2}
        text={t('studio.publish.waiting', { count: waiting.length })}
        disabled={disabled}
        onClick={() => setOpen(true)}
      />
      {isOpen && <PublishDialog waiting={waiting} onPublished={onPublished} onClose={() => setOpen(false)} />}
    </>
  )
}

function PublishDialog({
  waiting,
  onPublished,
  onClose,
}: Omit<Props, 'disabled'> & { onClose(): void }): ReactNode {
  const id = useId()
  const client = useClient({ apiVersion })
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [failure, setFailure] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = waiting.filter((one) => !left.has(one.id))

  const publish = async () => {
    setBusy(true)
    setFailure('')
    try {
      const ids = chosen.map((one) => one.id)
      const found = await publishAll(client, ids, await publishedLedger(siteUrl()))
      setFaults(found)
      if (found.length === 0) {
        toast.push({ status: 'success', title: t('studio.publish.done', { count: ids.length }) })
        onPublished()
        onClose()
      }
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }

  return (
    <Dialog
      id={id}
      header={t('studio.publish.title')}
      width={1}
      onClose={onClose}
      footer={
        <Flex padding={3} gap={2} justify="flex-end">
          <Button mode="bleed" text={t('studio.publish.close')} onClick={onClose} />
          <Button
            tone="positive"
            icon={PublishIcon}
            text={t('studio.publish.all', { count: chosen.length })}
            loading={isBusy}
            disabled={isBusy || chosen.length === 0}
            onClick={publish}
          />
        </Flex>
      }
    >
      <Stack gap={4} padding={4}>
        <div role="alert">
          {(faults.length > 0 || failure !== '') && (
            <Card tone="critical" padding={3} radius={2} border>
              <Stack gap={3}>
                <Text size={1} weight="medium">
                  {failure === '' ? t('studio.publish.faults') : t('studio.publish.failed', { failure })}
                </Text>
                {faults.map((fault) => {
                  const { document, field, language, wrong, todo } = textOf(fault, studioLocale)
                  const what = [field, language && `(${language})`, `${wrong}.`, todo]
                    .filter(Boolean)
                    .join(' ')
                  return (
                    <Text size={1} key={`${fault.documentId} ${fault.path} ${fault.locale}`}>
                      <IntentLink
                        intent="edit"
                        params={{ id: fault.documentId, type: fault.documentType, path: fault.path }}
                      >
                        {document}
                      </IntentLink>
                      {` – ${what}`}
                    </Text>
                  )
                })}
              </Stack>
            </Card>
          )}
        </div>
        <Stack as="ul" gap={3} padding={0} margin={0} style={{ listStyle: 'none' }}>
          {waiting.map((one) => (
            <Flex as="li" key={one.id}>
              <Flex as="label" gap={3} align="flex-start">
                <Checkbox checked={!left.has(one.id)} onChange={() => setLeft(toggled(left, one.id))} />
                <Text size={1}>{one.words}</Text>
              </Flex>
            </Flex>
          ))}
        </Stack>
      </Stack>
    </Dialog>
  )
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Where the published site is, whose ledger says which addresses are taken. */
const siteUrl = () => (typeof PUBLIC_SETTINGS === 'undefined' ? undefined : PUBLIC_SETTINGS.siteUrl)

/** Written in by sanity.cli.ts. */
declare const PUBLIC_SETTINGS: PublicSettings | undefined
