import { getContent } from '../content.ts'

export const GET = () => new Response(`${JSON.stringify(getContent().ledger, null, 1)}\n`)
