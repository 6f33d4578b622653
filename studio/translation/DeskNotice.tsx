import type { ReactNode } from 'react'
import styled from 'styled-components'
import { WriteNotice } from '../WriteNotice.tsx'
import { closeNotice, undoWrites, useDeskWrites } from './desk-writes.ts'

/** What the desk wrote last, or why it could not, with a button that takes it back. It stays in view. */
export function DeskNotice(): ReactNode {
  const { notice, undo, isWriting } = useDeskWrites()
  return (
    <Sticky role="status">
      {notice && (
        <WriteNotice
          {...{ notice, isWriting }}
          testId="desk-notice"
          onUndo={undo && (() => void undoWrites(undo))}
          onClose={closeNotice}
        />
      )}
    </Sticky>
  )
}

const Sticky = styled.div`
  position: sticky;
  top: 0.5rem;
  z-index: 2;
  /* Without a notice it takes no room. */
  &:empty {
    margin-block-end: -1.25rem;
  }
`
