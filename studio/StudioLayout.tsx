import { type ReactNode, useEffect, useState } from 'react'
import { type LayoutProps, useClient, useCurrentLocale } from 'sanity'
import { createGlobalStyle } from 'styled-components'
import { apiVersion } from '#src/config.ts'
import { languageOf } from '#src/locales.ts'
import { returnFocus } from './focus-return.ts'
import { studioLocale } from './language.ts'
import { mendEnglishParts } from './sanity-words/english-parts.ts'
import { useSettling } from './scheduling/useSettling.ts'
import { sharedContent } from './store/content-store.ts'
import { UploadToasts } from './uploads/UploadToasts.tsx'

/** The frame of the Studio. It reloads the page when the language changes, since the schema gets its labels once. */
export function StudioLayout({ renderDefault, ...props }: LayoutProps): ReactNode {
  const { id } = useCurrentLocale()
  const client = useClient({ apiVersion })
  const [loadedIn] = useState(id)
  useEffect(() => {
    // Creates the store that `studioContentChanges` waits for.
    sharedContent(client)
  }, [client])
  useSettling(client)
  useEffect(() => {
    // Sanity's page says that it is in English, and readers of screens would read it so.
    document.documentElement.lang = languageOf(studioLocale).lang
    const ends = [mendEnglishParts(document.body), returnFocus(document.body)]
    return () => {
      for (const end of ends) end()
    }
  }, [])
  useEffect(() => {
    if (id !== loadedIn) window.location.reload()
  }, [id, loadedIn])
  return (
    <>
      <OwnStyles />
      <UploadToasts />
      {renderDefault({ ...props, renderDefault })}
    </>
  )
}

/** Three languages side by side need wider forms than Sanity's own, and who has no mouse sees where the focus is. */
const OwnStyles = createGlobalStyle`
  [data-testid='document-panel-scroller'] > div {
    max-width: 76rem;
    /* The end of a form can be moved above the messages in the corner. */
    padding-bottom: 12rem;
  }
  /* Sanity gives choices four columns, in which the names of languages overlap on a phone. */
  [data-testid='document-panel-scroller'] [data-ui='Grid']:has(> label) {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 7.5rem), 1fr));
  }
  /* A row of a list is a link that Sanity shows no focus of. */
  [data-ui='Card'][data-as='a']:focus-visible {
    outline: 2px solid var(--card-focus-ring-color);
    outline-offset: -2px;
  }
`
