import type { ReactNode } from 'react'
import type { InputProps, PortableTextInputProps } from 'sanity'
import { blocksOfHtml } from './paste.ts'

/** The editor of rich text, which converts what is pasted from word processors. */
export function RichTextInput(props: InputProps): ReactNode {
  return isRichText(props) ? props.renderDefault({ ...props, onPaste }) : props.renderDefault(props)
}

const isRichText = (props: InputProps): props is PortableTextInputProps =>
  props.schemaType.jsonType === 'array' && props.schemaType.name === 'richText'

const onPaste: NonNullable<PortableTextInputProps['onPaste']> = ({ event }) => {
  const { clipboardData } = event
  // Text that was copied in the editor itself is on the clipboard as Portable Text too.
  if (clipboardData.types.some((type) => /portable-text/i.test(type))) return undefined
  const html = clipboardData.getData('text/html')
  if (html === '') return undefined
  const insert = blocksOfHtml(html)
  return insert.length === 0 ? undefined : { insert }
}
