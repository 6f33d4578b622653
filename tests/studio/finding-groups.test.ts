import { expect, it } from 'vitest'
import type { Warning } from '#src/rules/findings.ts'
import { findingGroups } from '#studio/publishing/finding-groups.ts'

const warning = (code: Warning['code'], documentId: string, more: Partial<Warning> = {}): Warning => ({
  ...{ code, documentId, documentType: 'session', title: documentId, path: 'title', facts: {} },
  ...more,
})
const told = (...findings: Warning[]) =>
  findingGroups(findings).map(
    ({ kind, documents }) =>
      `${kind}: ${documents.map((own) => `${own[0]?.documentId} ${own.length}`).join(', ')}`,
  )

it('findings of one kind stand together, those of a document in one place, rare kinds first', () => {
  expect(
    told(
      warning('missingTranslation', 'opening', { locale: 'fr' }),
      warning('missingTranslation', 'closing', { locale: 'es' }),
      warning('missingAlt', 'closing', { path: 'image.alt' }),
      warning('missingTranslation', 'opening', { locale: 'es' }),
    ),
  ).toEqual(['missingAlt: closing 1', 'missingTranslation: opening 2, closing 1'])
})

it('a link to a page that does not exist is one kind, whether it is known which one is meant or not', () => {
  expect(told(warning('deadLink', 'a'), warning('deadLinkMeant', 'b'))).toEqual(['deadLink: a 1, b 1'])
})

it('two sessions that are in each other’s way are told once, and those with a third one too', () => {
  const conflict = (a: string, other: string, shared = 'Hall') =>
    warning('roomConflict', a, { facts: { other, shared } })
  expect(
    told(
      conflict('a', 'b'),
      conflict('a', 'c'),
      conflict('b', 'a'),
      conflict('c', 'a'),
      conflict('a', 'b', 'Lab'),
    ),
  ).toEqual(['roomConflict: a 3'])
})
