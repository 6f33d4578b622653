import { Badge, Box, Button, Card, Dialog, Flex, Grid, Stack, Text, TextInput } from '@sanity/ui'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { type Locale, languageOf, locales } from '#src/locales.ts'
import { isOpen, lastMinuteOf, type PreviewAnswer, type PreviewLink } from '#src/model/preview-link.ts'
import { editionOf } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { daysAfter, isTimeZone } from '#src/model/time.ts'
import { clockIn } from '#src/programme/clock.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { errorText } from '../error-text.ts'
import { LabelledInput } from '../inputs/LabelledInput.tsx'
import { LabelledSelect } from '../inputs/LabelledSelect.tsx'
import { t } from '../language.ts'
import { momentText } from '../local-time.ts'
import { useContent } from '../store/useContent.ts'
import {
  addressOfLink,
  deletePreviewLink,
  endOf,
  endPreviewLink,
  makePreviewLink,
  previewLinks,
} from './preview-links.ts'

type Props = { edition: string; previewUrl: string; onClose: () => void }

/** The links that show an edition before it is public: makes them, lists what people answered, and ends them. */
export function PreviewLinksDialog({ edition, previewUrl, onClose }: Props): ReactNode {
  const state = useContent()
  const document = state.content?.byId.get(edition)
  return (
    <Dialog
      id="preview-links"
      header={t('studio.previewLinks.action')}
      onClickOutside={onClose}
      onClose={onClose}
      width={1}
    >
      {state.content && document ? (
        <Links documents={state.content.documents} edition={document} previewUrl={previewUrl} />
      ) : (
        <ContentPlaceholder {...state} />
      )}
    </Dialog>
  )
}

function Links({
  documents,
  edition,
  previewUrl,
}: {
  documents: readonly RawDocument[]
  edition: RawDocument
  previewUrl: string
}): ReactNode {
  const client = useClient({ apiVersion })
  const timeZone = isTimeZone(String(edition.timeZone)) ? String(edition.timeZone) : 'UTC'
  const today = clockIn(timeZone)(Date.now()).date
  const [links, setLinks] = useState<readonly PreviewLink[]>([])
  const [lastDay, setLastDay] = useState(() => daysAfter(today, 7))
  const [locale, setLocale] = useState<Locale>()
  const [problem, setProblem] = useState<string>()
  const [isWorking, setIsWorking] = useState(false)
  useEffect(() => {
    const subscription = previewLinks(client, edition._id).subscribe({
      next: setLinks,
      error: (error: unknown) => setProblem(errorText(error)),
    })
    return () => subscription.unsubscribe()
  }, [client, edition._id])
  const changedAt = useMemo(() => newestChange(edition._id, documents), [edition._id, documents])
  const end = endOf(lastDay, timeZone)
  const isPast = end === undefined || end <= Date.now()

  const attempt = async (work: () => Promise<unknown>) => {
    setIsWorking(true)
    setProblem(undefined)
    await work().catch((error: unknown) => setProblem(errorText(error)))
    setIsWorking(false)
  }

  return (
    <Stack gap={4} padding={4}>
      <Text size={1} muted>
        {t('studio.previewLinks.intro')}
      </Text>
      {problem !== undefined && (
        <Card padding={3} radius={2} tone="critical" role="alert" border>
          <Text size={1}>{problem}</Text>
        </Card>
      )}
      <Grid gridTemplateColumns={[1, 2]} gap={4}>
        <LabelledInput
          label={t('studio.previewLinks.lastDay')}
          type="date"
          value={lastDay}
          {...(isPast && { hint: t('studio.previewLinks.past') })}
          onChange={setLastDay}
        />
        <LanguageSelect locale={locale} onChange={setLocale} />
      </Grid>
      <Flex>
        <Button
          text={t('studio.previewLinks.make')}
          disabled={isPast || isWorking}
          onClick={() =>
            attempt(() => makePreviewLink(client, { edition: edition._id, locale, lastDay, timeZone }))
          }
        />
      </Flex>
      <Stack as="ul" gap={3}>
        {links.map((link) => (
          <LinkCard
            key={link._id}
            {...{ link, previewUrl, timeZone, changedAt, isWorking }}
            onEnd={() => attempt(() => endPreviewLink(client, link))}
            onDelete={() => attempt(() => deletePreviewLink(client, link))}
          />
        ))}
      </Stack>
    </Stack>
  )
}

