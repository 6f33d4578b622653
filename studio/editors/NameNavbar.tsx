import { UserIcon } from '@sanity/icons/User'
import { Button, Dialog, Stack, Text } from '@sanity/ui'
import { Tooltip } from '@sanity/ui/tooltip'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { type NavbarProps, useCurrentUser } from 'sanity'
import { t } from '../language.ts'
import { localTimeText } from '../local-time.ts'
import { siteStatus } from '../publishing/held-back.ts'
import { settings } from '../settings.ts'
import { NameForm } from './NameForm.tsx'
import { storedToken } from './name.ts'

/** The Studio's navigation bar with a button to change one's name, on narrow screens in its drawer. */
export function NameNavbar({ renderDefault, ...props }: NavbarProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const action = { icon: UserIcon, name: 'editor-name', title: t('studio.name.change') }
  const open = useCallback(() => setIsOpen(true), [])
  // Sanity takes it for a component: the same one keeps its button, and the focus on it.
  const NameButton = useCallback(
    () => (
      <Tooltip content={<Text size={1}>{t('studio.name.change')}</Text>} padding={2} portal>
        <Button
          icon={UserIcon}
          mode="bleed"
          padding={2}
          aria-label={t('studio.name.change')}
          onClick={open}
        />
      </Tooltip>
    ),
    [open],
  )
  return (
    <>
      {renderDefault({
        ...props,
        renderDefault,
        __internal_actions: [
          ...(props.__internal_actions ?? []),
          {
            ...action,
            location: 'topbar',
            render: NameButton,
          },
          { ...action, location: 'sidebar', selected: isOpen, onAction: open },
        ],
      })}
      {isOpen && <NameDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}

/** When the content was last backed up, where the site tells it. */
function LastBackup(): ReactNode {
  const [time, setTime] = useState<string>()
  useEffect(() => {
    const site = settings()?.siteUrl
    if (site !== undefined) void siteStatus(site).then((status) => setTime(status?.backup?.time))
  }, [])
  return (
    time !== undefined && (
      <Text size={1} muted>
        {t('studio.backup.last', { time: localTimeText(time) })}
      </Text>
    )
  )
}

function NameDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { name = '' } = useCurrentUser() ?? {}
  return (
    <Dialog
      id="editor-name"
      header={t('studio.name.change')}
      onClose={onClose}
      onClickOutside={onClose}
      width={0}
    >
      <Stack gap={4} padding={4}>
        <NameForm
          name={name}
          token={storedToken(settings()?.projectId ?? '')}
          help={t('studio.name.change.help')}
          go={t('studio.name.change.go')}
          onGiven={() => window.location.reload()}
          onCancel={onClose}
        />
        <LastBackup />
      </Stack>
    </Dialog>
  )
}
