import { PublishIcon } from '@sanity/icons/Publish'
import { Button, Flex, Stack } from '@sanity/ui'
import { type ReactNode, useEffect, useState } from 'react'
import { type DocumentActionComponent, useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { draftId, publishedId } from '../ids.ts'
import { t } from '../language.ts'
import { timedName } from '../schema/preview.ts'
import { OutlookView } from './OutlookView.tsx'
import { draftsWithin, type Step } from './outlook.ts'
import { PublishAllDialog } from './PublishAllDialog.tsx'
import { storedContent } from './stored.ts'
import { useFollowing } from './useFollowing.tsx'
import { useOutlook } from './useOutlook.ts'

/**
 * What may be done with a document, each with a look ahead: publishing says which pages will change, and then
 * when the site shows it; deleting and unpublishing say which pages go, and what will stand in their place.
 * A part or an edition can be published with everything in it.
 */
export function withOutlook(
  actions: readonly DocumentActionComponent[],
  schemaType: string,
): DocumentActionComponent[] {
  const own = actions.map((action) => {
    if (action.action === 'publish') return outlooking(action, 'publish')
    return action.action === 'delete' || action.action === 'unpublish' ? outlooking(action, 'remove') : action
  })
  return schemaType === 'part' || schemaType === 'edition' ? [...own, publishWithin] : own
}

/** One component for each action for good: another would lose what the dialog knows. */
function outlooking(original: DocumentActionComponent, step: Step): DocumentActionComponent {
  const known = outlookingActions.get(original)
  if (known) return known
  // biome-ignore lint/correctness/noComponentHookFactories: each is made once, and kept below.
  const Action: DocumentActionComponent = (props) => {
    const action = original(props)
    const [isOpen, setOpen] = useState(false)
    const follow = useFollowing()
    if (!action) return null
    const close = () => setOpen(false)
    const goOn = () => {
      close()
      if (step === 'publish') void follow([props.id], () => action.onHandle?.())
      else action.onHandle?.()
    }
    if (!isOpen) return { ...action, onHandle: () => setOpen(true) }
    return {
      ...action,
      onHandle: () => setOpen(true),
      dialog: {
        type: 'dialog',
        header: step === 'publish' ? t('studio.publish.title') : action.label,
        onClose: close,
        content: <Ahead step={step} id={props.id} label={action.label} goOn={goOn} close={close} />,
      },
    }
  }
  Action.displayName = original.displayName ?? `With outlook: ${original.action}`
  if (original.action) Action.action = original.action
  outlookingActions.set(original, Action)
  return Action
}

const outlookingActions = new Map<DocumentActionComponent, DocumentActionComponent>()

function Ahead({ step, id, label, goOn, close }: AheadProps): ReactNode {
  const { outlook, error } = useOutlook(step, [id])
  const isReading = outlook === undefined && error === undefined
  return (
    <Stack gap={4} padding={1}>
      <OutlookView {...(outlook && { outlook })} error={error} />
      <Flex gap={2} justify="flex-end">
        <Button mode="bleed" text={t('studio.cancel')} onClick={close} />
        <Button
          key={String(isReading)}
          autoFocus={!isReading}
          data-testid="go-on"
          // Sanity's own filled green and red have less contrast than people need.
          {...(step === 'remove' && { mode: 'ghost', tone: 'critical' })}
          text={label}
          disabled={isReading || (step === 'publish' && !!outlook?.faults.length)}
          onClick={goOn}
        />
      </Flex>
    </Stack>
  )
}

/** Publishes a part or an edition with all drafts in it. */
const publishWithin: DocumentActionComponent = ({ id, draft, published }) => {
  const client = useClient({ apiVersion })
  const [waiting, setWaiting] = useState<readonly RawDocument[]>()
  const [isOpen, setOpen] = useState(false)
  const title = (draft ?? published)?._updatedAt
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the document asks anew.
  useEffect(() => {
    let isWanted = true
    storedContent(client).then(
      ({ stored }) => {
        const ids = draftsWithin(stored, id)
        if (isWanted) setWaiting(stored.filter(({ _id }) => ids.some((one) => _id === draftId(one))))
      },
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [client, id, title, isOpen])
  return {
    label: t('studio.publish.within'),
    icon: PublishIcon,
    disabled: waiting === undefined || waiting.length === 0,
    title: waiting?.length === 0 ? t('studio.publish.none') : '',
    onHandle: () => setOpen(true),
    dialog: isOpen &&
      waiting !== undefined && {
        type: 'custom',
        component: (
          <PublishAllDialog
            waiting={waiting.map((one) => ({
              id: publishedId(one._id),
              words: timedName(one),
            }))}
            onClose={() => setOpen(false)}
          />
        ),
      },
  }
}

type AheadProps = { step: Step; id: string; label: string; goOn: () => void; close: () => void }
