/**
 * Loads code that few readers need, named by an attribute of the part of the page that it is for; its default export, if it
 * has one, is called with that part. `data-click`: by a click on a link or a button within, which it is then given, and
 * the part is shown, where it was hidden from readers without scripts; `data-query`: where the address has a query;
 * `data-stored`: where this browser has stored something under `data-key`; `data-minute`: once the page has been open for a
 * minute; `data-clock`: on the days of its clock (`site/clock.ts`) and some before and after, as it may be open when those
 * come.
 */
type Load = (...of: readonly unknown[]) => void

const isNear = (date: string) => Math.abs(Date.parse(date) - Date.now()) < 3e8

each('clock', (part, load) => part.dataset.day?.split(' ').some(isNear) && load())
each('query', (_part, load) => location.search && load())
each('minute', (_part, load) => setTimeout(load, 6e4))
each('stored', ({ dataset }, load) => {
  try {
    if (localStorage[`${dataset.key}`]) load()
  } catch {
    // The browser does not allow storage, so nothing is stored.
  }
})
each('click', (part, load) => {
  part.hidden = false
  part.onclick = (event) => {
    const word = (event.target as Element).closest('a,button')
    if (word && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      load(word)
    }
  }
})

function each(name: string, act: (part: HTMLElement, load: Load) => unknown): void {
  for (const part of document.querySelectorAll<HTMLElement>(`[data-${name}]`))
    act(part, (...of) => {
      import(/* @vite-ignore */ part.dataset[name] ?? '')
        .then((code) => code.default?.(part, ...of))
        .catch(() => {})
    })
}
