import type { InputProps } from 'sanity'
import { LanguageChoice } from './translation/LanguageChoice.tsx'
import { localizedForms } from './translation/SideBySide.tsx'
import { isUploadInput, UploadInput } from './uploads/UploadInput.tsx'

/** The inputs of every form that are ours: of localized fields, and of images and files. */
export const formComponents = {
  ...localizedForms,
  input: (props: InputProps) =>
    isUploadInput(props) ? (
      <UploadInput {...props} />
    ) : props.path.length === 0 ? (
      <>
        <LanguageChoice />
        {props.renderDefault(props)}
      </>
    ) : (
      localizedForms.input(props)
    ),
}
