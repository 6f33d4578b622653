import { cardPicture } from '../../../card-picture.ts'
import { pathsOf } from '../../../routes.ts'

export const getStaticPaths = () => pathsOf('/card/[locale]/[id].png')

export const GET = cardPicture
