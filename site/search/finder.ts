import {
  countText,
  type FoundElsewhere,
  type FoundGroup,
  SearchableIndex,
  type SearchIndex,
  type SearchIndexWords,
} from '#src/feeds/search-index.ts'
import type { Locale } from '#src/locales.ts'

/** The index of a language, and from the first search on those of the other languages. */
export class Finder {
  readonly words: SearchIndexWords
  readonly #index = new SearchableIndex()
  readonly #page: string
  #others: Promise<unknown> | undefined
  #hasAll = false

  private constructor(words: SearchIndexWords, page: string) {
    this.words = words
    this.#page = page
  }

  /** @param page the address of the search page of a language @throws where the index cannot be loaded */
  static async of(page: string): Promise<Finder> {
    const { groups, words } = await indexAt('../search.json', page)
    const finder = new Finder(words, page)
    await bitByBit(groups, (group) => finder.#index.add(group))
    return finder
  }

  search = (query: string): readonly FoundGroup[] => this.#index.search(query)

  /** Loads the other languages, the first time; `then` is called when they are there. One that fails is left out. */
  withOthers(then: () => void): void {
    this.#others ??= Promise.allSettled(
      Object.keys(this.words.elsewhere).map(async (locale) => {
        const { groups } = await indexAt(`../../${locale}/search.json`, this.#page)
        await bitByBit(groups, (group) => this.#index.addOther(locale as Locale, group))
      }),
    ).then(() => {
      this.#hasAll = true
      then()
    })
  }

  /** What is said of a number of results; nothing as long as there may be some in a language that is under way. */
  said(count: number, query: string): string {
    if (query.trim() === '' || (count === 0 && !this.#hasAll)) return ''
    return countText(this.words, document.documentElement.lang, count, query)
  }

  /** In which other languages an entry was found. */
  notes = (elsewhere: readonly FoundElsewhere[]): HTMLElement[] =>
    elsewhere.map(({ locale, text }) => {
      const [before = '', after = ''] = this.words.elsewhere[locale]?.split('{{text}}') ?? []
      const [note, found] = [document.createElement('small'), document.createElement('span')]
      note.className = 'soft'
      found.lang = locale
      found.textContent = text
      note.append(before, found, after)
      return note
    })
}

async function indexAt(path: string, page: string): Promise<SearchIndex> {
  const response = await fetch(new URL(path, page))
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`)
  return response.json()
}

/** Lets the browser answer keys in between. */
async function bitByBit<T>(items: readonly T[], use: (item: T) => void): Promise<void> {
  let began = performance.now()
  for (const item of items) {
    use(item)
    if (performance.now() - began < 12) continue
    await new Promise((resume) => setTimeout(resume))
    began = performance.now()
  }
}
