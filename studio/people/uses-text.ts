import { t } from '../language.ts'
import { joined } from '../schema/list-text.ts'
import { isUsed, type ListedPerson } from './people-list.ts'

/** Where somebody is used, in words. @example 'in 2 sessions · 3 people belong to it' */
export const usesText = (uses: ListedPerson['uses']): string =>
  isUsed(uses)
    ? joined(
        uses.sessions > 0 && t('studio.people.sessions', { count: uses.sessions }),
        uses.people > 0 && t('studio.people.members', { count: uses.people }),
      )
    : t('studio.people.nowhere')
