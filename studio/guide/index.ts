import { BookIcon } from '@sanity/icons/Book'
import type { Tool } from 'sanity'
import { t } from '../language.ts'
import { Guide } from './Guide.tsx'

/** The guide for editors as a tool of the Studio. */
export const guideTool: Tool = {
  name: 'guide',
  title: t('studio.guide'),
  icon: BookIcon,
  component: Guide,
}
