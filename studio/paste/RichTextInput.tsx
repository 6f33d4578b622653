import { useToast } from '@sanity/ui/toast'
import type { ReactNode } from 'react'
import type { InputProps, PortableTextInputProps } from 'sanity'
import { t } from '../language.ts'
import { type Pasted, pastedHtml } from './paste.ts'

/** The editor of rich text, which converts what is pasted from word processors, and tells what a text cannot hold. */
export function RichTextInput(props: InputProps): ReactNode {
  return isRichText(props) ? <PastingInput {...props} /> : props.renderDefault(props)
}

const isRichText = (props: InputProps): props is PortableTextInputProps =>
  props.schemaType.jsonType === 'array' && props.schemaType.name === 'richText'

function PastingInput(props: PortableTextInputProps): ReactNode {
  const toast = useToast()
  const tell = ({ tables, images }: Omit<Pasted, 'blocks'>) => {
    const sentences = [tables > 0 && t('studio.paste.tables'), images > 0 && t('studio.paste.images')].filter(
      (sentence) => sentence !== false,
    )
    if (sentences.length === 0) return
    const description = sentences.join(' ')
    toast.push({ id: 'paste', status: 'warning', closable: true, duration: 60_000, description })
  }
  const onPaste: NonNullable<PortableTextInputProps['onPaste']> = ({ event }) => {
    const { clipboardData } = event
    // Text that was copied in the editor itself is on the clipboard as Portable Text too.
    if (clipboardData.types.some((type) => /portable-text/i.test(type))) return undefined
    const html = clipboardData.getData('text/html')
    if (html === '') return undefined
    const { blocks, ...told } = pastedHtml(html)
    tell(told)
    return blocks.length === 0 ? undefined : { insert: blocks }
  }
  return props.renderDefault({ ...props, onPaste })
}
