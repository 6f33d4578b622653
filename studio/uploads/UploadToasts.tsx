import { useToast } from '@sanity/ui/toast'
import { useEffect } from 'react'
import { errorText } from '../error-text.ts'
import { t } from '../language.ts'
import { type UploadMessage, uploadMessages } from './upload-messages.ts'
import { maxUpload } from './upload-problem.ts'

/** Says of files that were not taken what is wrong, and what to do. */
export function UploadToasts(): null {
  const toast = useToast()
  useEffect(() => {
    const subscription = uploadMessages.subscribe((message) =>
      toast.push({
        id: 'upload',
        status: 'error',
        closable: true,
        duration: 10 * 60_000,
        title: t('studio.upload.not', { name: message.name }),
        description: whatToDo(message),
      }),
    )
    return () => subscription.unsubscribe()
  }, [toast])
  return null
}

const whatToDo = ({ problem, error }: UploadMessage): string =>
  t(`studio.upload.${problem}`, {
    most: String(maxUpload / 2 ** 20),
    reason: errorText(error),
  })
