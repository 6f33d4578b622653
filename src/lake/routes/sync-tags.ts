/**
 * What every query says it depends on, and every live event says has changed. There is one tag, since any
 * transaction may change any result.
 */
export const syncTags = ['s1:lake'] as const
