import type { APIRoute } from 'astro'
import { canKeep } from '../content-source.ts'
import farewell from '../offline/farewell.ts?code'
import worker from '../offline/worker.ts?code'

/** The worker of readers who keep an edition; where the host has switched that off, one that removes what they kept. */
export const GET: APIRoute = ({ locals }) =>
  new Response(`${canKeep(locals) ? worker : farewell}\n`, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8' },
  })
