import { Subject } from 'rxjs'
import type { UploadProblem } from './upload-problem.ts'

/** A file that was not taken, why, and what the lake said where it refused it. */
export type UploadMessage = { problem: UploadProblem; name: string; error?: unknown }

/** What `UploadToasts` shows. */
export const uploadMessages = new Subject<UploadMessage>()

export const tellUpload = (message: UploadMessage): void => uploadMessages.next(message)
