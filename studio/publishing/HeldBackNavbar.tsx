import { ChevronDownIcon } from '@sanity/icons/ChevronDown'
import { ChevronUpIcon } from '@sanity/icons/ChevronUp'
import { Box, Button, Card, Flex, Stack, Text } from '@sanity/ui'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { definePlugin, type NavbarProps } from 'sanity'
import { createGlobalStyle } from 'styled-components'
import { GuideLink } from '../guide/GuideLink.tsx'
import { t } from '../language.ts'
import { localTimeText } from '../local-time.ts'
import { FindingList } from './FindingList.tsx'
import type { HeldBack } from './held-back.ts'
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
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const { isPast, height } = useScrolledPast(place)
  const list = useId()
  const hasFaults = held !== undefined && held.faults.length > 0
  const isFixed = isPast && held !== undefined
  const showList = () => {
    setOpen(isFixed || !isOpen)
    if (isFixed) window.scrollTo({ top: 0 })
  }
  return (
    <Card tone="critical" borderBottom={held !== undefined} flex="none" data-testid="held-back">
      {isFixed && <BelowBanner $height={height} />}
      <div ref={setPlace} style={isFixed ? { height } : {}}>
        <Card tone="critical" borderBottom={isFixed} style={isFixed ? fixed : {}}>
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
                iconRight={isOpen && !isFixed ? ChevronUpIcon : ChevronDownIcon}
                aria-expanded={isOpen && !isFixed}
                aria-controls={list}
                onClick={showList}
              />
            )}
          </Flex>
        </Card>
      </div>
      {hasFaults && (
        <Box id={list} hidden={!isOpen} paddingX={3} paddingTop={2} paddingBottom={3} style={scrolling}>
          <Stack gap={3}>
            <FindingList findings={held.faults} />
            <GuideLink chapter="red" />
          </Stack>
        </Box>
      )}
    </Card>
  )
}

/** Whether an element's place is above what is seen, and its height in pixels. On phones the whole Studio scrolls. */
function useScrolledPast(place: HTMLElement | null): { isPast: boolean; height: number } {
  const [state, setState] = useState({ isPast: false, height: 0 })
  useEffect(() => {
    if (place === null) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined) return
        const { top, height } = entry.boundingClientRect
        setState({ isPast: top < 0, height })
      },
      { threshold: [0, 0.5, 1] },
    )
    observer.observe(place)
    return () => observer.disconnect()
  }, [place])
  return state
}

/** Over the form, under its dialogs. */
const fixed = { position: 'fixed', top: 0, left: 0, right: 0, zIndex: 201 } as const

/** What stands at the top of the window while the banner does, and fields that get the focus, are below it. */
const BelowBanner = createGlobalStyle<{ $height: number }>`
  html {
    scroll-padding-top: ${({ $height }) => $height + 52}px;
  }
  [data-ui='PaneLayout'][data-collapsed] [data-testid='pane-header'] {
    top: ${({ $height }) => $height}px;
  }
`

/** Many faults leave room for the form that one is mended in. */
const scrolling = { maxHeight: '25vh', overflowY: 'auto' } as const

function heldText({ faults, reason, shownSince, backupTime }: HeldBack): string {
  if (reason === 'backup')
    return backupTime === undefined
      ? t('studio.held.backup.none')
      : t('studio.held.backup', { time: localTimeText(backupTime) })
  const shown =
    shownSince === undefined
      ? t('studio.held.earlier')
      : t('studio.held.shown', { time: localTimeText(shownSince) })
  if (reason === 'listening') return t('studio.held.listening')
  const why = reason ? t(`studio.held.${reason}`) : t('studio.held.faults', { count: faults.length })
  return `${shown} ${why}`
}
