import type { ReactNode } from 'react'
import { usePaneRouter } from 'sanity/structure'

type Props = {
  /** The published id of the document. */
  id: string
  /** What is open in the form: a field, as Sanity writes paths, or a panel beside it, by its name. */
  at: { path: string } | { inspect: string }
  children: ReactNode
}

/** A link in a list of the desk that opens the form of a document beside that list. */
export function FormLink({ id, at, children }: Props): ReactNode {
  const { ChildLink } = usePaneRouter()
  return (
    <ChildLink childId={id} childParameters={{ ...at }}>
      <span style={{ textDecoration: 'underline' }}>{children}</span>
    </ChildLink>
  )
}
