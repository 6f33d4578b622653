import type { APIRoute } from 'astro'
import { searchIndex } from '../../../../site.ts'
import { site } from '../../site.ts'

export const getStaticPaths = () => site.languages.map(({ locale }) => ({ params: { locale } }))

export const GET: APIRoute = ({ params }) => new Response(searchIndex(site, params.locale ?? ''))
