import type { Page } from '@playwright/test'
import type { Ledger } from '#src/addresses/ledger.ts'
import type { Words } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'

/** One view of the Studio: its address, and the actions that bring it into the state to show. */
export type View = {
  name: string
  /** A selector of what of it is ours, as far as anything is: the rest is Sanity's. */
  ours?: string
  path: string | ((context: ViewContext) => string)
  /** A selector that matches when the page is loaded. */
  seen: string
  act?: (context: ViewContext) => Promise<unknown>
}
/** What a view needs to open: the browser page, the words of the Studio's language as `t`; `previewUrl` has no slash at the end. */
export type ViewContext = { page: Page; t: Words; locale: Locale; ledger: Ledger; previewUrl: string }
