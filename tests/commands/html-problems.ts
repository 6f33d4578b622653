import { HtmlValidate } from 'html-validate'
import { type DefaultTreeAdapterTypes, type ParserError, parse } from 'parse5'

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  // Astro decides how void elements and doctypes are written.
  rules: {
    'void-style': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
  },
})

/** What a validator finds wrong with the HTML of a page. */
export async function validationProblems(text: string, path: string): Promise<string[]> {
  const { results } = await validator.validateString(text, path)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${path}:${line}:${column} ${ruleId}: ${message}`),
  )
}

/** What is wrong with the HTML of a page, by a parser of the standard. It says nothing of what stands outside of body. */
export function parseProblems(text: string): string[] {
  const errors: ParserError[] = []
  const document = parse(text, {
    sourceCodeLocationInfo: true,
    onParseError: (error) => errors.push(error),
  })
  const root = document.childNodes.find(
    (node): node is DefaultTreeAdapterTypes.Element => node.nodeName === 'html',
  )
  const body = root?.childNodes.find(
    (node): node is DefaultTreeAdapterTypes.Element => node.nodeName === 'body',
  )
  const after = ({ sourceCodeLocation: at }: Partial<DefaultTreeAdapterTypes.Element> = {}) =>
    text.slice(at?.endTag?.endOffset ?? 0)
  const strangers = [
    ...(/^\s*$/.test(after(root)) ? [] : ['after </html>']),
    ...(/^\s*<\/html>/.test(after(body)) ? [] : ['after </body>']),
  ]
  return [...errors.map(({ startLine, startCol, code }) => `${startLine}:${startCol} ${code}`), ...strangers]
}
