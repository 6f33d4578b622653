import { href } from './links.ts'

/** What `since.ts` is told at the head of a programme, as attributes: of which edition it is, and when something last changed in it. */
export const lastChangeFor = (edition: string, lastChange: string | undefined) => ({
  ...{ 'data-since': href('/since.js'), 'data-edition': edition, 'data-at': lastChange ?? '' },
})
