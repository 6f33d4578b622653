import { CalendarIcon } from '@sanity/icons/Calendar'
import type { Tool } from 'sanity'
import { route } from 'sanity/router'
import { t } from '../language.ts'
import { BoardTool } from './BoardTool.tsx'

/** The programme board: a tool of its own, at `/board/<edition>/<day>`. */
export const boardTool: Tool = {
  name: 'board',
  title: t('studio.board.title'),
  icon: CalendarIcon,
  component: BoardTool,
  router: route.create('/', [route.create('/:edition', [route.create('/:day')])]),
}
