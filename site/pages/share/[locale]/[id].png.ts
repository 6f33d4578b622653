import { cardPicture } from '../../../card-picture.ts'
import { pathsOf } from '../../../routes.ts'

/** Where cards were before they had the address that stays. Who kept it still gets the picture. */
export const getStaticPaths = () => pathsOf('/share/[locale]/[id].png')

export const GET = cardPicture
