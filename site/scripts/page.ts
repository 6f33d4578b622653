/** The script of pages that are not of a programme: those have `programme-page.ts`, and load no more than they need. */
import './languages.ts'
import './loader.ts'
import './search.ts'
