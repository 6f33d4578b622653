/** The script of pages that are not of a programme: those have `programme-page.ts`, and load no more than they need. */
import './clock-loader.ts'
import './languages.ts'
import './search.ts'
