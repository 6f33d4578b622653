import { type ReactNode, useEffect, useState } from 'react'
import { type LayoutProps, useCurrentLocale } from 'sanity'

/** The whole Studio, loaded again when its language changes: the schema's words are read once. */
export function OneLanguage({ renderDefault, ...props }: LayoutProps): ReactNode {
  const { id } = useCurrentLocale()
  const [loadedIn] = useState(id)
  useEffect(() => {
    if (id !== loadedIn) window.location.reload()
  }, [id, loadedIn])
  return renderDefault({ ...props, renderDefault })
}
