import { type Gapped, line, text, written } from './write.ts'

/** A term of the organisation, and the forms that texts should not have, one a line. */
const term = (id: string, title: Gapped, avoid: Partial<Gapped<readonly string[]>>) => ({
  ...written({ _id: `term-${id}`, _type: 'term', title: line(title) }),
  avoid: text({ en: avoid.en?.join('\n'), fr: avoid.fr?.join('\n'), es: avoid.es?.join('\n') }),
})

export const terms = [
  term('uclg', { en: 'UCLG', fr: 'CGLU', es: 'CGLU' }, { en: ['CGLU'], fr: ['UCLG'], es: ['UCLG'] }),
  term(
    'learning-forum',
    { en: 'Learning Forum', fr: 'Forum d’apprentissage', es: 'Foro de Aprendizaje' },
    { fr: ['Learning Forum'], es: ['Learning Forum'] },
  ),
  term(
    'learning-strategy',
    { en: 'Learning Strategy', fr: 'Stratégie d’apprentissage', es: 'Estrategia de Aprendizaje' },
    { fr: ['stratégie de l’apprentissage'] },
  ),
  term(
    'peer-to-peer-learning',
    { en: 'peer-to-peer learning', fr: 'apprentissage par les pairs', es: 'aprendizaje entre pares' },
    {
      fr: ['apprentissage entre pairs', 'apprentissage entre les pairs'],
      es: ['aprendizaje por pares', 'aprendizaje de pares'],
    },
  ),
  term(
    'retreat',
    { en: 'UCLG Retreat', fr: 'Séminaire de CGLU', es: 'Retiro de CGLU' },
    { fr: ['Retraite de CGLU', 'Retraite CGLU', 'Retraite de UCLG', 'Retraite d’UCLG', 'Retraite UCLG'] },
  ),
  term(
    'un-habitat',
    { en: 'UN-Habitat', fr: 'ONU-Habitat', es: 'ONU-Hábitat' },
    { en: ['ONU-Habitat', 'ONU-Hábitat'], fr: ['UN-Habitat'], es: ['UN-Habitat', 'ONU-Habitat'] },
  ),
]
