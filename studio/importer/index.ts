import { UploadIcon } from '@sanity/icons/Upload'
import type { Tool } from 'sanity'
import { t } from '../language.ts'
import { ImportTool } from './ImportTool.tsx'

/** The importer, among the Studio's tools. */
export const importTool: Tool = {
  name: 'import',
  title: t('studio.import.title'),
  icon: UploadIcon,
  component: ImportTool,
}
