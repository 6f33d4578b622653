import type { ReactNode } from 'react'
import { type StringInputProps, set } from 'sanity'
import { completedLink } from '#src/model/links.ts'
import { textLink } from '../site-address.ts'

/** The input of a link: an address without `https://` gets it, and an e-mail address `mailto:`, when the field is left. */
export const LinkInput = (props: StringInputProps): ReactNode => (
  <CompletedInput {...props} complete={(text) => completedLink(text)} />
)

/** The same where a link leads to a page of the web, and no e-mail address is one. */
export const WebAddressInput = (props: StringInputProps): ReactNode => (
  <CompletedInput {...props} complete={(text) => completedLink(text, { canBeEmail: false })} />
)

/** The same within a text, where the address of a page of this site or of its preview becomes one without a host. */
export const TextLinkInput = (props: StringInputProps): ReactNode => (
  <CompletedInput {...props} complete={textLink} />
)

function CompletedInput({
  complete,
  ...props
}: StringInputProps & { complete: (text: string) => string }): ReactNode {
  const { value, onChange, readOnly, elementProps } = props
  const finish = () => {
    if (value === undefined || readOnly === true) return
    const whole = complete(value)
    if (whole !== value) onChange(set(whole))
  }
  return props.renderDefault({
    ...props,
    elementProps: {
      ...elementProps,
      onBlur: (event) => {
        finish()
        elementProps.onBlur(event)
      },
    },
  })
}
