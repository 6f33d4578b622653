/**
 * Loads code that few readers need, named by an attribute of the part of the page that it is for; its default export, if it
 * has one, is called with that part. `data-click`: by a click on a link or a button within, which it is then given, and
 * the part is shown, where it was hidden from readers without scripts; `data-query`: where the address has a query;
 * `data-stored`: where this browser has stored something under `data-key`, also later, where the part hears `store`;
 * `data-since`: where something changed in `data-edition`, at `data-at`, after the reader first looked or hid what had
 * changed; `data-minute`: once the page has been open for a minute, or at once to return to a place (`newer.ts`);
 * `data-clock`: on the days of its clock (`site/clock.ts`) and some before and after, as it may be open when those come.
 */
type Load = (...of: readonly unknown[]) => void

each('clock', ({ dataset: { day = '' } }, load) => {
  if (day.split(' ').some((date) => Math.abs(Date.parse(date) - Date.now()) < 3e8)) load()
})
each('query', (_part, load) => location.search && load())
each('stored', (part, load) => {
  const look = () => localStorage[`${part.dataset.key}`] && load()
  part.addEventListener('store', look)
  look()
})
each('since', ({ dataset: { edition, at = '' } }, load) => {
  const key = `changes:${edition}`
  localStorage[key] ??= at
  if (localStorage[key] < at) load()
})
each('minute', (_part, load) => (sessionStorage['newer:place'] ? load() : setTimeout(load, 6e4)))
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
    try {
      act(part, (...of) => {
        import(/* @vite-ignore */ part.dataset[name] as string)
          .then((code) => code.default?.(part, ...of))
          .catch(() => {})
      })
    } catch {
      // The browser does not allow storage, so nothing is stored.
    }
}
