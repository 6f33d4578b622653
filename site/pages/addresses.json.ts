import type { APIRoute } from 'astro'
import { ledgerText } from '#src/addresses/ledger.ts'
import { getContent } from '../content-source.ts'

export const GET: APIRoute = ({ locals }) => new Response(ledgerText(getContent(locals).ledger))
