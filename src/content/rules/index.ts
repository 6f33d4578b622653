export { examine } from './examine.ts'
export { textOf } from './faults.ts'
export { emptyLedger, type Ledger, parsedLedger } from './ledger.ts'
export type { RawDocument } from './schema.ts'
