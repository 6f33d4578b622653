export { emptyLedger, type Ledger, parsedLedger } from '#src/addresses/ledger.ts'
export type { RawDocument } from '#src/model/schema.ts'
export { examine } from './examine.ts'
export { textOf } from './findings.ts'
