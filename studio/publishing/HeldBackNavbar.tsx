import { ChevronDownIcon } from '@sanity/icons/ChevronDown'
import { ChevronUpIcon } from '@sanity/icons/ChevronUp'
import { Box, Button, Card, Flex, Stack, Text } from '@sanity/ui'
import { type ReactNode, useId, useState } from 'react'
import { definePlugin, type NavbarProps } from 'sanity'
import { languageOf } from '#src/locales.ts'
import { studioLocale, t } from '../language.ts'
import type { HeldBack } from './held-back.ts'
import { FindingList } from './OutlookView.tsx'
import { useHeldBack } from './useHeldBack.ts'

/** Says under the navigation bar, in every tool, while the site cannot show what is published. */
export const heldBackPlugin = definePlugin({
  name: 'held-back',
  studio: { components: { navbar: HeldBackNavbar } },
})

function HeldBackNavbar({ renderDefault, ...props }: NavbarProps): ReactNode {
  return (
    <>
      {renderDefault({ ...props, renderDefault })}
      <HeldBackBanner held={useHeldBack()} />
    </>
  )
}

/** It cannot be closed, only made small: it goes when the faults are mended. */
function HeldBackBanner({ held }: { held: HeldBack | undefined }): ReactNode {
  const [isOpen, setOpen] = useState(true)
  const list = useId()
  const hasFaults = held !== undefined && held.faults.length > 0
  return (
    <Card tone="critical" borderBottom={held !== undefined} flex="none" data-testid="held-back">
      <Flex align="flex-start" gap={2} paddingX={held ? 3 : 0} paddingY={held ? 2 : 0}>
        {/* Screen readers announce what changes in here, so it is there before, and the list is not in it. */}
        <Box flex={1} paddingY={held ? 2 : 0} role="status" style={{ minWidth: 0 }}>
          {held && (
            <Text size={1} weight="semibold">
              {heldText(held)}
            </Text>
          )}
        </Box>
        {hasFaults && (
          <Button
            mode="bleed"
            padding={2}
            fontSize={1}
            text={t('studio.held.list')}
            iconRight={isOpen ? ChevronUpIcon : ChevronDownIcon}
            aria-expanded={isOpen}
            aria-controls={list}
            onClick={() => setOpen(!isOpen)}
          />
        )}
      </Flex>
      {hasFaults && (
        <Box id={list} hidden={!isOpen} paddingX={3} paddingTop={2} paddingBottom={3} style={scrolling}>
          <Stack gap={3}>
            <FindingList findings={held.faults} />
          </Stack>
        </Box>
      )}
    </Card>
  )
}

/** Many faults leave room for the form that one is mended in. */
const scrolling = { maxHeight: '25vh', overflowY: 'auto' } as const

function heldText({ faults, reason, shownSince }: HeldBack): string {
  const shown =
    shownSince === undefined
      ? t('studio.held.earlier')
      : t('studio.held.shown', { time: timeText(shownSince) })
  if (reason === 'listening') return t('studio.held.listening')
  const why = reason ? t(`studio.held.${reason}`) : t('studio.held.faults', { count: faults.length })
  return `${shown} ${why}`
}

/** The time, with its day where that is not today; in the editor's own time zone. */
function timeText(time: string): string {
  const date = new Date(time)
  const isToday = date.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(languageOf(studioLocale).intl, {
    timeStyle: 'short',
    ...(!isToday && { dateStyle: 'medium' }),
  }).format(date)
}
