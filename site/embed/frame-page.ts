/** The script of a page for frames that needs no other. */
import { answerParent } from './frame.ts'

answerParent()
