import { describe, expect, it } from 'vitest'
import { peopleIn, peopleInTitle } from '#studio/importer/people.ts'

/** A person as `role: name | title | organisation`, with `?` where the editor is asked, and `!` where not confirmed. */
const told = (text: string, find = peopleIn): string[] => {
  const { people, asked } = find(text)
  const line =
    (mark: string) =>
    ({ role, name, title = '', organisation = '', isToConfirm }: (typeof people)[number]) =>
      `${mark}${isToConfirm === true ? '!' : ''}${role}: ${[name, title, organisation].join(' | ').replace(/[| ]+$/, '')}`
  return [...people.map(line('')), ...asked.map(line('?'))]
}

const lines: readonly [string, ...string[]][] = [
  // English
  [
    'Moderator: Ms. Amara Veldt, Secretary General, UCLG',
    'moderator: Amara Veldt | Secretary General | UCLG',
  ],
  ['Moderated by John Okafor, journalist', 'moderator: John Okafor | journalist'],
  ['MC: Lindiwe Dube', 'moderator: Lindiwe Dube'],
  [
    'Facilitator: Hélène Marchal, Coordinator, CSIPDHR',
    'facilitator: Hélène Marchal | Coordinator | CSIPDHR',
  ],
  ['Chair: Mr. Andrés Robledo, Mayor of Soria', 'chair: Andrés Robledo | Mayor of Soria'],
  ['Co-chairs: Anna Berg and Tomás Rey', 'chair: Anna Berg', 'chair: Tomás Rey'],
  [
    'Session chair: Prof. Wei Zhang (University of Lomé)',
    'chair: Wei Zhang | University of Lomé'.replace(' | ', ' |  | '),
  ],
  ['Rapporteur: Grace Adeyemi, Policy Officer', 'rapporteur: Grace Adeyemi | Policy Officer'],
  ['Discussants: Ivo Petrov; Mira Klein', 'discussant: Ivo Petrov', 'discussant: Mira Klein'],
  [
    'Speakers: Ana Coelho (Porto), Li Wen (Xiamen)',
    'speaker: Ana Coelho |  | Porto',
    'speaker: Li Wen |  | Xiamen',
  ],
  [
    'Speakers: Ana Coelho, Li Wen and Omar Haddad',
    'speaker: Ana Coelho',
    'speaker: Li Wen',
    'speaker: Omar Haddad',
  ],
  [
    'Panelists: Hon. Renee Walters (Atlanta, GA), Hon. Grace Lim (Boston, MA)',
    'panellist: Renee Walters |  | Atlanta, GA',
    'panellist: Grace Lim |  | Boston, MA',
  ],
  [
    'Panel: Ms. Siti Rahmat, Executive Director, Habitat; Mr. Colin Frost, Mayor of Kitchener',
    'panellist: Siti Rahmat | Executive Director | Habitat',
    'panellist: Colin Frost | Mayor of Kitchener',
  ],
  [
    'Keynote speaker: H.E. Dr. Amina al-Sayed, Minister of Housing',
    'keynote: Amina al-Sayed | Minister of Housing',
  ],
  ['Keynote by Dr. Anil Mehra', 'keynote: Anil Mehra'],
  ['Welcome remarks by Mayor Pedro Salas', 'host: Pedro Salas | Mayor'],
  ['Opening remarks: Ms. Zanele Nkosi, Mayor of Durban', 'opening: Zanele Nkosi | Mayor of Durban'],
  [
    'Closing remarks by Ludwig van der Meer, President of the Network',
    'closing: Ludwig van der Meer | President of the Network',
  ],
  ['Speaker: Maria dos Santos (tbc)', '!speaker: Maria dos Santos'],
  ['Hon. Marcus Hale, Mayor, Kansas City, MO', 'speaker: Marcus Hale | Mayor | Kansas City, MO'],
  ['Speaker: Jane Doe, Lake Shore County', 'speaker: Jane Doe |  | Lake Shore County'],
  ['Duarte Sampaio, Mayor of Lisbon', 'speaker: Duarte Sampaio | Mayor of Lisbon'],
  [
    'Moderator: Paula Stone, National League of Cities',
    'moderator: Paula Stone |  | National League of Cities',
  ],
  ['Moderator: JEAN-PIERRE DUVAL', 'moderator: JEAN-PIERRE DUVAL'],
  ['Speaker: 王小明', 'speaker: 王小明'],
  ['Speaker: محمد الأمين', 'speaker: محمد الأمين'],
  ['Speaker: Иван Петров', 'speaker: Иван Петров'],
  ['Speaker: 联合国人类住区规划署', '?speaker: 联合国人类住区规划署'],
  ['Speaker: 王小明, 武汉市副市长', 'speaker: 王小明 | 武汉市副市长'],
  ['Speaker: 王小明（武汉市副市长）', 'speaker: 王小明 | 武汉市副市长'],
  ['Speakers: 王小明、李华', 'speaker: 王小明', 'speaker: 李华'],
  [
    'Speakers: 王小明，武汉市副市长；山田花子、横浜市長',
    'speaker: 王小明 | 武汉市副市长',
    'speaker: 山田花子 | 横浜市長',
  ],
  ['Speaker: 김서연, 부산광역시 시장', 'speaker: 김서연 | 부산광역시 시장'],
  ['Speaker: محمد علي الخطيب، عمدة مدينة الإسكندرية', 'speaker: محمد علي الخطيب | عمدة مدينة الإسكندرية'],
  ['Speakers: محمد الأمين، ليلى حداد', 'speaker: محمد الأمين', 'speaker: ليلى حداد'],
  [
    'Speakers: ليلى حداد، نائب رئيس البلدية؛ محمد الأمين',
    'speaker: ليلى حداد | نائب رئيس البلدية',
    'speaker: محمد الأمين',
  ],
  ['Moderator: דנה לוי, ראשת העיר', 'moderator: דנה לוי | ראשת העיר'],
  [
    'Speaker: Siobhán O’Neill – Director, Harbour Trust',
    'speaker: Siobhán O’Neill | Director | Harbour Trust',
  ],
  [
    'Moderator: Ana Ruiz. Speakers: Joe Black; Kim Lee',
    'moderator: Ana Ruiz',
    'speaker: Joe Black',
    'speaker: Kim Lee',
  ],
  ['Host: City of Valparaíso', ...([] as string[])],
  ['Moderator: National League of Cities', '?moderator: National League of Cities'],
  ['Moderator: Ms. Velez', '?moderator: Velez'],
  // Français
  ['Animée par Claire Duval, journaliste', 'moderator: Claire Duval | journaliste'],
  ['Débat animé par Luc Roy et Zoé Marin', 'moderator: Luc Roy', 'moderator: Zoé Marin'],
  [
    'Modératrice : Mme Fatou Ndao, Maire de Saint-Louis (Sénégal)',
    'moderator: Fatou Ndao | Maire de Saint-Louis (Sénégal)',
  ],
  [
    'Modération : Jean Petitjean, directeur de Cités Unies',
    'moderator: Jean Petitjean | directeur de Cités Unies',
  ],
  [
    'Jean-Marc Petitot, Vice-président de la Région Pays de la Loire, en charge de l’international',
    'speaker: Jean-Marc Petitot | Vice-président de la Région Pays de la Loire, en charge de l’international',
  ],
  [
    'Intervenants : M. Paul Lemoine (Ville de Lyon) ; Mme Inès Garnier (Métropole de Nantes)',
    'speaker: Paul Lemoine |  | Ville de Lyon',
    'speaker: Inès Garnier |  | Métropole de Nantes',
  ],
  [
    'Intervenant·e·s : Karim Alami, Awa Diallo et Léa Caron',
    'speaker: Karim Alami',
    'speaker: Awa Diallo',
    'speaker: Léa Caron',
  ],
  ['Présidence de séance : Mme Odile Brun, adjointe au maire', 'chair: Odile Brun | adjointe au maire'],
  ['Sous la présidence de Benoît Garel, Maire de Bordeaux', 'chair: Benoît Garel | Maire de Bordeaux'],
  ['Rapporteure : Nadia Belkacem', 'rapporteur: Nadia Belkacem'],
  ['Grand témoin : Éric Vasseur, économiste', 'discussant: Éric Vasseur | économiste'],
  ['En présence de S.E. M. Aliou Sarr, ministre de la Ville', 'panellist: Aliou Sarr | ministre de la Ville'],
  ['Mot d’accueil par Claire Vasseur, Maire de Nantes', 'host: Claire Vasseur | Maire de Nantes'],
  ['Clôture par Benoît Garnier, Maire de Bordeaux', 'closing: Benoît Garnier | Maire de Bordeaux'],
  ['Intervenante : Sophie d’Alembert (sous réserve)', '!speaker: Sophie d’Alembert'],
  ['Facilitateur : Yann Le Goff', 'facilitator: Yann Le Goff'],
  // Español
  ['Modera: Dña. Carmen Ortiz, alcaldesa de Getafe', 'moderator: Carmen Ortiz | alcaldesa de Getafe'],
  ['Moderador: Luis Gómez de la Torre', 'moderator: Luis Gómez de la Torre'],
  ['Moderado por Elena Ríos, periodista', 'moderator: Elena Ríos | periodista'],
  [
    'Ponentes: Juan Pérez, alcalde de Soria; Rosa Vidal, concejala de Cultura',
    'speaker: Juan Pérez | alcalde de Soria',
    'speaker: Rosa Vidal | concejala de Cultura',
  ],
  ['Intervienen: Marta Solís y Pablo Ferrer', 'speaker: Marta Solís', 'speaker: Pablo Ferrer'],
  ['A cargo de la Dra. Lucía Mena', 'speaker: Lucía Mena'],
  [
    'Panelistas: Sr. Hugo Lara (Quito); Sra. Inés Prado (Lima)',
    'panellist: Hugo Lara |  | Quito',
    'panellist: Inés Prado |  | Lima',
  ],
  [
    'Preside: Excmo. Sr. Íñigo Arrieta, Presidente de la Diputación',
    'chair: Íñigo Arrieta | Presidente de la Diputación',
  ],
  ['Relatora: Noelia Campos (por confirmar)', '!rapporteur: Noelia Campos'],
  [
    'Palabras de bienvenida a cargo de Sofía Núñez, intendenta de Rosario',
    'host: Sofía Núñez | intendenta de Rosario',
  ],
  ['Clausura a cargo de Andrés Molina, secretario general', 'closing: Andrés Molina | secretario general'],
  ['Facilita: Teresa Blanco', 'facilitator: Teresa Blanco'],
  ['Comenta: Raúl Ibarra, profesor', 'discussant: Raúl Ibarra | profesor'],
  ['Présidence : Philippe Clos', 'chair: Philippe Clos'],
  ['Clausura: Elena Sanchis, alcaldesa de Valencia', 'closing: Elena Sanchis | alcaldesa de Valencia'],
  ['Avec : François Le Bris, maire de Brest', 'speaker: François Le Bris | maire de Brest'],
  // No people
  ['Ana Ruiz, Mayor of Soria, will open the day.'],
  ['Luc Roy, maire de Tulle, ouvrira la journée'],
  ['Clausura: Rosario Canta', '?closing: Rosario Canta'],
  ['Conclusions par le Président'],
  ['Panel: Housing First, Five Years On'],
  ['Keynote: The Future of Cities'],
  ['San José, Costa Rica'],
  ['Kuala Lumpur'],
  ['Moderator: to be announced'],
  ['Intervenants : à confirmer'],
  ['Ponentes: por confirmar'],
  ['Climate Resilience'],
  ['Amara Veldt'],
  ['The mayor of Durban opens the session.'],
  ['Presenta los resultados del informe'],
  ['Cities Are Listening'],
  ['Questions and answers'],
  ['Opening: Localizing the Goals'],
  ['Animation : danse et musique'],
  ['What can Mayors do?'],
  ['Speakers: three mayors from the network'],
  ['Restitution des ateliers et questions-réponses'],
  ['Participan las ciudades de la red'],
  ['A meeting hosted by the city'],
  ['Table ronde : Villes, Territoires et Culture'],
]

