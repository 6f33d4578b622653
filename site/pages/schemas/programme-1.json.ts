import { programmeSchema } from '#src/feeds/programme-format.ts'
import { absolute } from '../../links.ts'

export const GET = () =>
  new Response(`${JSON.stringify(programmeSchema(absolute), null, 2)}\n`, {
    headers: { 'Content-Type': 'application/schema+json; charset=utf-8' },
  })
