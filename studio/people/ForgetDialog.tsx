import { Button, Card, Checkbox, Dialog, Flex, Stack, Text } from '@sanity/ui'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useClient } from 'sanity'
import { IntentLink, useRouter } from 'sanity/router'
import { apiVersion } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { errorText } from '../error-text.ts'
import { studioLocale, t } from '../language.ts'
import type { NotesByDocument } from '../notes/notes-store.ts'
import { useNotes } from '../notes/useNotes.ts'
import { nameWithType } from '../publishing/going-along-text.ts'
import { Findings } from '../publishing/OutlookView.tsx'
import { outlookBetween } from '../publishing/outlook.ts'
import { useOutlookOf } from '../publishing/useOutlook.ts'
import { titleText } from '../schema/list-text.ts'
import { changedIds, publishedAfter } from '../store/stored-writes.ts'
import { ChangedElsewhereError } from '../store/transactions.ts'
import { useContent } from '../store/useContent.ts'
import type { ContentVersions } from '../store/versions.ts'
import { DocumentNames } from './DocumentNames.tsx'
import { forgetPerson, forgetPlan } from './forget.ts'
import { tellPeople } from './people-writes.ts'

/** Says what forgetting a person does and where the person stands, and does it once that was read. */
export function ForgetDialog({ id, onClose }: { id: string; onClose(): void }): ReactNode {
  const state = useContent()
  const notes = useNotes()
  return (
    <Dialog
      id="forget-person"
      header={t('studio.people.forget.title')}
      width={1}
      onClose={onClose}
      onClickOutside={onClose}
    >
      {state.content?.byId.has(id) ? (
        <Forgetting content={state.content} notes={notes.content ?? noNotes} id={id} onClose={onClose} />
      ) : (
        <ContentPlaceholder {...state} />
      )}
    </Dialog>
  )
}

function Forgetting({ content, notes, id, onClose }: Props): ReactNode {
  const client = useClient({ apiVersion })
  const { navigate } = useRouter()
  const plan = useMemo(() => forgetPlan(content, id, notes), [content, id, notes])
  const { outlook, error } = useOutlookOf(
    useCallback(
      (now, ledger) => {
        const after = publishedAfter(now, plan.changes).filter(({ _id }) => _id !== id)
        const found = { locale: studioLocale, now: Date.now() }
        return outlookBetween(now.published, after, ledger, changedIds(plan.changes), found)
      },
      [plan, id],
    ),
  )
  const [isRead, setRead] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const name = titleText(content.byId.get(id)?.name)
  const forget = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await forgetPerson(client, id, plan)
      tellPeople(t('studio.people.forget.done'))
      onClose()
      navigate({ panes: [[{ id: 'contributor' }]] })
    } catch (reason) {
      setFailure(reason instanceof ChangedElsewhereError ? t('studio.people.elsewhere') : errorText(reason))
      setBusy(false)
    }
  }
  return (
    <Stack gap={5} padding={4} data-testid="forget" style={{ overflowWrap: 'anywhere' }}>
      <Stack as="ul" gap={3} paddingLeft={4} margin={0} style={{ listStyle: 'disc' }}>
        {(['pages', 'ledger', 'files', 'history', 'backups'] as const).map((what) => (
          <li key={what}>
            <Text size={1}>{t(`studio.people.forget.${what}`, { name })}</Text>
          </li>
        ))}
      </Stack>
      {plan.referring.length > 0 && (
        <DocumentNames title={t('studio.people.forget.referring')} names={plan.referring.map(named)} />
      )}
      <Naming title={t('studio.people.forget.naming')} documents={plan.naming} />
      <Naming title={t('studio.people.forget.namingNotes')} documents={plan.namingNotes} inspect="notes" />
      {outlook && <Findings title={t('studio.publish.faults')} tone="critical" findings={outlook.faults} />}
      {(failure !== undefined || error !== undefined) && (
        <Card tone="critical" padding={3} radius={2} role="alert">
          <Text size={1}>{failure ?? t('studio.publish.unread')}</Text>
        </Card>
      )}
      <Flex as="label" gap={3} align="flex-start">
        <Checkbox checked={isRead} onChange={() => setRead(!isRead)} />
        <Text size={1}>{t('studio.people.forget.read')}</Text>
      </Flex>
      <Flex gap={2} justify="flex-end" wrap="wrap">
        <Button mode="bleed" text={t('studio.cancel')} onClick={onClose} />
        <Button
          data-testid="forget-go"
          mode="ghost"
          tone="critical"
          text={t('studio.people.forget.go')}
          loading={isBusy}
          disabled={!isRead || isBusy || outlook === undefined || outlook.faults.length > 0}
          onClick={() => void forget()}
        />
      </Flex>
    </Stack>
  )
}

/** Texts with the name in them, each with a link: only people can take it out of there. */
function Naming({ title, documents, inspect }: NamingProps): ReactNode {
  if (documents.length === 0) return null
  return (
    <Card tone="caution" padding={3} radius={2}>
      <Stack gap={3}>
        <Text size={1} weight="medium">
          {title}
        </Text>
        {documents.map((document) => (
          <Text size={1} key={document._id}>
            <IntentLink
              intent="edit"
              params={{ id: document._id, type: document._type, ...(inspect && { inspect }) }}
              style={{ textDecoration: 'underline' }}
            >
              {nameWithType(document)}
            </IntentLink>
          </Text>
        ))}
      </Stack>
    </Card>
  )
}

const named = (document: RawDocument) => ({ id: document._id, name: nameWithType(document) })

const noNotes: NotesByDocument = new Map()

type NamingProps = { title: string; documents: readonly RawDocument[]; inspect?: 'notes' }
type Props = { content: ContentVersions; notes: NotesByDocument; id: string; onClose(): void }
