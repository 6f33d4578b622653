import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dateOfDay, proposedFields } from '#studio/importer/edition-fields.ts'
import { parse } from '#studio/importer/parse.ts'
import type { Plan, PlannedItem, SourceLine } from '#studio/importer/plan.ts'
import { missingIn, proposedMapping, sessionTableIn } from '#studio/importer/sheets/session-table.ts'
import { separatorIn, sourceLines } from '#studio/importer/source-lines.ts'

/**
 * Programmes in the ways in which cities write them, that the importer was not made for. For each: the edition
 * (`=`), its sessions and breaks, the text of these (`¶`), what the editor is asked (`?`) and told (`!`), and the
 * numbers of the lines that were not understood (`left`).
 */
const programmes: Readonly<Record<string, string>> = {
  'acte-ajuntament.txt': `
= AJUNTAMENT DE VALLFERRERA / AYUNTAMIENTO DE VALLFERRERA · Saló de Cent, Casa de la Vila · 2027-10-21
2027-10-21 09:30–~10:00 (Acreditacions / Acreditaciones)
2027-10-21 10:00–~10:20 Benvinguda / Bienvenida | speaker Montserrat Puigdellívol, alcaldessa de Vallferrera
2027-10-21 10:20–~11:45 Taula rodona: Els noms dels carrers / Mesa redonda: Los nombres de las calles | moderator Jordi Casamitjana, periodista
¶ Hi participen: Rosa Vidiella (historiadora), Iñaki Olabarri (Universidad del Norte)
2027-10-21 11:45–~12:15 (Pausa cafè / Pausa café)
2027-10-21 12:15–~14:00 Visita guiada a l'antiga presó (places limitades)
2027-10-21 14:00–? Cloenda i dinar / Clausura y comida
! dayTitle 3
! maybeBreak 6
! noEnd 14
left 2 16`,
  'agenda-durations.txt': `
= Workshop agenda: Peer learning on municipal archives · 2027-03-03
! noProgramme
! dayTitle 2
left 4 5 6 7 8`,
  'ballroom-tabs.txt': `
=
no date 09:00–09:30 Welcome | @Ballroom | speaker Nadia Pereyra
no date 09:30–10:45 Housing first | @Ballroom | speaker Owen Castellane | speaker Mei-Ling Zhao
no date 10:45–11:00 (Break)
no date 11:00–12:30 Water futures | @Salon B
¶ Speakers: TBC
no date 12:30–13:30 (Lunch) | @Terrace
no date 13:30–14:15 Closing | @Ballroom | speaker Nadia Pereyra
! toConfirm 5
! breakMore 6`,
  'conference-two-tracks.csv': `
= 2027-10-04
2027-10-04 07:30–08:30 (Registration & Continental Breakfast) | @Prefunction East
2027-10-04 08:30–09:45 Opening Keynote: Cities After Dark | in General | @Grand Ballroom | speaker Keisha Marlowe, Mayor, [City of Pinehurst]
2027-10-04 10:00–11:15 Zoning Without Tears | in Track A - Housing | @Magnolia | speaker Bill Prather | speaker Xiomara Deleón
2027-10-04 10:00–11:15 Curb Wars | in Track B - Mobility | @Juniper
¶ Presenter(s): TBD
2027-10-04 11:15–12:45 (Lunch (on your own))
2027-10-04 12:45–14:00 Land Trusts 101 | in Track A - Housing | @Magnolia | speaker Priscilla Nakai
2027-10-04 12:45–14:00 Microtransit Lab | in Track B - Mobility | @Juniper | speaker Doug Hathaway
2027-10-04 17:30–19:00 (Welcome Reception) | @Rooftop Terrace
2027-10-15 08:00–09:00 POSTPONED: Awards Breakfast | in General | @Grand Ballroom
2027-10-05 09:15–10:45 Renters' Rights Roundup | in Track A - Housing | @Magnolia | speaker S. O'Malley
2027-10-05 12:00–12:15 Closing Remarks | in General | @Grand Ballroom | speaker Keisha Marlowe, Mayor, [City of Pinehurst]
? 11 speaker: Ana María Ib??ez
! maybeBreak 2
! breakMore 2
! toConfirm 5
! maybeBreak 6
! breakMore 9
! postponed 10
! lostLetters 11`,
  'correo-alcaldia.txt': `
= Teatro Municipal · 2027-04-22
2027-04-22 08:30–09:00 (Acreditación)
2027-04-22 09:00–09:30 Palabras de bienvenida, a cargo de la alcaldesa Eulalia Montiel
2027-04-22 09:30–10:45 Panel «Cuidar la ciudad» | moderator Baltasar Iriarte | panellist Yolanda Quispe, [Municipalidad de Sumaj] | panellist João Peixoto
2027-04-22 10:45–11:15 (Pausa café)
2027-04-22 11:15–12:30 Taller de presupuesto participativo
2027-04-22 12:30–? (Almuerzo)
! noEnd 18
left 1 2 4 6 20 21`,
  'courriel-mairie.txt': `
= Hôtel de ville, salle des mariages · 2027-03-18
2027-03-18 08:30–09:00 (Accueil café)
2027-03-18 09:00–09:15 Mot de bienvenue | host Odile Ferrand, maire d'Aubrac
2027-03-18 09:15–10:30 Table ronde « L'eau, bien commun » | moderator Thibault Le Goff | speaker Aïssatou Camara, [Ville de Kindia] | speaker Jean-Loup Mercadier
2027-03-18 10:30–10:45 (Pause)
2027-03-18 10:45–12:00 Atelier : cartographier les fontaines
2027-03-18 12:00–13:30 (Déjeuner)
left 1 2 4 6 19 20`,
  'deux-journees.md': `
= Rencontres des villes moyennes · 2027-10-04
2027-10-04 09:00–09:30 (Accueil des participant·e·s)
2027-10-04 09:30–10:45 Plénière d'ouverture | @Grand Amphi | chair Gaspard Nuñez-Lorrain
2027-10-04 11:00–12:30 Atelier 1 : Le commerce de centre-ville (salle Bleue) – Animation : Maëlle Kervadec
2027-10-04 11:00–12:30 Atelier 2 : La forêt en ville (salle Verte) – Animation : Ousmane Sarr
2027-10-04 12:30–14:00 (Déjeuner)
2027-10-05 09:00–10:30 Visite de la médiathèque
2027-10-05 10:30–11:00 Clôture | @Grand Amphi
! overlap 9`,
  'doce-horas.txt': `
= 2027-09-11
2027-09-11 08:00–08:45 (Registro de participantes)
2027-09-11 09:00–10:30 Conversatorio: Volver al centro | moderator Abelardo Cienfuegos | panellist Itzel Canul | panellist Donato Reséndiz
2027-09-11 10:30–11:00 (Receso)
2027-09-11 11:00–12:30 Recorrido por el mercado
2027-09-11 12:30–14:00 (Comida)
2027-09-11 20:00–00:30 Verbena popular (Plaza Mayor)`,
  'dos-dias.md': `
= Foro de ciudades intermedias · 2027-11-08
2027-11-08 09:00–09:45 Inauguración. Salón de Actos
2027-11-08 10:00–11:30 Mesa redonda: Vivienda y barrio. Sala Norte | moderator Ximena Barrientos | speaker Facundo Etcheverry | speaker Marie-Claude Tremblay
2027-11-08 11:30–12:00 (Pausa)
2027-11-08 21:00–00:30 (Cena de bienvenida. Restaurante La Noria)
2027-11-09 09:30–11:00 Taller A: Huertos escolares. Sala Norte
2027-11-09 09:30–11:00 Taller B: Agua segura. Sala Sur
2027-11-09 11:00–11:30 Clausura. Salón de Actos
! maybeBreak 10
! overlap 15`,
  'duraciones.txt': `
= Taller de redacción clara · 2027-03-17
! noProgramme
! dayTitle 2
left 4 5 6 7 8`,
  'durees.txt': `
= 2027-06-09
! noProgramme
! dayTitle 1
left 3 5 6 7 8 9`,
  'harbour-mail.txt': `
= Guildhall, Portmere · 2027-05-14
2027-05-14 08:30–09:00 (Registration and coffee)
2027-05-14 09:00–09:20 Welcome | host Dorothea Vance, Leader of Portmere Council
2027-05-14 09:20–10:30 Keynote: Living with the tide (Prof. Anselm Okoro-Reyes)
2027-05-14 10:30–10:45 (Coffee break)
2027-05-14 10:45–12:15 Panel: Who pays for the sea wall? | moderator Tamsin Whitlock | panellist Ravi Somasundaram, Treasurer, [Portmere] | panellist Lene Brandt
2027-05-14 12:15–01:30 (Lunch)
2027-05-14 01:30–03:00 Site visit to the harbour
2027-05-14 03:00–03:15 Closing remarks
! reversed 18
! outOfOrder 19
left 1 2 3 5 7 22 23 24`,
  'horaires.txt': `
=
no date 09:00–09:30 (Accueil) | @Foyer
no date 09:30–10:15 Ouverture officielle | @Salle plénière | speaker Anatole Brissac, président de la métropole
no date 10:15–11:45 L’école dans la rue | @Salle plénière | speaker Rokia Traoré-Petit | speaker Félicien Aubert
no date 11:45–12:00 (Pause) | @Foyer
no date 12:00–13:00 Restitution | @Salle plénière
¶ Intervenants: à confirmer
! breakMore 2
! breakMore 5
! toConfirm 6`,
  'husos.txt': `
= Seminario virtual «Ciudades y migración» · 2027-11-23
2027-11-23 10:00–~10:15 Apertura: Úrsula Benavides, red de ciudades
2027-11-23 10:15–~11:15 Experiencias: Gualberto Titos y María del Mar Pons
2027-11-23 11:15–11:45 Preguntas
left 9`,
  'letter-no-dates.txt': `
=
no date 09:00–~09:30 (Arrival, tea)
no date 09:30–~10:00 Opening by the Deputy Mayor, Ms Constance Abara
no date 10:00–~11:30 Round table: small towns, big ideas
¶ With Pavel Hrdlicka (Town of Jezero) and Mairead Lynch (County Clare)
no date 11:30–~11:45 (Tea break)
no date 11:45–~13:00 Group work in three rooms
no date 13:00–? End of the meeting, lunch
! noEnd 11
left 1 3 13 14`,
  'mail-word-table.txt': `
= 2027-06-17
2027-06-17 08:45–~09:15 Doors open, tea | @Foyer
2027-06-17 09:15–~09:30 Welcome | @Main Hall | speaker Beatrix Oyelaran, [Leyton Council]
2027-06-17 09:30–10:30 Panel: Who pays for leaks? | @Main Hall | moderator Ffion Prys | speaker Hugo Lindgren, Director, [Vattenbyrån] | speaker Ama Serwaa, Mayor of Kwaba
2027-06-17 10:30–~10:50 (Break)
2027-06-17 10:50–12:00 Workshop 1: Meters at home | @Room 4 | speaker Tomasz Wilk
2027-06-17 10:50–12:00 Workshop 2: Rivers in law | @Room 5
¶ Who: tbc
2027-06-17 12:00–~13:00 (Lunch) | @Canteen
2027-06-17 13:00–? Site visit POSTPONED to Friday
2027-06-17 13:00–13:45 Wrap-up and thanks | @Main Hall | speaker Beatrix Oyelaran, [Leyton Council]
! dayTitle 5
! toConfirm 13
! breakMore 14
! struckOut 15
! postponed 15
! noEnd 15
left 1 3 18 19 21`,
  'notes-with-typos.txt': `
= 2027-09-09
2027-09-09 09:00–~09:30 coffe + badges
2027-09-09 09:30–~10:45 welcom by the Mayor
¶ 945 presentations (10 min each)
¶ Kofi (water)
¶ Ines + Raul -> new bus map
2027-09-09 10:45–11:00 brake
2027-09-09 11:00–12:15 wokshop in small groups, rm 2 & 3
2027-09-09 12:15–~13:30 (lunch!!!)
2027-09-09 13:30–~15:00 walk to the river (if no rain)
2027-09-09 15:00–16:00 feedback round
! dayTitle 1
! maybeTime 4
! aboutTime 11
! aboutTime 12`,
  'ordre-arabe-francais.txt': `
= بلدية تامسنا – Commune de Tamesna · 2027-09-18
2027-09-18 09:00–09:30 (استقبال المشاركين / Accueil des participants)
2027-09-18 09:30–10:00 الجلسة الافتتاحية / Séance d'ouverture | speaker Driss El Ouafi, président du conseil communal
2027-09-18 10:00–11:15 الجلسة الأولى: تدبير الموارد / Première séance : gérer la ressource | moderator Salma Bennis, ingénieure | speaker Hicham Tazi, [Agence du bassin] | speaker Claire Aubertin, [Ville de Morvane]
2027-09-18 11:15–11:45 (استراحة شاي / Pause thé)
2027-09-18 11:45–13:00 الجلسة الثانية: العدالة المائية / Deuxième séance : justice hydrique
2027-09-18 13:00–~15:00 (غداء / Déjeuner)
2027-09-18 15:00–16:30 REPORTÉ : ورشة الشباب / Atelier jeunes
2027-09-18 16:30–? الاختتام / Clôture
! dayTitle 3
! postponed 15
! noEnd 16
left 2 4`,
  'paralelas.txt': `
= Jornadas de aprendizaje · 2027-05-03
2027-05-03 09:30–~10:30 Inauguración | @Auditorio | speaker Amparo Gisbert, consejera de Presidencia
2027-05-03 10:30–~12:00 Sesión 1. Turismo y vecindad | @Sala 1 | chair Eneko Urrutia
2027-05-03 10:30–~12:00 Sesión 2. Mercados de barrio | @Sala 2 | chair Montserrat Puigdomènech
2027-05-03 12:00–? (Descanso)
2027-05-04 09:30–~13:30 Visita técnica al tranvía
¶ Cocheras
2027-05-04 13:30–? (Comida)
¶ Por determinar
2027-05-05 10:00–~11:00 Conclusiones | @Auditorio
2027-05-05 11:00–? Clausura | @Auditorio
! noEnd 8
! noEnd 12
! breakMore 12
! noEnd 16`,
  'parallel.txt': `
= LEARNING FORUM – DRAFT v3 (TBC) · 2027-10-20
2027-10-20 09:00–09:45 Plenary: The city we share | @Hall 1 | speaker Zanele Mokoena, Governor | speaker Αλέξανδρος Παππάς, Mayor of Limni
2027-10-20 10:00–11:30 Care in the neighbourhood | @Hall 1 | chair Beatriz Quental
2027-10-20 10:00–11:30 Energy cooperatives | @Hall 2 | chair 田中 美咲
2027-10-20 10:00–11:30 Night mobility | @Hall 3
¶ Chair: TBC
2027-10-20 11:30–12:00 (Networking break)
2027-10-20 12:00–13:00 Plenary: Reporting back | @Hall 1
! toConfirm 14`,
  'parallele.txt': `
= 2027-11-24
2027-11-24 09:00–10:00 Plénière – Mots d'ouverture | @Auditorium | speaker Apolline Guérin, adjointe au maire | speaker 陈伟, maire de Nanhu
2027-11-24 10:15–11:30 Atelier – Budget et genre | @Salle A
2027-11-24 10:15–11:30 Atelier – Déchets zéro | @Salle B
2027-11-24 11:30–12:00 (Pause)
2027-11-25 09:30–11:00 Atelier – Réseaux de chaleur | @Salle A
2027-11-25 11:00–11:30 Plénière – Conclusions | @Auditorium`,
  'pipe-table.md': `
= 2027-06-04
2027-06-04 09:00–09:30 (Check-in) | @Atrium
2027-06-04 09:30–11:00 Youth councils that decide | @Forum Room | moderator Elif Karaca | speaker Sione Taufa | speaker Brigid Moran
2027-06-04 11:00–11:15 (Break) | @Atrium
2027-06-04 11:15–12:45 Open data clinic | @Lab 3 | facilitator Ngozi Eze
2027-06-04 12:45–14:00 (Lunch) | @Canteen
! breakMore 5
! breakMore 7
! breakMore 9`,
  'planilla.csv': `
? order
= 2027-07-05
2027-07-05 09:00–10:00 Apertura | @Aula 1 | speaker Nicanor Villalba | es
2027-07-05 10:00–11:30 Ciudades que cuidan | @Aula 1 | moderator Ivonne Arancibia | speaker Tomás Echagüe | speaker Saoirse Kelly | es en
2027-07-05 11:30–12:00 (Receso)
2027-07-06 09:00–10:30 Ríos urbanos | @Aula 2 | speaker Rigoberta Xol | es
¶ moderador/a: Por confirmar`,
  'sans-date.txt': `
=
no date 14:00–~14:10 Ouverture de la séance par le président, M. Hippolyte Vasseur
no date 14:10–~14:20 Approbation du compte rendu
no date 14:20–~15:00 Présentation du budget participatif (Mme Noémie Tallec)
no date 15:00–~15:45 Échanges avec la salle
no date 15:45–16:00 Questions diverses`,
  'sin-fecha.txt': `
=
no date 10:00–~10:15 Bienvenida – Prof. Leocadia Rubín
no date 10:15–~10:30 Lectura del acta anterior
no date 10:30–~11:15 Informe de la comisión de movilidad – Ing. Saturnino Paz
no date 11:15–~11:30 (Café)
no date 11:30–12:00 Varios`,
  'soiree.txt': `
= 2027-01-30
2027-01-30 19:00–~19:30 ouverture des portes
2027-01-30 19:30–20:45 La ville la nuit, avec Sidonie Marchal et Lamine Kouyaté (Grande scène)
2027-01-30 21:00–22:15 Dialogue : Qui veille sur nous ? (Petite scène)
2027-01-30 22:30–23:45 Concert (Grande scène)
2027-01-30 23:45–01:00 Bal (Grande scène)
¶ Interprétation simultanée français / anglais sur la Grande scène
! dayTitle 1`,
  'tabla.md': `
= 2027-05-28
2027-05-28 09:00–09:30 (Recepción) | @Patio
¶ Equipo municipal
2027-05-28 09:30–11:00 Plazas para jugar | @Salón Azul | speaker Delfina Oyarzún
2027-05-28 11:00–11:15 (Pausa) | @Patio
2027-05-28 11:15–12:45 Escuelas abiertas | @Salón Rojo | moderator Crisanto Ayala | speaker Mirta Basualdo | speaker Wiremu Tāmati
! breakMore 5
! breakMore 7`,
  'tableau.md': `
= 2027-07-02
2027-07-02 09:00–~09:30 (Accueil) | @Hall
2027-07-02 09:30–10:45 Patrimoine et climat | @Salle Rivière | fr en
2027-07-02 11:00–12:30 Marchés publics responsables | @Salle Colline | fr es
2027-07-02 12:30–? (Déjeuner libre)
! breakMore 5
! noEnd 8`,
  'tableur.csv': `
= 2027-04-12
2027-04-12 09:00–09:30 Ouverture | @Auditorium | speaker Capucine Delorme | fr
2027-04-12 09:30–11:00 Se loger, se chauffer | @Auditorium | moderator Bérénice Roux | speaker Idriss Benhaddou | speaker Flore Vasseur-Petit | fr en
2027-04-12 11:00–11:20 (Pause café) | @Hall
2027-04-13 09:00–10:30 Mobilités du soir | @Salle 3 | speaker Mamadou Barry | fr
¶ Modérateur: À confirmer
2027-04-13 20:00–00:30 Soirée festive | @Péniche
! breakMore 4`,
  'tabulado.txt': `
=
no date 09:00–09:30 (Registro) | @Vestíbulo
no date 09:30–10:30 Conferencia: Ciudad y memoria | @Sala Mayor | speaker Genoveva Llorente
no date 10:30–11:00 (Café) | @Vestíbulo
no date 11:00–12:30 Diálogo de alcaldesas | @Sala Mayor
¶ Por confirmar
no date 12:30–14:00 (Almuerzo) | @Comedor
! breakMore 2
! breakMore 4
! breakMore 6`,
  'teams-invitation.txt': `
= 2027-06-23
2027-06-23 14:00–~14:10 Ouverture – Mme la Maire Solène Kerguelen
2027-06-23 14:10–~14:15 Approbation du compte rendu du 12 mai 2027
2027-06-23 14:15–~15:00 Budget participatif : bilan (rapporteur : M. Aurélien Dufresnoy)
2027-06-23 15:00–~15:15 (Pause)
2027-06-23 15:15–17:30 Questions diverses
left 1 2 3 4 6 17 18 19 20 21 22 23`,
  'time-zones.txt': `
= WEBINAR SERIES: LOCAL FINANCE ACROSS THE ATLANTIC · 2027-10-14
2027-10-14 09:00–~09:15 Welcome and introductions
¶ Speaker: Lucretia Mbeki-Hall, City Treasurer
2027-10-14 09:15–~10:00 Bonds without tears | speaker Florian Achterberg
2027-10-14 10:00–10:30 Questions and answers
? 6 speaker: Lucretia Mbeki-Hall, City Treasurer
left 12`,
  'tracks.csv': `
= 2027-06-21
2027-06-21 09:00–10:00 Opening plenary | @Aula Magna | chair Ingrid Solheim | speaker Kwabena Asante | speaker Rosalind Peake | en
2027-06-21 10:30–12:00 Cool roofs | in Climate | @Room 101 | chair Yusuf Demirci | speaker Hana Novotná | en fr
2027-06-21 10:30–12:00 Libraries at night | in Culture | @Room 102 | chair Clémence Aubry | speaker Tadhg Ó Briain | speaker Lucía Ferrer | en es
2027-06-21 12:00–13:30 (Lunch) | @Foyer
2027-06-22 09:00–10:30 Rain, gardens and roads | in Climate | @Room 101 | speaker Hana Novotná | en
¶ Chair: TBC
! beforeParts 2
! breakMore 5
! toConfirm 6`,
  'two-days.md': `
= Cities in Dialogue — Programme · Kestrel Conference Centre · 2027-09-07
2027-09-07 09:00–09:30 (Registration)
2027-09-07 09:30–10:00 Opening ceremony | @Plenary Hall | speaker Halvard Lindqvist, Mayor, [City of Ostervik]
2027-09-07 10:00–11:15 Data for everyone | @Room 2A | moderator Priya Nambiar | speaker Joost van der Meulen | speaker Amara Diallo
2027-09-07 11:15–11:30 (Coffee)
2027-09-07 19:30–00:30 (Gala dinner — Boathouse)
2027-09-08 09:00–10:30 Budgeting with residents | @Room 2A
2027-09-08 09:00–10:30 Streets for children | @Room 2B
2027-09-08 10:30–11:00 Wrap-up | @Plenary Hall
! maybeBreak 14`,
  'us-month.csv': `
= 2027-11-15
2027-11-15 08:00–09:00 (Registration) | @Lobby
2027-11-15 09:00–09:30 Mayor's welcome | @Room A
2027-11-15 09:30–11:00 Transit for all | @Room A
2027-11-15 22:00–00:30 Night walk | @Riverfront
2027-11-16 08:00–09:30 (Farewell breakfast) | @Lobby
! breakMore 2
! breakMore 6`,
  'webinaire.txt': `
= Webinaire – Les finances locales en pratique · Europe/Paris · 2027-02-16
! noProgramme
! dayTitle 3
left 4 6 7 8 9 11`,
}

