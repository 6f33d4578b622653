import { Card, Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo, useState } from 'react'
import { IntentLink } from 'sanity/router'
import { editionOf } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { FirstOfList } from '../FirstOfList.tsx'
import { t } from '../language.ts'
import { GoOnButtons } from '../publishing/GoOnButtons.tsx'
import { nameWithType } from '../publishing/going-along-text.ts'
import { OutlookView } from '../publishing/OutlookView.tsx'
import { useOutlook } from '../publishing/useOutlook.ts'
import { dateText, documentName, joined } from '../schema/list-text.ts'
import { useContent } from '../store/useContent.ts'
import type { RemovalKind } from './removal.ts'
import { useRemoveDocument } from './useRemoveDocument.tsx'
import { type Use, usesOf } from './uses.ts'

type Props = { kind: RemovalKind; id: string; label: string; close: () => void }

/** Where a document is used, and what its removal changes for readers; then it is taken out of there and removed. */
export function RemovalConfirmation({ kind, id, label, close }: Props): ReactNode {
  const { content } = useContent()
  const { outlook, error } = useOutlook('remove', [id])
  const [isBusy, setBusy] = useState(false)
  const remove = useRemoveDocument()
  const uses = useMemo(() => content && usesOf(content, id), [content, id])
  const document = content?.byId.get(id)
  const isRefused = !!outlook?.faults.length
  const goOn = async () => {
    setBusy(true)
    const users = (uses ?? []).map((use) => use.document._id)
    if (await remove({ kind, id, name: document ? documentName(document) : '', users })) close()
    else setBusy(false)
  }
  return (
    <Stack gap={4} paddingX={1} paddingTop={1}>
      {content && uses && uses.length > 0 && <Uses uses={uses} byId={content.byId} isRefused={isRefused} />}
      <OutlookView
        faultsTitle={t(`studio.remove.needed.${kind}`)}
        {...(outlook && { outlook })}
        error={error}
      />
      <GoOnButtons
        isRemoval
        text={uses?.length ? t(`studio.remove.out.${kind}`) : label}
        isReading={uses === undefined || (outlook === undefined && error === undefined)}
        isRefused={isRefused}
        isBusy={isBusy}
        onGoOn={() => void goOn()}
        onCancel={close}
      />
    </Stack>
  )
}

function Uses({ uses, byId, isRefused }: UsesProps): ReactNode {
  const hasPublished = uses.some(({ inPublished }) => inPublished)
  return (
    <Card tone="caution" padding={3} radius={2} data-testid="uses">
      <Stack gap={3}>
        <Text size={1} weight="semibold" as="h3">
          {t('studio.remove.used', { count: uses.length })}
        </Text>
        {!isRefused && (
          <>
            <Text size={1}>{t('studio.remove.how')}</Text>
            <Text size={1}>{t(hasPublished ? 'studio.remove.atOnce' : 'studio.remove.draftsOnly')}</Text>
          </>
        )}
        <FirstOfList items={uses} atFirst={12}>
          {(use) => (
            <Stack as="li" gap={2} key={use.document._id} style={{ overflowWrap: 'anywhere' }}>
              <Text size={1}>
                <IntentLink
                  intent="edit"
                  params={{ id: use.document._id, type: use.document._type }}
                  style={{ textDecoration: 'underline' }}
                >
                  {nameWithType(use.document)}
                </IntentLink>
              </Text>
              <Text size={0}>{placeText(use, byId)}</Text>
            </Stack>
          )}
        </FirstOfList>
      </Stack>
    </Card>
  )
}

type UsesProps = {
  uses: readonly Use[]
  byId: ReadonlyMap<string, RawDocument>
  /** Whether it cannot be removed, so that there is no going on. */
  isRefused: boolean
}

/** @example '12 Nov · IV Learning Forum · published and draft' */
function placeText({ document, inPublished, inDraft }: Use, byId: ReadonlyMap<string, RawDocument>): string {
  const edition = document._type === 'edition' ? undefined : byId.get(editionOf(document) ?? '')
  const versions = inPublished ? (inDraft ? 'both' : 'published') : 'draft'
  return joined(dateText(document.date), edition && documentName(edition), t(`studio.remove.in.${versions}`))
}
