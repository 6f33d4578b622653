import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import type { Card } from '#src/pictures/share-card.ts'
import { renderShareImage } from '#src/pictures/share-image.ts'
import { loadTypeface } from '#src/pictures/typeface.ts'

const card: Card = {
  thread: [3],
  head: 'Forum d’apprentissage de CGLU',
  when: '15:00–18:00',
  title: 'Renforcer l’agenda d’apprentissage par la coopération entre pairs et la coopération décentralisée',
  instead: [],
  foot: 'Troisième partie · 12 novembre 2019, Durban, Afrique du Sud',
  cancelled: false,
  colours: ['#0b6b63', '#ad3c12', '#4b32a8'],
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'share-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Whether a box of the image, in pixels, shows only the background. Its colour may be rounded. */
async function isBare(png: Buffer, box: { left: number; top: number; width: number; height: number }) {
  const { data } = await sharp(png).extract(box).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return data.every((value, index) => Math.abs(value - ([0xfb, 0xfa, 0xf6][index % 3] ?? 0)) < 2)
}

it.each([
  ['a long title', card.title],
  ['a title of 5,000 characters', 'Participant·e·s d’Île-de-France '.repeat(160)],
  ['a word of 5,000 letters', 'W'.repeat(5000)],
  ['an Arabic title', 'تعزيز جدول أعمال التعلم من خلال التعاون بين الأقران 2027 (UCLG)'],
  ['a title in three scripts', 'Дарья, Θεσσαλονίκη, القاهرة, Đà Nẵng'],
  ['names from everywhere', 'Łódź, Đà Nẵng, São Paulo, Kraków, İzmir, Reykjavík, Timişoara, Ústí nad Labem'],
])('%s does not touch the edges, the time or the text below', async (_, title) => {
  const png = await renderShareImage({ ...card, title }, folder())
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
  expect(png.length).toBeLessThan(60_000)
  expect(await isBare(png, { left: 1120, top: 0, width: 80, height: 630 })).toBe(true)
  expect(await isBare(png, { left: 170, top: 280, width: 1030, height: 24 })).toBe(true)
  expect(await isBare(png, { left: 170, top: 508, width: 1030, height: 16 })).toBe(true)
  expect(await isBare(png, { left: 176, top: 316, width: 900, height: 40 })).toBe(false)
})

it('has the same bytes each time, and is cached', async () => {
  const [first, second] = [folder(), folder()]
  const drawn = await renderShareImage(card, first)
  expect((await renderShareImage(card, second)).equals(drawn)).toBe(true)
  expect((await renderShareImage(card, first)).equals(drawn)).toBe(true)
  await renderShareImage({ ...card, cancelled: true }, first)
  expect(readdirSync(first).filter((name) => /^share-[0-9a-f]{12}\.png$/.test(name)).length).toBe(2)
})

it('is made once where several pages ask for the same at the same time', async () => {
  const place = folder()
  const drawn = await Promise.all(Array.from({ length: 20 }, () => renderShareImage(card, place)))
  expect(new Set(drawn).size).toBe(1)
  expect(readdirSync(place)).toEqual([expect.stringMatching(/^share-[0-9a-f]{12}\.png$/)])
})

it('the typeface has the letters of names in many languages, and draws each', async () => {
  const typeface = await loadTypeface('own')
  const letters = [...'ŁódźĐàNẵngSãoİzmirTimişoaraŒuvre·–’«»…ñ¿¡ß']
  expect(letters.filter((letter) => !typeface.has(letter))).toEqual([])
  expect(
    letters.filter((letter) => typeface.outlineOf(letter, 640).every(({ path }) => path === '')),
  ).toEqual([])
  expect(typeface.has('🎉')).toBe(false)
  expect(typeface.widthOf('i', 640)).toBeLessThan(typeface.widthOf('W', 640))
})

it('raised letters are drawn smaller and higher, in the same typeface', async () => {
  const typeface = await loadTypeface('own')
  const [plain, raised] = [typeface.outlineOf('IVe', 300), typeface.outlineOf('IVᵉ', 300)]
  expect(raised.map(({ path }) => path)).toEqual(plain.map(({ path }) => path))
  expect([raised[2]?.size, raised[2]?.y, plain[2]?.size]).toEqual([0.62, 0.33, undefined])
  expect(typeface.widthOf('IVᵉ', 300)).toBeLessThan(typeface.widthOf('IVe', 300))
})

it('the second typeface has the letters of other alphabets, joined and in the order of reading', async () => {
  const typeface = await loadTypeface('other')
  expect([...'ДарьяΘεσσαλονίκηالمدنŁẵᵉ1·'].filter((letter) => !typeface.has(letter))).toEqual([])
  expect(typeface.has('城')).toBe(false)
  // Joined letters have other shapes than single ones, and the first letter is at the right.
  const [joined, single] = [typeface.outlineOf('مدن', 640), typeface.outlineOf('م', 640)]
  expect(joined.map(({ path }) => path)).not.toContain(single[0]?.path)
  const [latin = 0, arabic = 0] = ['A', 'م'].map(
    (letter) =>
      typeface.outlineOf('A م', 640).find(({ path }) => path === typeface.outlineOf(letter, 640)[0]?.path)?.x,
  )
  expect(latin).toBeLessThan(arabic)
  const [number = 0, word = 0] = ['2', 'م'].map(
    (letter) =>
      typeface.outlineOf('م 2', 640).find(({ path }) => path === typeface.outlineOf(letter, 640)[0]?.path)?.x,
  )
  expect(number).toBeLessThan(word)
})
