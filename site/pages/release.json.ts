import type { APIRoute } from 'astro'
import { releaseOf } from '#src/feeds/release-json.ts'
import { getContent } from '../content-source.ts'

export const GET: APIRoute = ({ locals }) => Response.json(releaseOf(getContent(locals).documents.snapshot))
