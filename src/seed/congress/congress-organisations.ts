import { type Gapped, line, same, written } from '../write.ts'
import type { PartKey } from './congress-places.ts'
import { congressId, slugFor, w } from './congress-words.ts'

/** The organisations that take part. All are invented; their web addresses lead nowhere. */

export const organisationTexts = {
  portAmara: of('water', w('City of Port Amara', 'Ville de Port Amara', 'Ciudad de Port Amara'), {
    place: w('Port Amara', 'Port Amara', 'Port Amara'),
    url: 'https://port-amara.example',
  }),
  deltaWater: of('water', w('Delta Water Board', 'Régie des eaux du Delta', 'Junta de Aguas del Delta')),
  highlandWater: of(
    'water',
    w('Highland Water Union', 'Union de l’eau des hautes terres', 'Unión del Agua de las Tierras Altas'),
    { acronym: w('HWU', 'UEHT', 'UATA'), url: 'https://highland-water.example' },
  ),
  longHarbour: of('water', w('Long Harbour Council', 'Conseil de Long Harbour', 'Consejo de Long Harbour')),
  qalat: of(
    'water',
    w('Municipality of Qalat al-Bahr', 'Municipalité de Qalat al-Bahr', 'Municipio de Qalat al-Bahr'),
    { place: w('Qalat al-Bahr', undefined, undefined) },
  ),
  tchambaLac: of('home', same('Mairie de Tchamba-Lac')),
  redBarrios: of('home', same('Red de Barrios del Sur'), { acronym: same('RBS') }),
  saintAubin: of('home', same('Ville de Saint-Aubin-des-Prés'), { url: 'https://saint-aubin.example' }),
  novaRibeira: of(
    'home',
    w('Municipality of Nova Ribeira', 'Municipalité de Nova Ribeira', 'Municipio de Nova Ribeira'),
  ),
  fiveHarbours: of(
    'home',
    w(
      'Tenants’ Union of the Five Harbours',
      'Union des locataires des Cinq Ports',
      'Sindicato de Inquilinato de los Cinco Puertos',
    ),
    { url: 'https://tenants.example' },
  ),
  hanbyeol: of(
    'learning',
    w('Hanbyeol Institute of Cities', 'Institut des villes Hanbyeol', 'Instituto de Ciudades Hanbyeol'),
  ),
  twelveBridges: of(
    'learning',
    w(
      'Association of the Twelve Bridges Towns',
      'Association des villes des Douze Ponts',
      'Asociación de Municipios de los Doce Puentes',
    ),
    { acronym: w('ATB', 'AVDP', 'AMDP') },
  ),
  islandTowns: of(
    'learning',
    w('Association of Island Towns', 'Association des villes insulaires', 'Asociación de Ciudades Insulares'),
    { acronym: w('AIT', 'AVI', 'ACI'), url: 'https://island-towns.example' },
  ),
  mutualSchool: of(
    'learning',
    w('Mutual School of Municipalities', 'École mutuelle des municipalités', 'Escuela Mutua de Municipios'),
  ),
  alliance: of(
    'learning',
    w(
      'Alliance of Learning Municipalities',
      'Alliance des municipalités apprenantes',
      'Alianza de Municipios que Aprenden',
    ),
    { acronym: w('ALM', 'AMA', 'AMA'), url: 'https://learning-towns.example' },
  ),
  lakeShore: of('care', w('Lake Shore County', 'Comté de Lake Shore', 'Condado de Lake Shore')),
  thabaneng: of('care', w('City of Thabaneng', 'Ville de Thabaneng', 'Ciudad de Thabaneng')),
  plannersWithoutWalls: of(
    'care',
    w('Planners without Walls', 'Urbanistes sans murs', 'Urbanistas sin Muros'),
    { url: 'https://without-walls.example' },
  ),
  careAlliance: of(
    'care',
    w(
      'Alliance for Care in Cities',
      'Alliance pour le soin dans les villes',
      'Alianza por los Cuidados en las Ciudades',
    ),
    { acronym: w('ACC', 'ASV', 'ACC') },
  ),
  valleSereno: of('care', same('Alcaldía de Valle Sereno')),
  serraAzul: of('finance', same('Prefeitura de Serra Azul')),
  nordvik: of('finance', w('Region of Nordvik', 'Région de Nordvik', 'Región de Nordvik')),
  valeNovo: of('finance', same('Câmara de Vale Novo'), { place: same('Vale Novo') }),
  savingsBank: of(
    'finance',
    w(
      'Women’s Savings Bank of Bến Sông',
      'Caisse d’épargne des femmes de Bến Sông',
      'Caja de Ahorro de Mujeres de Bến Sông',
    ),
  ),
  openBudget: of(
    'finance',
    w('Open Budget Circle', 'Cercle du budget ouvert', 'Círculo del Presupuesto Abierto'),
    { acronym: w('OBC', 'CBO', 'CPA'), url: 'https://open-budget.example' },
  ),
  hinokawa: of('culture', w('City of Hinokawa', 'Ville de Hinokawa', 'Ciudad de Hinokawa')),
  ndarRive: of('culture', same('Commune de Ndar-Rive')),
  horniRosa: of(
    'culture',
    w('Library of Horní Rosa', 'Bibliothèque de Horní Rosa', 'Biblioteca de Horní Rosa'),
  ),
  tolaAlta: of('culture', same('Museo de la Memoria de Tola Alta')),
  nightCouncil: of('culture', w('Council of the Night', 'Conseil de la nuit', 'Consejo de la Noche'), {
    url: 'https://night-council.example',
  }),
}

export type OrganisationKey = keyof typeof organisationTexts
export const organisationId = (key: OrganisationKey): string => congressId(`organisation ${key}`)

export const congressOrganisations = Object.entries(organisationTexts).map(
  ([key, { name, acronym, place, url }]) =>
    written({
      _id: congressId(`organisation ${key}`),
      _type: 'contributor',
      kind: 'organisation',
      name: line(name),
      slug: slugFor(name),
      ...(acronym && { acronym: line(acronym) }),
      ...(place && { place: line(place) }),
      ...(url && { url }),
    }),
)

type More = { acronym?: Gapped; place?: Gapped; url?: string }

/** An organisation with the part of the congress that it takes part in. */
function of(theme: PartKey, name: Gapped, more: More = {}): More & { theme: PartKey; name: Gapped } {
  return { theme, name, ...more }
}
