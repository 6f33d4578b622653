import type { ReactNode } from 'react'
import type { Withdrawn } from './sessions.ts'

/** A title, marked with its language. `quoted` puts it in quotation marks, for use in a sentence. */
export function Title({ of: { title, lang }, quoted = '{{title}}' }: { of: Withdrawn; quoted?: string }) {
  return (
    <Filled
      text={quoted}
      values={[
        lang ? (
          <span lang={lang} key="">
            {title}
          </span>
        ) : (
          title
        ),
      ]}
    />
  )
}

/** A text with its one placeholder replaced by `values`. */
export function Filled({ text, values }: { text: string; values: readonly ReactNode[] }) {
  const [before, after] = text.split(/\{\{\w+\}\}/)
  return (
    <>
      {before}
      {values}
      {after}
    </>
  )
}