const folder = new URL('../../cases/programmes/others/', import.meta.url)

test.each(Object.entries(programmes))('%s', (name, expected) => {
  const text = readFileSync(new URL(name, folder), 'utf8')
  expect(imported(name, text).join('\n')).toBe(expected.trim())
})

test('every programme of the folder is here', () => {
  expect(Object.keys(programmes).toSorted()).toEqual(readdirSync(folder).toSorted())
})

/** A plan as the import of a file or of pasted text first shows it, in lines. */
function imported(name: string, text: string): readonly string[] {
  if (!name.endsWith('.csv')) return shown(parse(sourceLines(text)))
  const { mapping, missing } = columnsOf(sourceLines(text, separatorIn(text)))
  const plan = parse(sourceLines(text, separatorIn(text)), {
    mapping: missing === 'order' ? { ...mapping, order: 'dayFirst' } : mapping,
  })
  return [...(missing === undefined ? [] : [`? ${missing}`]), ...shown(plan)]
}

function columnsOf(lines: readonly SourceLine[]) {
  const table = sessionTableIn(lines)
  if (table === undefined) throw new Error('There is no table of sessions')
  const mapping = proposedMapping(table)
  return { mapping, missing: missingIn(table, mapping) }
}

function shown(plan: Plan): readonly string[] {
  const { title, city, country, venue, timeZone, firstDay } = proposedFields(plan, [])
  const edition = [title, city, country, venue, timeZone, firstDay].filter(Boolean)
  const prose = [
    ...plan.brief,
    ...plan.objectives,
    ...plan.outcomes,
    ...plan.strategy.flatMap((one) => one.text),
  ]
  const left = plan.lines.filter(({ became }) => became === 'notUnderstood').map(({ from }) => from)
  return [
    `= ${edition.join(' · ')}`.trim(),
    ...plan.items.flatMap((item) => shownItem(plan, item, firstDay)),
    ...prose.map(({ text }) => `prose ${text}`),
    ...plan.questions.map(({ line, facts }) => `? ${line} ${facts.role}: ${facts.name}`),
    ...plan.problems
      .filter(({ code }) => code !== 'noParts')
      .map(({ code, line }) => `! ${code}${line === undefined ? '' : ` ${line}`}`),
    ...(left.length > 0 ? [`left ${left.join(' ')}`] : []),
  ]
}

function shownItem(plan: Plan, item: PlannedItem, firstDay: string): readonly string[] {
  const people = item.contributions.map(({ person, role }) => {
    const { name, title, organisation } = plan.people.find(({ id }) => id === person) ?? { name: '' }
    return `${role} ${[name, title, organisation && `[${organisation}]`].filter(Boolean).join(', ')}`
  })
  const part = plan.parts.find(({ id }) => id === item.part)
  const more = [
    part?.isStated ? `in ${part.title}` : '',
    item.rooms.map((room) => `@${room}`).join(' '),
    ...people,
    item.spoken.join(' '),
    item.interpreted.length > 0 ? `→ ${item.interpreted.join(' ')}` : '',
  ].filter(Boolean)
  const title = item.kind === 'break' ? `(${item.title})` : item.title
  const date = dateOfDay(plan.days[item.day] ?? { written: '' }, firstDay) ?? 'no date'
  return [
    [`${date} ${item.start}–${item.isEndInferred ? '~' : ''}${item.end ?? '?'} ${title}`, ...more].join(
      ' | ',
    ),
    ...item.text.map(({ text }) => `¶ ${text}`),
  ]
}
