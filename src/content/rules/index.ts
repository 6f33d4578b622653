export { examine } from './examine.ts'
export { textOf } from './faults.ts'
export type { RawDocument } from './schema.ts'
