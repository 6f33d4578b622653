/** The script of the page for webmasters. It loads the rest by the first use, or for an address that names a page. */
const codeBox = document.querySelector<HTMLElement>('[data-code]')
const load = () => import(/* @vite-ignore */ codeBox?.dataset.script ?? '')

if (codeBox) {
  const show = () => void load().then((code) => code.show(codeBox))
  codeBox.onclick = codeBox.onchange = (event) => void load().then((code) => code.use(codeBox, event))
  addEventListener('hashchange', show)
  if (location.hash) show()
}
