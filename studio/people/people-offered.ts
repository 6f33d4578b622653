import { createContext, useContext, useDeferredValue, useMemo } from 'react'
import { studioLocale } from '../language.ts'
import { useContent } from '../store/useContent.ts'
import { type ListedPerson, listedPeople } from './people-list.ts'
import { offeredRoles, type Role } from './roles.ts'

/** The people and the roles that a form offers. */
export type Offered = { people: readonly ListedPerson[]; roles: readonly Role[] }

/** What the fields of one list share, so that it is found once and not for each row. */
export const OfferedPeople = createContext<Offered | undefined>(undefined)

/** What the content offers. A key in the form does not wait for it. */
export function useOffered(): Offered {
  const content = useDeferredValue(useContent().content)
  return useMemo(
    () => ({
      people: content ? listedPeople(content, studioLocale) : [],
      roles: offeredRoles(content?.documents ?? []),
    }),
    [content],
  )
}

/** What the list around offers; nobody where there is none around. */
export const useOfferedAround = (): Offered => useContext(OfferedPeople) ?? nothing

const nothing: Offered = { people: [], roles: [] }