describe('people in a line', () => {
  it.each(lines)('%s', (text, ...expected) => {
    expect(told(text)).toEqual(expected)
  })
})

describe('people in the title of a session', () => {
  const inTitle = (title: string) => [peopleInTitle(title).rest, ...told(title, peopleInTitle)]
  it.each<[string, ...string[]]>([
    [
      'Mot d’accueil par Claire Vasseur, Maire de Nantes',
      'Mot d’accueil',
      'host: Claire Vasseur | Maire de Nantes',
    ],
    ['Working Lunch with Keynote by Dr. Anil Mehra', 'Working Lunch with Keynote', 'keynote: Anil Mehra'],
    ['Debate moderado por Elena Ríos, periodista', 'Debate', 'moderator: Elena Ríos | periodista'],
    [
      'Keynote: Dr. Olga Brandt, Director of Studies',
      'Keynote',
      'keynote: Olga Brandt | Director of Studies',
    ],
    ['Moderated by John Okafor', 'Moderated by John Okafor'],
    ['Panel: Housing First, Five Years On', 'Panel: Housing First, Five Years On'],
    ['Speakers: Corner Stories', 'Speakers: Corner Stories'],
    ['A tour led by bicycle', 'A tour led by bicycle'],
  ])('%s', (title, ...expected) => {
    expect(inTitle(title)).toEqual(expected)
  })
})

it('a text that goes on and on is prose, and takes no time', () => {
  for (const piece of ['Ana Ruiz, ', 'moderated by ', 'Speakers: ', '((', 'a | '])
    expect(told(piece.repeat(20_000))).toEqual([])
})

it('a line of a list may say another role of its own', () => {
  expect(
    peopleIn('Ana Ruiz\nRapporteur: Luis Paz, Mayor of Soria', 'speaker').people.map(({ role, name }) => [
      role,
      name,
    ]),
  ).toEqual([
    ['speaker', 'Ana Ruiz'],
    ['rapporteur', 'Luis Paz'],
  ])
})
