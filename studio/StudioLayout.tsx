import { type ReactNode, useEffect, useState } from 'react'
import { type LayoutProps, useCurrentLocale } from 'sanity'
import { createGlobalStyle } from 'styled-components'

/** The whole Studio, loaded again when its language changes: the schema's words are read once. */
export function StudioLayout({ renderDefault, ...props }: LayoutProps): ReactNode {
  const { id } = useCurrentLocale()
  const [loadedIn] = useState(id)
  useEffect(() => {
    if (id !== loadedIn) window.location.reload()
  }, [id, loadedIn])
  return (
    <>
      <WideForms />
      {renderDefault({ ...props, renderDefault })}
    </>
  )
}

/** Three languages side by side need more room than Sanity's forms take. */
const WideForms = createGlobalStyle`
  [data-testid='document-panel-scroller'] > div {
    max-width: 76rem;
  }
`
