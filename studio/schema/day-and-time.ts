import { defineField, type SortOrderingItem } from 'sanity'
import { EndInput, StartInput } from '../inputs/TimeInput.tsx'

/** The fields of a session or a break for its day, start and end, in the local time of the edition. */
export const dayAndTime = (place: { group?: string } = {}) => [
  defineField({ name: 'date', type: 'date', fieldset: 'dayAndTime', ...place }),
  defineField({
    name: 'start',
    type: 'string',
    placeholder: '09:00',
    components: { input: StartInput },
    fieldset: 'dayAndTime',
    ...place,
  }),
  defineField({
    name: 'end',
    type: 'string',
    placeholder: '09:20',
    components: { input: EndInput },
    fieldset: 'dayAndTime',
    ...place,
  }),
]

/** The fieldset that shows `dayAndTime` in one row. */
export const dayAndTimeFieldset = (place: { group?: string } = {}) => ({
  name: 'dayAndTime',
  options: { columns: 3 },
  ...place,
})

/** The order of a programme, for Sanity's lists. */
export const timeOrdering: SortOrderingItem[] = [
  { field: 'date', direction: 'asc' },
  { field: 'start', direction: 'asc' },
  { field: 'end', direction: 'asc' },
]
