import { expect, it } from 'vitest'
import { offeredRoles, rolesFound } from '#studio/people/roles.ts'
import { words } from '../../seed/stored.ts'

const session = (...roles: readonly Readonly<Record<string, string>>[]) => ({
  ...{ _id: `s${roles.length}`, _type: 'session' },
  contributors: roles.map((role, at) => ({ _key: `k${at}`, role: words(role) })),
})
const storyteller = { en: 'Storyteller', fr: 'Conteuse', es: 'Narradora' }
const moderator = { en: 'Moderator', fr: 'Modération', es: 'Moderación' }

it('roles of the content come first, the frequent ones before others, and then the usual ones, each once', () => {
  const roles = offeredRoles([
    session({ en: 'moderator' }, storyteller, {}),
    session(storyteller, { en: 'Guide' }, { en: 'Guide' }, { en: 'Guide' }),
  ])
  expect(roles.slice(0, 3)).toEqual([{ en: 'Guide' }, storyteller, moderator])
  expect(roles.filter(({ en }) => en?.toLowerCase() === 'moderator')).toEqual([moderator])
  expect(roles.at(-1)).toEqual({ en: 'Closing', fr: 'Clôture', es: 'Clausura' })
})

it('a role that is written otherwise in a language is another one', () => {
  const other = { en: 'Moderator', fr: 'Modératrice', es: 'Moderadora' }
  expect(offeredRoles([session(other)]).slice(0, 2)).toEqual([other, moderator])
})

it('roles are found by words of any language, without accents', () => {
  expect(rolesFound([moderator, storyteller], 'MODERACION')).toEqual([moderator])
  expect(rolesFound([moderator, storyteller], 'teuse')).toEqual([storyteller])
})
