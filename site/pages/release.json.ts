import { releaseOf } from '#src/feeds/release.ts'
import { getContent } from '../content.ts'

export const GET = () => Response.json(releaseOf(getContent().snapshot))
