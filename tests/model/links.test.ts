import { expect, test } from 'vitest'
import { completedLink, isSafeLink } from '#src/model/links.ts'

test.each([
  ['example.org/x', 'https://example.org/x'],
  ['www.example.org', 'https://www.example.org'],
  [' example.org:8080/a?b=c#d ', 'https://example.org:8080/a?b=c#d'],
  ['http://example.org/x', 'https://example.org/x'],
  ['HTTP:example.org', 'https://example.org'],
  ['//example.org/x', 'https://example.org/x'],
  ['ciudades-unidas.es/año', 'https://ciudades-unidas.es/año'],
  ['münchen.example', 'https://münchen.example'],
  ['exam\u00adple.org\u200b', 'https://example.org'],
  ['ana@example.org', 'mailto:ana@example.org'],
])('the link %j is made whole', (typed, link) => {
  expect(completedLink(typed)).toBe(link)
})

test.each([
  ...['', 'https://example.org', 'mailto:ana@example.org', 'tel:+27313601000', '/en/contact/', '#here'],
  ...['to be announced', 'Hall 1', '12.11.2019', '3.5', 'e.g.', 'localhost:4341', '192.168.0.1', 'C:\\a.doc'],
  ...['Agenda.pdf', 'javascript:alert(1)', 'data:text/html,x', 'ftp://example.org', 'ana@town', 'a b.org'],
  ...['user:word@example.org', '../en/', 'http://localhost:4341/en/', '@forum.org', 'one, two.org'],
])('%j is no address of the web without its beginning, and stays as it is', (typed) => {
  expect(completedLink(typed)).toBe(typed)
})

test('an e-mail address stays where none may be a link', () => {
  expect(completedLink('ana@example.org', { canBeEmail: false })).toBe('ana@example.org')
})

test.each([
  ...['https://example.org', '/en/contact/', 'mailto:ana@example.org', 'tel:+27 31 360 1000'].map((link) => [
    link,
    true,
  ]),
  ...['mailto:', 'mailto:ana', 'mailto:?subject=Hello', 'tel:', 'tel:office', 'javascript:alert(1)'].map(
    (link) => [link, false],
  ),
] as [string, boolean][])('a page may have the link %j: %j', (link, isSafe) => {
  expect(isSafeLink(link)).toBe(isSafe)
})
