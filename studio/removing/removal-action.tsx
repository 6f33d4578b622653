import { useState } from 'react'
import type { DocumentActionComponent } from 'sanity'
import { RemovalConfirmation } from './RemovalConfirmation.tsx'
import type { RemovalKind } from './removal.ts'

/**
 * Sanity's action that deletes or unpublishes a document, with a dialog of ours in place of its own, which only refuses
 * what is in use. The same action always gives the same component, which keeps its state.
 */
export function withRemoval(original: DocumentActionComponent, kind: RemovalKind): DocumentActionComponent {
  const existing = removalActions.get(original)
  if (existing) return existing
  // biome-ignore lint/correctness/noComponentHookFactories: made once per action, and kept in removalActions.
  const Action: DocumentActionComponent = (props) => {
    const action = original(props)
    const [isOpen, setOpen] = useState(false)
    if (!action) return null
    const close = () => setOpen(false)
    return {
      ...action,
      onHandle: () => setOpen(true),
      dialog: isOpen && {
        type: 'dialog',
        header: action.label,
        width: 'medium',
        onClose: close,
        content: <RemovalConfirmation {...{ kind, id: props.id, label: action.label, close }} />,
      },
    }
  }
  Action.displayName = `With uses: ${original.displayName ?? original.action}`
  if (original.action) Action.action = original.action
  removalActions.set(original, Action)
  return Action
}

const removalActions = new Map<DocumentActionComponent, DocumentActionComponent>()
