import { iconFile } from '#src/pictures/icon-file.ts'
import drawing from '../public/favicon.svg?raw'

/** Browsers ask for it where no page names the icon, as before a file or JSON. */
export const GET = async () =>
  new Response(new Uint8Array(await iconFile(drawing)), { headers: { 'Content-Type': 'image/x-icon' } })
