import type { APIRoute } from 'astro'
import { releaseOf } from '#src/feeds/release-json.ts'
import { getContent } from '../content-source.ts'

export const GET: APIRoute = ({ locals }) => {
  const { documents, moment } = getContent(locals)
  return Response.json(releaseOf(documents.snapshot, moment.since))
}
