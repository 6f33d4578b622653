import type { Gapped } from '../write.ts'
import { w } from './congress-words.ts'

/** Biographies of some people, by their names. Two are in one language only, as editors often get them. */
export const biographies: Readonly<Record<string, Gapped<readonly string[]>>> = {
  'Leila Benhaddou': w(
    [
      'Leila Benhaddou has been mayor of Port Amara since 2023. Before that she ran the city’s water office for eleven years, through two droughts and one flood.',
      'She chairs the working group on water of the Alliance, and still answers the office’s emergency telephone one night a year.',
    ],
    [
      'Leila Benhaddou est maire de Port Amara depuis 2023. Auparavant, elle a dirigé pendant onze ans le service des eaux de la ville, au long de deux sécheresses et d’une inondation.',
      'Elle préside le groupe de travail sur l’eau de l’Alliance et répond encore, une nuit par an, au téléphone d’urgence du service.',
    ],
    [
      'Leila Benhaddou es alcaldesa de Port Amara desde 2023. Antes dirigió durante once años el servicio de aguas de la ciudad, a lo largo de dos sequías y una inundación.',
      'Preside el grupo de trabajo sobre el agua de la Alianza y todavía atiende, una noche al año, el teléfono de emergencias del servicio.',
    ],
  ),
  'Hine Parata': w(
    [
      'Hine Parata walks the Long River every month with children from the schools along it. Her maps of what they find hang in the council chamber.',
    ],
    [
      'Hine Parata parcourt chaque mois le Long River avec les enfants des écoles riveraines. Les cartes de leurs découvertes sont exposées dans la salle du conseil.',
    ],
    [
      'Hine Parata recorre cada mes el Long River con niñas y niños de las escuelas de la ribera. Los mapas de lo que encuentran cuelgan en el salón de plenos.',
    ],
  ),
  'Samir Chowdhury': w(
    [
      'Samir Chowdhury looks after nine hundred kilometres of pipes, and publishes every leak with its cost and the day on which it was closed.',
    ],
    [
      'Samir Chowdhury veille sur neuf cents kilomètres de conduites et publie chaque fuite, avec son coût et la date de sa réparation.',
    ],
    [
      'Samir Chowdhury está a cargo de novecientos kilómetros de tuberías y publica cada fuga, con su coste y el día en que se reparó.',
    ],
  ),
  'Camille Desrosiers': w(
    [
      'Camille Desrosiers brought three hundred empty flats back into use in four years, most of them by writing letters.',
    ],
    [
      'Camille Desrosiers a remis en location trois cents logements vacants en quatre ans, le plus souvent en écrivant des lettres.',
    ],
    [
      'Camille Desrosiers logró en cuatro años que trescientas viviendas vacías volvieran a habitarse, casi siempre a fuerza de escribir cartas.',
    ],
  ),
  'Aïcha Boukari': w(
    undefined,
    [
      'Aïcha Boukari est maire de Tchamba-Lac. Institutrice pendant vingt ans, elle tient chaque samedi une permanence sur le marché, sans rendez-vous.',
    ],
    undefined,
  ),
  'Marisol Cusi': w(undefined, undefined, [
    'Marisol Cusi organiza desde hace quince años las asambleas de vivienda de los barrios del sur. Dice que lo más difícil es que la reunión termine a su hora.',
  ]),
  'Fatoumata Keïta': w(
    [
      'Fatoumata Keïta has accompanied forty-two exchanges between cities. She keeps a list of what visitors forgot to ask.',
    ],
    [
      'Fatoumata Keïta a accompagné quarante-deux échanges entre villes. Elle tient la liste des questions que les visiteurs ont oublié de poser.',
    ],
    [
      'Fatoumata Keïta ha acompañado cuarenta y dos intercambios entre ciudades. Guarda una lista de lo que las visitas olvidaron preguntar.',
    ],
  ),
  'Mateo Quispe': w(
    [
      'Mateo Quispe teaches at the Mutual School of Municipalities, where every pupil gives one lesson before receiving a second one.',
    ],
    [
      'Mateo Quispe enseigne à l’École mutuelle des municipalités, où chaque élève donne une leçon avant d’en recevoir une deuxième.',
    ],
    [
      'Mateo Quispe enseña en la Escuela Mutua de Municipios, donde cada persona da una lección antes de recibir la segunda.',
    ],
  ),
  'Grace Achieng': w(
    [
      'Grace Achieng is a community nurse. Her team visits two thousand homes on Lake Shore, by bicycle where there is a road and by boat where there is none.',
    ],
    [
      'Grace Achieng est infirmière de proximité. Son équipe se rend dans deux mille foyers de Lake Shore, à vélo là où il y a une route, en barque là où il n’y en a pas.',
    ],
    [
      'Grace Achieng es enfermera comunitaria. Su equipo visita dos mil hogares de Lake Shore, en bicicleta donde hay camino y en barca donde no lo hay.',
    ],
  ),
  'Lindiwe Gumede': w(
    [
      'Lindiwe Gumede is mayor of Thabaneng, and the first to have published how many hours of unpaid care the city lives on.',
    ],
    [
      'Lindiwe Gumede est maire de Thabaneng. Elle est la première à avoir publié le nombre d’heures de soin non rémunéré dont vit sa ville.',
    ],
    [
      'Lindiwe Gumede es alcaldesa de Thabaneng y la primera en publicar de cuántas horas de cuidados no remunerados vive la ciudad.',
    ],
  ),
  'Rafael Teixeira': w(
    [
      'Rafael Teixeira is mayor of Vale Novo, which hosted the fifth forum. His budget fits on four pages, and he reads them aloud in the market hall.',
    ],
    [
      'Rafael Teixeira est maire de Vale Novo, qui a accueilli le cinquième forum. Son budget tient en quatre pages, qu’il lit à voix haute sous la halle du marché.',
    ],
    [
      'Rafael Teixeira es alcalde de Vale Novo, sede del quinto foro. Su presupuesto cabe en cuatro páginas, que lee en voz alta en el mercado.',
    ],
  ),
  'Đặng Thu Trang': w(
    [
      'Đặng Thu Trang lends small sums to groups of women who vouch for one another. Nine in ten loans have gone into kitchens and boats.',
    ],
    [
      'Đặng Thu Trang prête de petites sommes à des groupes de femmes qui se portent garantes les unes des autres. Neuf prêts sur dix ont financé des cuisines et des bateaux.',
    ],
    [
      'Đặng Thu Trang presta pequeñas sumas a grupos de mujeres que se avalan entre sí. Nueve de cada diez préstamos han servido para cocinas y barcas.',
    ],
  ),
  'Kateřina Dvořáčková': w(
    [
      'Kateřina Dvořáčková opened her library to night workers, and found that they borrow more poetry than anybody else.',
    ],
    [
      'Kateřina Dvořáčková a ouvert sa bibliothèque aux personnes qui travaillent la nuit, et découvert qu’elles empruntent plus de poésie que quiconque.',
    ],
    undefined,
  ),
  'Ximena Huarachi': w(
    [
      'Ximena Huarachi is curator of the Museum of Memory of Tola Alta, which has no permanent collection: families lend what is shown, for a year at a time.',
    ],
    [
      'Ximena Huarachi est conservatrice du musée de la Mémoire de Tola Alta, qui n’a pas de collection permanente : les familles prêtent ce qui est exposé, pour un an à la fois.',
    ],
    [
      'Ximena Huarachi es conservadora del Museo de la Memoria de Tola Alta, que no tiene colección permanente: las familias prestan lo que se expone, por un año cada vez.',
    ],
  ),
  '山本 葵': w(
    [
      'Yamamoto Aoi looks after the exchanges of Hinokawa with eleven cities on four continents, and writes a letter to each of them every season.',
    ],
    [
      'Yamamoto Aoi est chargée des échanges de Hinokawa avec onze villes de quatre continents, et écrit à chacune une lettre par saison.',
    ],
    [
      'Yamamoto Aoi se ocupa de los intercambios de Hinokawa con once ciudades de cuatro continentes, y a cada una le escribe una carta por estación.',
    ],
  ),
  'Tomás Ó Braonáin': w(
    [
      'Tomás Ó Braonáin has been collecting the sounds of harbours for thirty years: bells, cranes, and the words that pilots shout.',
    ],
    undefined,
    [
      'Tomás Ó Braonáin lleva treinta años reuniendo los sonidos de los puertos: campanas, grúas y lo que gritan los prácticos.',
    ],
  ),
}
