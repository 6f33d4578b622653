// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { returnFocus } from '#studio/focus-return.ts'

it('gives the focus back to what had it before a dialog opened, and takes it from nothing else', async () => {
  document.body.innerHTML = '<button id="opens"></button><button id="other"></button>'
  const end = returnFocus(document.body)
  const focusIn = (id: string) => document.getElementById(id)?.focus()
  const focused = () => document.activeElement?.id
  const dialog = () => {
    const portal = document.createElement('div')
    portal.innerHTML = '<div role="dialog"><button id="within"></button></div>'
    document.body.append(portal)
    focusIn('within')
    return portal
  }
  focusIn('opens')
  dialog().remove()
  await Promise.resolve()
  expect(focused()).toBe('opens')

  const moves = dialog()
  focusIn('other')
  moves.remove()
  await Promise.resolve()
  expect(focused()).toBe('other')
  end()
})
