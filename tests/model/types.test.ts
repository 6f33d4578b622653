import { expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import type { DocumentType, schemas } from '#src/model/schema.ts'
import type { SnapshotQueryResult } from '#src/model/types.ts'

/** A type with null and undefined taken out at every depth. */
type Filled<T> = T extends readonly (infer Item)[]
  ? Filled<NonNullable<Item>>[]
  : T extends object
    ? { [K in keyof T]-?: Filled<NonNullable<T[K]>> }
    : T

type Checked = { [T in DocumentType]: Filled<z.input<(typeof schemas)[T]>> }
/** Fields that only documents of an earlier shape have are asked for, and not checked. */
type Old = 'room' | 'interpretedLanguages'
/** What is public later is text, and checked when it is read. */
type Documents = Omit<SnapshotQueryResult, 'scheduledVersion'>
type Queried = { [T in keyof Documents]: Filled<Omit<Documents[T][number], Old>> }

it('the schema and the query result have the same types, in both directions', () => {
  expectTypeOf<keyof Checked>().toEqualTypeOf<keyof Queried>()
  expectTypeOf<Checked>().toExtend<Queried>()
  expectTypeOf<Queried>().toExtend<Checked>()
})
