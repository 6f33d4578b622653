import { type ChangeEvent, type ReactNode, useEffect, useRef } from 'react'
import { type InputProps, isFileSchemaType, isImageSchemaType, type ObjectInputProps, unset } from 'sanity'
import { tellUpload } from './upload-messages.ts'
import { problemBefore, type UploadKind } from './upload-problem.ts'

/** Whether an input is one of an image or of a file. */
export const isUploadInput = (props: InputProps): props is ObjectInputProps =>
  isImageSchemaType(props.schemaType) || isFileSchemaType(props.schemaType)

/**
 * Sanity's input of an image or a file. A file that cannot be taken by its name or its size changes nothing; where an
 * upload fails later, nothing of it stays in the document.
 */
export function UploadInput(props: ObjectInputProps): ReactNode {
  const { schemaType, value, onChange } = props
  const kind: UploadKind = isImageSchemaType(schemaType) ? 'image' : 'file'
  const wasUploading = useRef(false)
  const isUploading = value?._upload !== undefined
  const isLeftOver = value !== undefined && Object.keys(value).every((key) => key === '_type')
  useEffect(() => {
    if (wasUploading.current && !isUploading && isLeftOver) onChange(unset())
    wasUploading.current = isUploading
  }, [isUploading, isLeftOver, onChange])
  const check = (event: ChangeEvent<HTMLDivElement>) => {
    const { target } = event
    if (!(target instanceof HTMLInputElement) || target.type !== 'file') return
    for (const file of target.files ?? []) {
      const problem = problemBefore(file, kind)
      if (problem === undefined) continue
      event.stopPropagation()
      tellUpload({ problem, name: file.name })
    }
    if (event.isPropagationStopped()) target.value = ''
  }
  return <div onChangeCapture={check}>{props.renderDefault(props)}</div>
}
