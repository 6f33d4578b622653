import { defineField, type SortOrderingItem } from 'sanity'

/** One moment of the programme: day, start and end, in the local time of the edition. */
export const dayAndTime = (place: { group?: string } = {}) => [
  defineField({
    name: 'date',
    title: 'Date',
    description: 'Year-month-day.',
    type: 'date',
    fieldset: 'dayAndTime',
    ...place,
  }),
  defineField({
    name: 'start',
    title: 'Start',
    description: 'Such as 09:00.',
    type: 'string',
    placeholder: '09:00',
    fieldset: 'dayAndTime',
    ...place,
  }),
  defineField({
    name: 'end',
    title: 'End',
    description: 'Such as 09:20.',
    type: 'string',
    placeholder: '09:20',
    fieldset: 'dayAndTime',
    ...place,
  }),
]

/** The row in which `dayAndTime` stands. */
export const dayAndTimeRow = (place: { group?: string } = {}) => ({
  name: 'dayAndTime',
  title: 'Date and time',
  description: 'On the 24-hour clock, in the local time of the place where the edition is held.',
  options: { columns: 3 },
  ...place,
})

/** @example timeSpan('09:00', '09:20') → '09:00–09:20' */
export function timeSpan(start: unknown, end: unknown): string {
  const times = [start, end].map((time) => (typeof time === 'string' ? time : ''))
  return times.every((time) => time === '') ? '' : times.map((time) => time || '?').join('–')
}

/** The order of a programme. */
export const byTime: SortOrderingItem[] = [
  { field: 'date', direction: 'asc' },
  { field: 'start', direction: 'asc' },
  { field: 'end', direction: 'asc' },
]
