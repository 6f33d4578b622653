/**
 * What the page for webmasters loads by the first use of the code on it (`webmasters.ts`): writes the code for another page or
 * another language, copies it, and shows it at work.
 */
import { type EmbedForm, embedCode } from '#src/feeds/embed-code.ts'
import type { Oembed } from '#src/feeds/oembed.ts'

/** Writes the code for the page that the fragment of the address names by its id, in the language that is chosen. */
export async function show(box: HTMLElement): Promise<void> {
  const { code: site = '', of = '', unknown = '' } = box.dataset
  const id = idIn(location.hash) || of
  const language = box.querySelector<HTMLInputElement>('[name=language]:checked')
  const { value: locale = '', dataset } = language ?? {}
  const lang = dataset?.lang ?? ''
  const answer = await fetch(`${site}${locale}/feeds/${encodeURIComponent(id)}/oembed.json`)
  box.querySelector('[role=status]')?.replaceChildren(answer.ok ? '' : unknown)
  if (!answer.ok) return
  const oembed: Oembed = await answer.json()
  box.querySelector('.of')?.replaceChildren(oembed.title)
  for (const area of box.querySelectorAll('textarea'))
    area.value = embedCode(area.name as EmbedForm, oembed, { lang, script: `${site}embed.js` })
  const seen = document.createElement('template')
  seen.innerHTML = embedCode('element', oembed, { lang })
  const element = seen.content.firstElementChild
  if (element) box.querySelector('learning-forum')?.replaceWith(element)
}

/** The id in a fragment; what is no text as addresses write it is an id that nothing has. */
function idIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1))
  } catch {
    return hash.slice(1)
  }
}

/** Does what a click or a choice asks for. */
export async function use(box: HTMLElement, { type, target }: Event): Promise<void> {
  if (!(target instanceof HTMLElement)) return
  if (type === 'change') await show(box)
  else if (target instanceof HTMLButtonElement) await copy(target, box.dataset.copied ?? '')
  else if (target.closest('summary') && !customElements.get('learning-forum')) {
    const script = document.createElement('script')
    script.src = `${box.dataset.code}embed.js`
    box.append(script)
  }
}

async function copy(button: HTMLButtonElement, copied: string): Promise<void> {
  const area = button.closest('figure')?.querySelector('textarea')
  const label = button.textContent
  // Selected as well: where the browser does not let us copy, the reader can.
  area?.select()
  await navigator.clipboard.writeText(area?.value ?? '')
  button.textContent = copied
  setTimeout(() => (button.textContent = label), 4000)
}
