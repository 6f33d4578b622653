import { PublishIcon } from '@sanity/icons/Publish'
import { Card, Stack, Text, useMediaIndex } from '@sanity/ui'
import { type ReactNode, useMemo, useState } from 'react'
import type { DocumentActionComponent } from 'sanity'
import { t } from '../language.ts'
import { withRemoval } from '../removing/removal-action.tsx'
import { publishLater } from '../scheduling/schedule-action.tsx'
import { notBeforeText } from '../scheduling/scheduled-text.ts'
import { useContent } from '../store/useContent.ts'
import { GoOnButtons } from './GoOnButtons.tsx'
import { goingAlong } from './going-along.ts'
import { thingsText } from './going-along-text.ts'
import { OutlookView } from './OutlookView.tsx'
import { draftsWithin } from './outlook.ts'
import { PublishAllDialog } from './PublishAllDialog.tsx'
import { useOtherErrors } from './useOtherErrors.ts'
import { useOutlook } from './useOutlook.ts'
import { usePublishWithStatus } from './usePublishWithStatus.tsx'

/**
 * The actions of a document, with a dialog before those that change the site. Publishing shows which pages will
 * change, and then when the site is up to date; deleting and unpublishing show where it is used, which pages will be
 * removed, and where their addresses will lead. What is approved can become public later by itself. What a document needs and was never published is published with it. A part or an edition
 * can be published with everything in it.
 */
export function withOutlook(
  actions: readonly DocumentActionComponent[],
  schemaType: string,
): DocumentActionComponent[] {
  const own = actions.flatMap((action) => {
    if (action.action === 'publish') return [withNewDocuments(withOutlookDialog(action)), publishLater]
    return action.action === 'delete' || action.action === 'unpublish'
      ? withRemoval(action, action.action)
      : action
  })
  return schemaType === 'part' || schemaType === 'edition' ? [...own, publishWithin] : own
}

/** An action that shows its outlook first. The same action always gives the same component, which keeps its state. */
function withOutlookDialog(original: DocumentActionComponent): DocumentActionComponent {
  const existing = outlookActions.get(original)
  if (existing) return existing
  // biome-ignore lint/correctness/noComponentHookFactories: made once per action, and kept in outlookActions.
  const Action: DocumentActionComponent = (props) => {
    const action = original(props)
    const [isOpen, setOpen] = useState(false)
    const publishWithStatus = usePublishWithStatus()
    if (!action) return null
    const close = () => setOpen(false)
    const confirm = () => {
      close()
      void publishWithStatus([props.id], () => action.onHandle?.())
    }
    if (!isOpen) return { ...action, onHandle: () => setOpen(true) }
    return {
      ...action,
      onHandle: () => setOpen(true),
      dialog: {
        type: 'dialog',
        header: t('studio.publish.title'),
        onClose: close,
        content: <OutlookConfirmation id={props.id} label={action.label} {...{ confirm, close }} />,
      },
    }
  }
  Action.displayName = original.displayName ?? `With outlook: ${original.action}`
  if (original.action) Action.action = original.action
  outlookActions.set(original, Action)
  return Action
}

/**
 * The action that publishes a document, together with the documents that it needs and that were never published: its
 * button says what goes along, and its dialog shows them by name.
 */
function withNewDocuments(original: DocumentActionComponent): DocumentActionComponent {
  const existing = togetherActions.get(original)
  if (existing) return existing
  // biome-ignore lint/correctness/noComponentHookFactories: made once per action, and kept in togetherActions.
  const Action: DocumentActionComponent = (props) => {
    const action = original(props)
    const { id } = props
    const { content } = useContent()
    const [isOpen, setOpen] = useState(false)
    const along = useMemo(() => (content ? goingAlong(content, [id]) : []), [content, id])
    const isRefused = useOtherErrors(props, along)
    const isNarrow = useMediaIndex() < 2
    const document = content?.byId.get(id)
    if (!action || !document || along.length === 0) return action
    return {
      ...action,
      label: t('studio.publish.with', { things: thingsText(along, { isNarrow }) }),
      // Sanity's rules hold the document back for want of these; that alone does not count.
      disabled: isRefused,
      title: isRefused ? action.title : '',
      onHandle: () => setOpen(true),
      dialog: isOpen && {
        type: 'custom',
        component: <PublishAllDialog documents={[document]} onClose={() => setOpen(false)} />,
      },
    }
  }
  Action.displayName = `With new documents: ${original.displayName ?? original.action}`
  if (original.action) Action.action = original.action
  togetherActions.set(original, Action)
  return Action
}

const togetherActions = new Map<DocumentActionComponent, DocumentActionComponent>()

const outlookActions = new Map<DocumentActionComponent, DocumentActionComponent>()

function OutlookConfirmation({ id, label, confirm, close }: ConfirmationProps): ReactNode {
  const { outlook, error } = useOutlook('publish', [id])
  const { content } = useContent()
  const time = content && notBeforeText(content, id)
  return (
    <Stack gap={4} paddingX={1} paddingTop={1}>
      {time !== undefined && (
        <Card tone="caution" padding={3} radius={2} role="alert">
          <Text size={1}>{t('studio.schedule.publishNow', { time })}</Text>
        </Card>
      )}
      <OutlookView {...(outlook && { outlook })} error={error} />
      <GoOnButtons
        text={label}
        isReading={outlook === undefined && error === undefined}
        isRefused={!!outlook?.faults.length}
        onGoOn={confirm}
        onCancel={close}
      />
    </Stack>
  )
}

/** Publishes a part or an edition with all drafts in it. */
const publishWithin: DocumentActionComponent = ({ id }) => {
  const { content } = useContent()
  const [isOpen, setOpen] = useState(false)
  const drafts = useMemo(() => content && draftsWithin(content, id), [content, id])
  const isEmpty = drafts === undefined || drafts.length === 0
  return {
    label: t('studio.publish.within'),
    icon: PublishIcon,
    disabled: isEmpty,
    title: drafts?.length === 0 ? t('studio.publish.none') : '',
    onHandle: () => setOpen(true),
    dialog: isOpen &&
      !isEmpty && {
        type: 'custom',
        component: <PublishAllDialog documents={drafts} onClose={() => setOpen(false)} />,
      },
  }
}

type ConfirmationProps = {
  id: string
  label: string
  confirm: () => void
  close: () => void
}
