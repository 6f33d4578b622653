import { type FieldProps, type InputProps, isObjectInputProps } from 'sanity'
import { NotedField, NotedForm } from './notes/NotedFields.tsx'
import { ScheduledNotice } from './scheduling/ScheduledNotice.tsx'
import { LanguageChoice } from './translation/LanguageChoice.tsx'
import { localizedForms } from './translation/SideBySide.tsx'
import { isUploadInput, UploadInput } from './uploads/UploadInput.tsx'

/**
 * The inputs of every form that are ours: of localized fields, and of images and files. Above a form stands what of it waits
 * for its time, and which languages it shows; fields show what is noted about them.
 */
export const formComponents = {
  ...localizedForms,
  input: (props: InputProps) => {
    if (isObjectInputProps(props) && props.path.length === 0)
      return (
        <>
          <ScheduledNotice />
          <LanguageChoice />
          <NotedForm {...props} />
        </>
      )
    return isUploadInput(props) ? <UploadInput {...props} /> : localizedForms.input(props)
  },
  field: (props: FieldProps) => <NotedField {...props} />,
}
