export { type Examined, examine } from './examine.ts'
export { type Fault, type Finding, type FindingText, textOf, type Warning } from './faults.ts'
export { documentTypes, type RawDocument } from './schema.ts'
