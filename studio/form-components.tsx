import type { InputProps } from 'sanity'
import { ScheduledNotice } from './scheduling/ScheduledNotice.tsx'
import { localizedForms } from './translation/SideBySide.tsx'
import { isUploadInput, UploadInput } from './uploads/UploadInput.tsx'

/** The inputs of every form that are ours: of localized fields, and of images and files; and what stands above a form. */
export const formComponents = {
  ...localizedForms,
  input: (props: InputProps) => {
    if (isUploadInput(props)) return <UploadInput {...props} />
    if (props.path.length > 0) return localizedForms.input(props)
    return (
      <>
        <ScheduledNotice />
        {props.renderDefault(props)}
      </>
    )
  },
}
