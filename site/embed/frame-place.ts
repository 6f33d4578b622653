/**
 * Where the frame of a subject is, below `/{locale}/embed/`. A view is `now` (what is on and what comes next), a date of an
 * edition, or the id of what is shown in place of the subject, such as a room.
 * @example framePlace('edition-2027', '2027-06-08') → 'edition-2027.2027-06-08/'
 */
export function framePlace(id: string, view: string | null | undefined): string {
  if (view === 'now') return `${id}/now/`
  if (view && /^\d{4}-\d\d-\d\d$/.test(view)) return `${id}.${view}/`
  return `${view && isId(view) ? view : id}/`
}

/** Whether a text has the form of an id of the Studio. */
export const isId = (text: string): boolean => /^[\w.-]+$/.test(text)
