import { Box, Heading, Stack } from '@sanity/ui'
import type { ReactNode } from 'react'
import { t } from '../language.ts'
import { NameForm } from './NameForm.tsx'

/** Shown in place of a login with the embedded lake, which only asks for a name. */
export const NameScreen = (): ReactNode => (
  <Box padding={3}>
    <Stack gap={4}>
      <Heading as="h1" size={2}>
        {t('studio.name.title')}
      </Heading>
      <NameForm help={t('studio.name.help')} go={t('studio.name.go')} />
    </Stack>
  </Box>
)
