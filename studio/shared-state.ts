import { useSyncExternalStore } from 'react'

/** A state that is kept outside of components, so that it survives a visit to another tool. */
export function sharedState<S extends object>(initial: S) {
  let state = initial
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    /** The state in a component, which is rendered again when it changes. */
    useState: (): S => useSyncExternalStore(subscribe, () => state),
    /** The state outside of components. */
    current: (): S => state,
    update: (change: Partial<S>): void => {
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
  }
}
