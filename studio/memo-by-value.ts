import { type ComponentType, type MemoExoticComponent, memo } from 'react'

/**
 * A component that is drawn again only where its props say something else, though they are other objects. Functions in them
 * must stay the same, and other values must be plain, as in JSON.
 */
export const memoByValue = <P extends object>(
  component: ComponentType<P>,
): MemoExoticComponent<ComponentType<P>> => memo(component, saysTheSame)

function saysTheSame(one: object, other: object): boolean {
  const [before, after] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return (
    before.size === after.size &&
    [...before].every(([name, value]) => {
      const now = after.get(name)
      return value === now || (typeof value !== 'function' && JSON.stringify(value) === JSON.stringify(now))
    })
  )
}
