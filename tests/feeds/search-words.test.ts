import { describe, expect, it } from 'vitest'
import { searchWords } from '#src/feeds/entry-words.ts'
import { foldText, keysOf, namesIn, wordsOfText, wordsWanted } from '#src/feeds/search-words.ts'

describe('folding', () => {
  it.each([
    ['Łódź, Đà Nẵng, Œuvre, Straße, ÇA, Malmø', 'lodz, da nang, oeuvre, strasse, ca, malmo'],
    ['ΓΙΏΡΓΟΣ Παπαδόπουλος', 'γιωργοσ παπαδοπουλοσ'],
    ['Йошкар-Ола, Королёв, Київ', 'иошкар-ола, королев, киів'],
    ['القَاهِرَة، أحمد، إسلام، آسيا، مُصطفى', 'القاهره، احمد، اسلام، اسيا، مصطفي'],
    ['تهران، کرج', 'تهران، كرج'],
    ['שָׁלוֹם', 'שלומ'],
    ['ｶﾞﾊﾞﾅﾝｽ ＵＣＬＧ', 'カハナンス uclg'],
    ['हिन्दी', 'हिन्दी'],
    ['٢٠١٩ ۱۲ १२ ১২', '2019 12 12 12'],
    ['İstanbul ISPARTA ılık', 'istanbul isparta ilik'],
    ['so\u00adcial', 'social'],
  ])('%s → %s', (text, expected) => {
    expect(foldText(text)).toBe(expected)
  })
})

describe('the words of a text', () => {
  it.each([
    ["L’école, l'État: 12 h 30–14:05", ['L', 'école', 'l', 'État', '12 h 30', '14:05']],
    ['Chapter 10: the 9h train', ['Chapter', '10', 'the', '9h', 'train']],
    ['ISO規格の都市、フォーラム2019', ['ISO', '規格の都市', 'フォーラム', '2019']],
    ['ジョン・スミス', ['ジョン', 'スミス']],
    ['参加者コーヒー', ['参加者コーヒー']],
    ['องค์กรปกครอง 2019', ['องค์กรปกครอง', '2019']],
    ['🎉 Party', ['🎉', 'Party']],
    [' – … !', []],
    ['<script>alert(1)</script>', ['script', 'alert', '1', 'script']],
    ['#UCLGCongress', ['UCLGCongress']],
  ])('%s', (text, expected) => {
    expect(wordsOfText(text)).toEqual(expected)
  })

  it('stay joined in names', () => {
    expect(namesIn('Jean-Pierre O’Brien, U.N. (UN-Habitat)')).toEqual([
      'Jean-Pierre',
      'O’Brien',
      'U.N',
      'UN-Habitat',
    ])
  })
})

describe('a word is found by', () => {
  it.each([
    ['participant·e·s', ['participant', 'participantes', 'participants']],
    ['élu·e·s', ['elu', 'elues', 'elus']],
    ['délégué•es', ['delegue', 'deleguees', 'delegues']],
    ['directeur·rice·s', ['directeur', 'directeurrices', 'directeurs', 'directrices']],
    ['chercheur·euse', ['chercheur', 'chercheureuse', 'chercheuse']],
    ['UN-Habitat', ['un', 'habitat', 'unhabitat']],
    ['O’Brien', ['o', 'brien', 'obrien']],
    ['Local4Action', ['local4action', '4action', 'action']],
    ['eThekwini', ['ethekwini', 'thekwini']],
    ['UCLGCongress', ['uclgcongress', 'congress']],
    ['McDonald', ['mcdonald', 'donald']],
    ['العلوي', ['العلوي', 'علوي']],
    ['9 h', ['09:']],
    ['9h05', ['09:05']],
    ['11:40', ['11:40']],
    ['1er', ['1er', 'er']],
  ])('%s: %j', (word, expected) => {
    expect(keysOf(word)).toEqual(expected)
  })
})

it('the words of an entry are those that its title lacks, once each, as they are written', () => {
  expect(
    searchWords('L’école de Jean-Pierre', ['Jean-Pierre O’Brien', undefined], ['L’ÉCOLE et l’État, 12 h']),
  ).toBe('12h O’Brien et état')
})

it('the words of a query are few, whatever is pasted', () => {
  expect(wordsWanted(' L’Élu·e·s  12 novembre, 9h30, o’brien ')).toEqual([
    'elues',
    '12',
    'novembre',
    '09:30',
    'o',
    'brien',
  ])
  expect(wordsWanted('<b>"&amp;</b> \\ .* ((')).toEqual(['b', 'amp'])
  expect(wordsWanted(' \t\u00a0\u200b')).toEqual([])
  expect(wordsWanted('?!… –')).toEqual([])
  expect(wordsWanted('a'.repeat(10_000))).toEqual(['a'.repeat(1000)])
  expect(wordsWanted(Array.from({ length: 5000 }, (_, index) => index).join(' '))).toHaveLength(16)
})