function LanguageSelect({
  locale,
  onChange,
}: {
  locale: Locale | undefined
  onChange: (locale: Locale | undefined) => void
}): ReactNode {
  return (
    <LabelledSelect
      label={t('studio.previewLinks.language')}
      value={locale ?? ''}
      options={[
        ['', t('studio.previewLinks.allLanguages')],
        ...locales.map(({ locale: one, name }) => [one, name] as const),
      ]}
      onChange={(value) => onChange(locales.find((language) => language.locale === value)?.locale)}
    />
  )
}

function LinkCard({
  link,
  previewUrl,
  timeZone,
  changedAt,
  isWorking,
  onEnd,
  onDelete,
}: {
  link: PreviewLink
  previewUrl: string
  timeZone: string
  changedAt: number
  isWorking: boolean
  onEnd: () => void
  onDelete: () => void
}): ReactNode {
  const [isCopied, setIsCopied] = useState(false)
  const address = addressOfLink(link, previewUrl)
  const works = isOpen(link, Date.now())
  const language = link.locale ? languageOf(link.locale).name : t('studio.previewLinks.allLanguages')
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setIsCopied(true),
      () => {},
    )
  const until = momentText(works ? lastMinuteOf(link) : Date.parse(link.until), timeZone)
  return (
    <Card as="li" padding={3} radius={2} tone={works ? 'default' : 'transparent'} border>
      <Stack gap={3}>
        <Text size={1} weight="medium">
          {t(works ? 'studio.previewLinks.until' : 'studio.previewLinks.ended', { time: until, language })}
        </Text>
        {works && (
          <Flex gap={2} wrap="wrap">
            <Box flex={1} style={{ minWidth: '12rem' }}>
              <TextInput
                readOnly
                value={address}
                aria-label={t('studio.previewLinks.address')}
                onFocus={(event) => event.currentTarget.select()}
              />
            </Box>
            <Button
              mode="ghost"
              text={t(isCopied ? 'studio.previewLinks.copied' : 'studio.previewLinks.copy')}
              onClick={copy}
            />
          </Flex>
        )}
        {link.answers.length === 0 ? (
          <Text size={1} muted>
            {t('studio.previewLinks.noAnswer')}
          </Text>
        ) : (
          <Stack as="ul" gap={3}>
            {link.answers.map((answer) => (
              <Answer key={`${answer.at} ${answer.name}`} {...{ answer, timeZone, changedAt }} />
            ))}
          </Stack>
        )}
        <Flex>
          <Button
            mode="bleed"
            tone="critical"
            disabled={isWorking}
            text={t(works ? 'studio.previewLinks.end' : 'studio.previewLinks.delete')}
            onClick={works ? onEnd : onDelete}
          />
        </Flex>
      </Stack>
    </Card>
  )
}

function Answer({
  answer: { name, isApproval, text, at },
  timeZone,
  changedAt,
}: {
  answer: PreviewAnswer
  timeZone: string
  changedAt: number
}): ReactNode {
  const key = isApproval ? 'preview.guest.approved' : 'preview.guest.remarked'
  return (
    <Stack as="li" gap={2}>
      <Flex gap={2} align="center" wrap="wrap">
        <Text size={1} style={{ overflowWrap: 'anywhere' }}>
          {t(key, { name, time: momentText(Date.parse(at), timeZone) })}
        </Text>
        {isApproval && changedAt > Date.parse(at) && (
          <Badge tone="caution">{t('studio.previewLinks.changedSince')}</Badge>
        )}
      </Flex>
      {text !== '' && (
        <Text size={1} muted style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      )}
    </Stack>
  )
}

/** When something of an edition was last changed, in milliseconds since 1970. */
const newestChange = (edition: string, documents: readonly RawDocument[]): number =>
  documents
    .filter((document) => editionOf(document) === edition)
    .reduce((newest, { _updatedAt }) => Math.max(newest, Date.parse(String(_updatedAt)) || 0), 0)
