/**
 * On the page for webmasters: the code for the page that the fragment of the address names by its id, in the language that is
 * chosen. Without a fragment, or without this script, it is that of the programme.
 */
import { type EmbedForm, embedCode } from '#src/feeds/embed-code.ts'
import type { Oembed } from '#src/feeds/oembed.ts'

const box = document.querySelector<HTMLElement>('[data-code]')
const { code: site = '', of: first = '', unknown = '', copied = '' } = box?.dataset ?? {}
const all = <E extends HTMLElement>(selector: string) => [...(box?.querySelectorAll<E>(selector) ?? [])]

async function show(): Promise<void> {
  const id = decodeURIComponent(location.hash.slice(1)) || first
  const language = all<HTMLInputElement>('[name=language]').find(({ checked }) => checked)
  const { value: locale = '', lang = '' } = language ?? {}
  const answer = await fetch(`${site}${locale}/feeds/${encodeURIComponent(id)}/oembed.json`)
  const [status] = all('[role=status]')
  if (!answer.ok) {
    status?.replaceChildren(unknown)
    return
  }
  const oembed: Oembed = await answer.json()
  status?.replaceChildren(oembed.title)
  for (const area of all<HTMLTextAreaElement>('textarea'))
    area.value = embedCode(area.name as EmbedForm, oembed, { lang, script: `${site}embed.js` })
  const seen = document.createElement('template')
  seen.innerHTML = embedCode('element', oembed, { lang, script: '' })
  const element = seen.content.firstElementChild
  if (element) all('learning-forum')[0]?.replaceWith(element)
}

for (const field of all('fieldset')) {
  field.hidden = false
  field.onchange = () => void show()
}
for (const button of all<HTMLButtonElement>('figure button')) {
  const copy = button.textContent
  button.hidden = false
  button.onclick = async () => {
    const area = button.closest('figure')?.querySelector('textarea')
    area?.select()
    await navigator.clipboard.writeText(area?.value ?? '')
    button.textContent = copied
    setTimeout(() => (button.textContent = copy), 4000)
  }
}
addEventListener('hashchange', () => void show())
if (location.hash) void show()
