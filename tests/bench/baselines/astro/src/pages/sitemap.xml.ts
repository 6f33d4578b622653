import { sitemapXml } from '../../../templates.ts'
import { site } from '../site.ts'

export const GET = () => new Response(sitemapXml(site))
