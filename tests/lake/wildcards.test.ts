import { expect } from 'vitest'
import { refusal, test } from './lake.ts'

const forum = {
  _id: 'forum',
  _type: 'forum',
  friends: [
    { _key: 'a', name: 'Ana', age: 30, tags: ['x', 'y'] },
    { _key: 'b', name: 'Ben', age: 40, tags: ['z'] },
    { name: 'Chloé', age: 50 },
    'Dora',
  ],
  numbers: [1, 2, 3, 4, 5],
  names: { en: { text: 'Forum' }, fr: { text: 'Forum' } },
}
const [ana, ben, chloe] = forum.friends as readonly Record<string, unknown>[]

test.for([
  [
    { set: { 'friends[*].name': 'X' } },
    { friends: [{ ...ana, name: 'X' }, { ...ben, name: 'X' }, { ...chloe, name: 'X' }, 'Dora'] },
  ],
  [
    { set: { 'friends[].name': 'X' } },
    { friends: [{ ...ana, name: 'X' }, { ...ben, name: 'X' }, { ...chloe, name: 'X' }, 'Dora'] },
  ],
  [
    { inc: { 'friends[*].age': 1 } },
    { friends: [{ ...ana, age: 31 }, { ...ben, age: 41 }, { ...chloe, age: 51 }, 'Dora'] },
  ],
  [{ dec: { 'numbers[*]': 1 } }, { numbers: [0, 1, 2, 3, 4] }],
  [{ unset: ['numbers[*]'] }, { numbers: [] }],
  [
    { unset: ['friends[*].age', 'friends[*].tags'] },
    { friends: [{ _key: 'a', name: 'Ana' }, { _key: 'b', name: 'Ben' }, { name: 'Chloé' }, 'Dora'] },
  ],
  [{ setIfMissing: { 'friends[*].tags': [] } }, { friends: [ana, ben, { ...chloe, tags: [] }, 'Dora'] }],
  [
    { set: { 'friends[*].tags[*]': 'T' } },
    { friends: [{ ...ana, tags: ['T', 'T'] }, { ...ben, tags: ['T'] }, chloe, 'Dora'] },
  ],
  [
    { set: { 'friends[age > 35].name': 'X' } },
    { friends: [ana, { ...ben, name: 'X' }, { ...chloe, name: 'X' }, 'Dora'] },
  ],
  [{ set: { 'friends[_key == "b"].name': 'X' } }, { friends: [ana, { ...ben, name: 'X' }, chloe, 'Dora'] }],
  [{ set: { 'numbers[1:3]': 0 } }, { numbers: [1, 0, 0, 4, 5] }],
  [{ set: { 'numbers[0,3:]': 0 } }, { numbers: [0, 2, 3, 0, 0] }],
  [{ set: { 'names.*.text': 'X' } }, { names: { en: { text: 'X' }, fr: { text: 'X' } } }],
  [{ set: { 'names[*].text': 'X' } }, { names: { en: { text: 'X' }, fr: { text: 'X' } } }],
  [{ set: { 'names..text': 'X' } }, { names: { en: { text: 'X' }, fr: { text: 'X' } } }],
  [{ set: { 'none[*].text': 'X', 'friends[7].list[*].a': 'X' } }, {}],
  [
    { diffMatchPatch: { 'names.*.text': '@@ -1,5 +1,6 @@\n Forum\n+s\n' } },
    { names: { en: { text: 'Forums' }, fr: { text: 'Forums' } } },
  ],
  [
    { insert: { after: 'friends[*].tags[-1]', items: ['new'] } },
    { friends: [{ ...ana, tags: ['x', 'y', 'new'] }, { ...ben, tags: ['z', 'new'] }, chloe, 'Dora'] },
  ],
  [{ insert: { replace: 'numbers[*]', items: [9] } }, { numbers: [9] }],
  [{ insert: { before: 'numbers[]', items: [9] } }, { numbers: [9, 1, 2, 3, 4, 5] }],
  [
    { setIfMissing: { rooms: [{ n: 1 }, { n: 2 }] }, set: { 'rooms[*].open': true } },
    {
      rooms: [
        { n: 1, open: true },
        { n: 2, open: true },
      ],
    },
  ],
  [
    { set: { 'names.en.text': '[*]' }, unset: ['friends[name == "*"]'] },
    { names: { ...forum.names, en: { text: '[*]' } } },
  ],
] as const)('the patch %j', async ([operations, expected], { client }) => {
  await client.create(forum)
  await client.mutate([{ patch: { id: 'forum', ...operations } }] as never)
  const { _rev, _createdAt, _updatedAt, ...content } = (await client.getDocument('forum')) ?? {}
  expect(content).toEqual({ ...forum, ...expected })
})

test('a path that is not valid is refused', async ({ client }) => {
  await client.create(forum)
  expect(await refusal(client.patch('forum').set({ 'friends[*': 1 }).commit())).toMatchObject({
    statusCode: 400,
    error: { type: 'mutationError' },
  })
})
