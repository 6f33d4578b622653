import { defineField, type SortOrderingItem } from 'sanity'

/** One moment of the programme: day, start and end, in the local time of the edition. */
export const dayAndTime = (place: { group?: string } = {}) => [
  defineField({
    name: 'date',
    title: 'Day',
    description: 'The day on which it takes place.',
    type: 'date',
    ...place,
  }),
  defineField({
    name: 'start',
    title: 'Start',
    description: 'The local time where the edition takes place, on the 24-hour clock, such as 09:00.',
    type: 'string',
    placeholder: '09:00',
    ...place,
  }),
  defineField({
    name: 'end',
    title: 'End',
    description: 'In the same way, such as 09:20. It is later than the start.',
    type: 'string',
    placeholder: '09:20',
    ...place,
  }),
]

/** @example timeSpan('09:00', '09:20') → '09:00–09:20' */
export const timeSpan = (start: unknown, end: unknown): string =>
  [start, end].map((time) => (typeof time === 'string' && time !== '' ? time : '?')).join('–')

/** The order of a programme. */
export const byTime: SortOrderingItem[] = [
  { field: 'date', direction: 'asc' },
  { field: 'start', direction: 'asc' },
  { field: 'end', direction: 'asc' },
]
