import { languageLineIn, withoutLanguages } from './language-lines.ts'
import { peopleIn, peopleInTitle, roleOfHead } from './people.ts'
import type { FoundPerson, ItemContent, Paragraph, PlannedLink } from './plan.ts'
import { italics } from './source-lines.ts'
import { isRoomName } from './vocabulary.ts'

/**
 * What the title and the text of a session say of its people, rooms, languages and links, each in its own place. What
 * a reader of columns found before is kept. Text that is none of these stays as it is.
 */
export function withDetails(content: ItemContent): ItemContent {
  const { text: linked, links } = withoutLinks(content.title)
  const bare = withoutLanguages(linked)
  const inTitle = peopleInTitle(bare.text)
  const found: Found = {
    people: [...(content.people ?? []), ...inTitle.people],
    asked: [...(content.asked ?? []), ...inTitle.asked],
    spoken: [...(content.spoken ?? []), ...bare.languages],
    interpreted: [...(content.interpreted ?? [])],
    links: [...(content.links ?? []), ...links],
    rooms: content.rooms,
  }
  const text = (content.text ?? []).flatMap((cell) => {
    const lines = cell.split('\n')
    const left = lines.map((line) => readDetail(line, found))
    const kept = left.filter((line) => line !== '')
    return kept.length === 0 ? [] : [kept.join('\n')]
  })
  return {
    ...content,
    title: inTitle.rest,
    text,
    people: found.people,
    asked: found.asked,
    spoken: [...new Set(found.spoken)],
    interpreted: [...new Set(found.interpreted)],
    links: found.links,
    ...(found.rooms !== undefined && { rooms: found.rooms }),
  }
}

type Found = {
  people: FoundPerson[]
  asked: FoundPerson[]
  spoken: NonNullable<ItemContent['spoken']>[number][]
  interpreted: NonNullable<ItemContent['interpreted']>[number][]
  links: PlannedLink[]
  rooms: readonly string[] | undefined
}

/** Adds what a line of text says. @returns what is left of it */
function readDetail(line: string, found: Found): string {
  const { text, links } = withoutLinks(line)
  found.links.push(...links)
  const languages = languageLineIn(text)
  if (languages !== undefined) {
    found.spoken.push(...(languages.spoken ?? []))
    found.interpreted.push(...(languages.interpreted ?? []))
    return ''
  }
  if (found.rooms === undefined && isRoomName(text)) {
    found.rooms = [text]
    return ''
  }
  const { people, asked, rest } = peopleIn(text)
  found.people.push(...people)
  found.asked.push(...asked)
  return rest
}

/** A text without the marks of Markdown for links and italics. Links keep their words as their title. */
export function withoutLinks(text: string): { text: string; links: PlannedLink[] } {
  const links: PlannedLink[] = []
  const plain = text.replace(markdownLink, (_, title: string, url: string) => {
    links.push({ url, title })
    return title
  })
  return { text: plain.replace(italics, '$1').trim(), links }
}
const markdownLink = /!?\[([^[\]\n]{1,200})\]\((https?:\/\/[^\s()]{1,500})\)/gu

/** A text without the people that the editor took from it. A label that nothing follows any more goes too. */
export function withoutPeople(text: readonly Paragraph[], taken: readonly FoundPerson[]): Paragraph[] {
  if (taken.length === 0) return [...text]
  return text.flatMap((paragraph) => {
    const left = taken
      .reduce((rest, { written }) => rest.replace(written, ''), paragraph.text)
      .replace(/(?:;\s*){2,}/g, '; ')
      .replace(/[\s;,]+$/u, '')
      .replace(/:\s*;\s*/u, ': ')
      .trim()
    if (left === paragraph.text) return [paragraph]
    return left === '' || roleOfHead(left) !== undefined ? [] : [{ ...paragraph, text: left }]
  })
}
