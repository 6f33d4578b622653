import { type FieldProps, type InputProps, isObjectInputProps } from 'sanity'
import { NotedField, NotedForm } from './notes/NotedFields.tsx'
import { localizedForms } from './translation/SideBySide.tsx'
import { isUploadInput, UploadInput } from './uploads/UploadInput.tsx'

/** The inputs of every form that are ours: of localized fields, and of images and files. Fields show what is noted about them. */
export const formComponents = {
  ...localizedForms,
  input: (props: InputProps) => {
    if (isObjectInputProps(props) && props.path.length === 0) return <NotedForm {...props} />
    return isUploadInput(props) ? <UploadInput {...props} /> : localizedForms.input(props)
  },
  field: (props: FieldProps) => <NotedField {...props} />,
}
