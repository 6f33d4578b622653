/**
 * The script of `/{locale}/embed/`, to which `<learning-forum>` gives the address of any page, in the fragment. The page
 * itself says where its frame is, in the link to its oEmbed file. In a sandbox no page may be read, but the list of all
 * addresses.
 */
import { answerParent, asked } from './frame.ts'
import { framePlace, isId } from './frame-place.ts'

/** An address from the root of the site, without a slash at its beginning. */
const page = (asked.get('page') ?? '').replace(/^\/+/, '')
const site = new URL('../../', location.href).href

void idOfPage()
  .catch(idInLedger)
  .catch(() => undefined)
  .then((id) => {
    if (id !== undefined && isId(id)) location.replace(framePlace(id, asked.get('view')) + location.hash)
    else sayThatItIsGone()
  })

async function idOfPage(): Promise<string | undefined> {
  const text = await (await fetch(site + page)).text()
  // Read as text: a parsed page would complain of its own styles, which the policy of this one does not allow.
  return /type="application\/json\+oembed" href=.[^"]*\/feeds\/([^/"]+)\/oembed\.json"/.exec(text)?.[1]
}

async function idInLedger(): Promise<string | undefined> {
  const { addresses } = await (await fetch(`${site}addresses.json`)).json()
  return Object.hasOwn(addresses, `/${page}`) ? addresses[`/${page}`].id : undefined
}

function sayThatItIsGone(): void {
  const main = document.querySelector('main')
  if (main) main.hidden = false
  answerParent()
}
