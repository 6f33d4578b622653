import { robotsOf } from '#src/feeds/sitemap.ts'
import { absolute } from '../links.ts'

export const GET = () => new Response(robotsOf(absolute('/sitemap.xml')))
