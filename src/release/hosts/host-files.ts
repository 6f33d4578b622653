import { apache } from './apache.ts'
import { cloudflare } from './cloudflare.ts'
import type { Host, HostFile, HostRelease } from './host-release.ts'
import { netlify } from './netlify.ts'
import { nginx } from './nginx.ts'
import { vercel } from './vercel.ts'

/**
 * The files with a host's rules: redirects for old addresses (301 to the present address, with the query; 410 with the
 * page that says what became of it, where the host supports that), the 404 page, and headers.
 * @throws {HostLimitError}
 */
export const hostFiles = (host: Host, release: HostRelease): readonly HostFile[] => makers[host](release)

const makers: Readonly<Record<Host, (release: HostRelease) => readonly HostFile[]>> = {
  ...{ netlify, cloudflare, vercel, apache, nginx },
  // Pages takes neither redirects nor headers; this tells it to publish the files as they are.
  'github-pages': () => [{ name: '.nojekyll', text: '' }],
}
