import type { InputProps } from 'sanity'
import { localizedForms } from './translation/SideBySide.tsx'
import { isUploadInput, UploadInput } from './uploads/UploadInput.tsx'

/** The inputs of every form that are ours: of localized fields, and of images and files. */
export const formComponents = {
  ...localizedForms,
  input: (props: InputProps) =>
    isUploadInput(props) ? <UploadInput {...props} /> : localizedForms.input(props),
}
