import { foldForMatching } from './vocabulary.ts'

/** What is a name, an honorific or a title, as programmes write them, in every language of the site at once. */

/**
 * Whether a text is the name of a person: two to five words with capitals, particles between them, and no word of
 * programmes or bodies; or a name in a script without capitals.
 * @example isPersonName('Ludwig van Beethoven') → true
 */
export function isPersonName(text: string): boolean {
  if (noCapitals.test(text)) return nameWithoutCapitals.test(text) && !titleWithoutCapitals.test(text)
  const words = text.split(' ')
  const isWritten = words.every((word) => nameWord.test(word) || particles.has(foldForMatching(word)))
  const own = words.filter((word) => /\p{Lu}/u.test(word) && !/^\p{Lu}\.?$/u.test(word))
  const [first = '', last = ''] = [words[0], words.at(-1)]
  return (
    words.length >= 2 &&
    words.length <= 5 + words.filter((word) => particles.has(word)).length &&
    isWritten &&
    own.length >= 1 &&
    words.filter((word) => /\p{Lu}/u.test(word)).length >= 2 &&
    !particles.has(last) &&
    // "Maire de Nantes"
    !(isTitle(text) && particles.has(words[1] ?? '')) &&
    !['de', 'da', 'do', 'y', 'e', 'du', 'des', 'la', 'el'].includes(first) &&
    !text.split(/[ -]/).some((word) => noNames.has(foldForMatching(word).replace(/'s$/, '')))
  )
}

const nameWord =
  /^(?:[dDlL][’']|[aAeE]l-|O[’'])?\p{Lu}(?:[\p{L}\p{M}]|[’'ʼ·-](?=[\p{L}\p{M}])(?![’'ʼ]s$))*\.?$|^(?:\p{Lu}\.-?){1,3}$/u
const particles = new Set(
  'de da do dos das del della di du des la las los el al bin binti ibn ben van von der den ten ter zu af av y e i san le'.split(
    ' ',
  ),
)
/** Arabic, Hebrew, Indic, Thai and others: two to five words; Chinese, Japanese, Korean: two to six characters. */
const noCapitals = /^[^\p{Lu}\p{Ll}]*\p{Lo}[^\p{Lu}\p{Ll}]*$/u
const nameWithoutCapitals =
  /^(?:[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]{2,6}|[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]{1,8}[ ・·][\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]{1,8}|(?![\p{Script=Han}])[\p{Lo}\p{M}’'-]+(?: [\p{Lo}\p{M}’'-]+){1,4})$/u

/**
 * A title in a script without capitals, by a word at its end where words are not apart, else by its first: mayor, president,
 * minister, governor, director, secretary, professor and the like.
 */
const titleWithoutCapitals = new RegExp(
  [
    '(?:[长長]|主席|主任|总理|總理|總統|总统|教授|书记|書記|代表|委员|委員|议员|議員|博士|记者|記者|知事|会長|理事|顧問|顾问|秘书|秘書|大使|专家|專家)$',
    '(?:시장|군수|구청장|도지사|장관|회장|의원|대표|교수|국장|총장|위원|이사|대사|기자|박사|소장)$',
    '^(?:نائب |مساعد )?(?:ال)?(?:عمدة|رئيسة?|وزيرة?|محافظة?|مديرة?|أمينة?|سفيرة?|أستاذة?|والي|عضوة?|ممثلة?|خبيرة?|مستشارة?|منسقة?|باحثة?|صحفية?|نائبة)(?=$| )',
    '^(?:شهردار|استاندار|دبیر|رئیس|وزیر|مدیر|معاون|استاد|سفیر|میئر|صدر|ڈائریکٹر)(?=$| )',
    '^(?:ראש|ראשת|נשיאת?|שרת?|מנכ"לי?ת?|מנהלת?|פרופסור|יו"ר|חברת?|סגנית?) ',
    '^(?:महापौर|अध्यक्ष|मंत्री|निदेशक|सचिव|प्रोफेसर|মেয়র|সভাপতি|মন্ত্রী|পরিচালক|நகரத்தந்தை|மேயர்|นายกเทศมนตรี|ผู้ว่า|ประธาน|รัฐมนตรี|ผู้อำนวยการ|ከንቲባ|ፕሬዚዳንት)',
  ].join('|'),
  'u',
)

/** Words of programmes, of places and of bodies, which no name of a person has; folded. */
const noNames = new Set(
  [
    'session sessions panel panels workshop workshops plenary opening closing welcome coffee lunch dinner break keynote debate discussion dialogue roundtable table round talk talks talk town hall room hotel centre center theatre museum park square street building floor',
    'city cities town towns council municipality municipal region regional regions government governments governance local national international global world united nations union network association federation institute institution university school college foundation fund bank agency office department ministry commission committee council board company group team office programme program project secretariat organisation organization development cooperation climate water housing finance digital health culture public policy planning rights right future sustainable urban rural youth women young leaders leader members member delegates participants representatives experts mayors partners hosts speakers moderators panelists panellists community communities people africa europe asia america americas north south east west day days week forum congress summit conference meeting registration networking agenda strategy action equity resilience justice peace change transition innovation learning exchange virtual county counties borough shire prefecture canton part track and of the for with from in on at to by how what why our your questions answers',
    'atelier ateliers pleniere ouverture cloture accueil pause dejeuner diner cafe debat discussion seance table ronde salle hotel mairie palais centre theatre musee ville villes commune communes metropole conseil departement gouvernement gouvernements reseau federation institut universite ecole fondation fonds banque agence bureau ministere commission comite groupe equipe programme projet secretariat developpement climat eau logement sante politique politiques droits droit avenir jeunesse jeunes femmes membres elus delegues participants representants experts maires partenaires territoires territoire monde afrique europe asie amerique nord sud est ouest partie journee et les pour avec dans sur aux une un quelle quel quels comment pourquoi restitution synthese financer agir',
    'taller talleres plenaria apertura clausura cierre bienvenida pausa almuerzo cena cafe debate dialogo mesa redonda sala hotel ayuntamiento palacio centro teatro museo ciudad ciudades pueblo municipio municipios consejo concejo gobierno gobiernos red asociacion federacion instituto universidad escuela fundacion fondo banco agencia oficina departamento ministerio secretaria comision comite grupo equipo programa proyecto desarrollo clima agua vivienda salud cultura politica politicas derechos derecho futuro juventud jovenes mujeres miembros delegados participantes representantes expertos alcaldes socios territorios mundo mundial unidas naciones africa europa america norte sur este oeste parte dia jornada para con por en sobre una como que hacia entre republica provincia',
  ].flatMap((list) => list.split(' ')),
)

/** A text without the honorifics that it begins with, and whether it has any. @example withoutHonorific('H.E. Mr. Ali Kamau') → { text: 'Ali Kamau', isFound: true } */
export function withoutHonorific(text: string): { text: string; isFound: boolean } {
  let rest = text
  for (let next = honorific.exec(rest); next !== null; next = honorific.exec(rest))
    rest = rest.slice(next[0].length)
  return { text: rest, isFound: rest !== text }
}

const honorific =
  /^(?:H\.? ?E\.?|S\.? ?E\.?(?: ?M\.?)?|S\.? ?E\.? (?:Mme|M\.)|The Hon(?:ou?rable|\.)?|Hon(?:ou?rable|\.)|Rt\.? Hon\.?|(?:Mrs?|Ms|Miss|Mx|Dr|Dra|Drs|Prof|Profs|Cllr|Sir|Dame|Rev|Fr|Mme|Mlle|Mmes|MM|Sr|Sra|Srta|Sres|Dña|Lic|Ing|Arq|Mtro|Mtra|Abg|Eng|Amb|Excm[oa]|Ilm[oa]|Pr|Pdte|Pdta)\.?|(?:M|D)\.|D\.?ª|Me\.|Professor|Professeure?|Profesora?|Doctor|Doctora|Madame|Monsieur|Don|Doña|Señora?|Son Excellence|Su Excelencia|Her Excellency|His Excellency)\s+(?=\S)/u

/** A title before a name, where what follows is one: "Mayor Ana Ruiz". */
export function titleBefore(text: string): { title: string; name: string } | undefined {
  const [, title = '', name = ''] = /^(\p{Lu}[\p{L}-]+(?: Mayor| General| Minister)?) (.+)$/u.exec(text) ?? []
  return isTitle(title) && isPersonName(name) && !isTitle(name) ? { title, name } : undefined
}

/** Whether a text begins with what a person does. @example isTitle('Mayor of Durban') → true */
export const isTitle = (text: string): boolean =>
  titleWord.test(foldForMatching(text)) || (noCapitals.test(text) && titleWithoutCapitals.test(text.trim()))

const titleWord = new RegExp(
  `^(?:(?:the|le|la|l'|el|ancien|ancienne|ex|former|premier|premiere|first|1st|second|deputy|vice|interim|acting|senior|chief|executive|general|managing|lead|head|co|adjunto|adjunta|subdirector|honorary|regional|national|global|international|technical|programme?|project|policy|research|principal|associate|assistant)[ -]?)*(?:${[
    'mayor|mayoress|vice-?mayor|president|presidente?|presidenta|chair|chairman|chairwoman|chairperson|secretary|minister|director|councillor|councilor|councilmember|alderman|alderwoman|governor|commissioner|ambassador|coordinator|professor|manager|officer|advisor|adviser|head|founder|cofounder|ceo|cfo|cto|expert|specialist|consultant|researcher|journalist|editor|author|architect|planner|engineer|lawyer|lecturer|dean|rector|senator|member of|representative of|rapporteur|treasurer|delegate|partner|fellow|scientist|economist|analyst|activist|artist|writer|moderator|prefect|principal|lead(?:er)?|student|envoy|sheriff|supervisor|premier|deputy|prime minister|mp|mep|chancellor|trustee|administrator|attorney|curator|strategist|teacher',
    'maire|mairesse|maires|vice-?maire|adjointe?|conseill(?:er|ere)|presidente?|vice-?presidente?|secretaire|ministre|directeur|directrice|deputee?|senateur|senatrice|gouverneure?|prefete?|ambassadeur|ambassadrice|coordinateur|coordinatrice|coordonnateur|coordonnatrice|professeure?|responsable|chef|cheffe|charge(?:e)?|chercheur|chercheuse|journaliste|redacteur|redactrice|auteure?|autrice|architecte|urbaniste|ingenieure?|avocate?|doyenne?|recteur|rectrice|membre|representante?|tresoriere?|deleguee?|elue?|economiste|consultante?|experte?|specialiste|fondateur|fondatrice|ecrivaine?|artiste|militante?|etudiante?|animateur|animatrice|maitre|bourgmestre|echevine?|sociologue|geographe|historienne?',
    'alcalde|alcaldesa|intendente|intendenta|presidenta?|vicepresident[ea]|secretari[oa]|ministr[oa]|directora?|diputad[oa]|concejala?|regidora?|edil|gobernadora?|embajadora?|coordinadora?|profesora?|jef[ea]|encargad[oa]|responsable|investigadora?|periodista|editora?|autora?|arquitect[oa]|urbanista|ingenier[oa]|abogad[oa]|decan[oa]|rectora?|miembro|representante|tesorer[oa]|delegad[oa]|economista|consultora?|expert[oa]|especialista|fundadora?|escritora?|artista|activista|estudiante|asesora?|prefect[oa]|subsecretari[oa]|catedratic[oa]|gerente|viceministr[oa]|sindic[oa]|comisionad[oa]|lider|lideresa|sociolog[oa]|geograf[oa]',
  ].join('|')})s?(?![a-z])`,
)
