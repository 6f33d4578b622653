import type { SanityClient } from '@sanity/client'
import { recordsIn } from '#src/model/fields.ts'
import { line, reference, same } from '#src/seed/write.ts'

/**
 * Adds to the default content what the views show: a draft with a conflict and a new address, translations in each
 * state, a break of a later edition in one language only, three people of whom two have the same name, and a session without
 * a place.
 */
export async function prepareViews(client: SanityClient): Promise<void> {
  const [sendai, modules, lunch] = await Promise.all(
    ['session-sendai', 'session-modules', 'break-lunch'].map((id) => client.getDocument(id)),
  )
  if (!sendai || !modules || !lunch)
    throw new Error('The default content lacks a document that the views need')
  const changes: Readonly<Record<string, object>> = {
    'title fr': { reviewed: true },
    'description fr': { sourceHash: 'of an earlier text' },
  }
  const review = recordsIn(sendai.review).map((entry) => ({
    ...entry,
    ...changes[`${entry.path} ${entry.language}`],
  }))
  const slug = recordsIn(modules.slug).map((item) => ({
    ...item,
    value: { _type: 'slug', current: `modules-${item.language}` },
  }))
  await client
    .transaction()
    .create(person('ruiz', 'Inés Ruiz'))
    .create(person('ruiz-2', 'Dra. Inés Ruiz'))
    .create(person('ndlovu', 'Thandi Ndlovu'))
    .patch('session-sendai', (patch) =>
      patch
        .set({ review, contributors: ['ruiz', 'ruiz-2', 'ndlovu'].map(contribution) })
        .unset(['title[language=="es"]']),
    )
    .create({ _id: 'drafts.session-unplaced', _type: 'session', title: line(same('Café')) })
    .createOrReplace({ ...modules, _id: 'drafts.session-modules', end: '13:10', slug })
    .createOrReplace({
      ...lunch,
      _id: 'drafts.break-later',
      edition: { _type: 'reference', _ref: 'edition-2022' },
      date: '2022-10-11',
      title: recordsIn(lunch.title).filter(({ language }) => language === 'en'),
    })
    .commit()
}

const person = (id: string, name: string) => ({
  ...{ _id: id, _type: 'contributor', kind: 'person', name: line(same(name)) },
})

const contribution = (id: string) => ({ _type: 'contribution', _key: id, contributor: reference(id) })
