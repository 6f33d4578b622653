import { TranslateIcon } from '@sanity/icons/Translate'
import type { Tool } from 'sanity'
import { route } from 'sanity/router'
import { t } from '../language.ts'
import { TranslationDesk } from './TranslationDesk.tsx'

/** The translation desk as a tool of the Studio. Its address has the language, the edition and the state. */
export const translationTool: Tool = {
  name: 'translations',
  title: t('studio.translation.title'),
  icon: TranslateIcon,
  component: TranslationDesk,
  router: route.create('/', [route.create('/:language/:where/:state')]),
}
