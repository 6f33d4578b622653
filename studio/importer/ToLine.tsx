import type { ReactNode } from 'react'

/** A link to a line in the list. It does not change the address, which Sanity's router would read. */
export function ToLine({ line, children }: { line: number | undefined; children: ReactNode }): ReactNode {
  const id = `line-${line}`
  return (
    <a
      style={underlined}
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault()
        const target = document.getElementById(id)
        target?.scrollIntoView({ block: 'center' })
        target?.focus()
      }}
    >
      {children}
    </a>
  )
}

// In running text a link must differ by more than its colour (WCAG 2.2, 1.4.1).
const underlined = { textDecoration: 'underline' }
