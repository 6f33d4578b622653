// @vitest-environment jsdom
import { ThemeProvider } from '@sanity/ui'
import { buildTheme } from '@sanity/ui/theme'
import { act, createElement, type ReactNode } from 'react'
import { expect, test } from 'vitest'

/** What React draws anew in the review of an import, where one line is given another role. */

type Fiber = {
  type: unknown
  flags: number
  alternate: Fiber | null
  child: Fiber | null
  sibling: Fiber | null
  memoizedProps: Readonly<Record<string, unknown>> | null
}

/** The functions that ran in the last commit, by the line of the text around them. As React's developer tools tell it. */
function drawnIn(root: Fiber): readonly string[] {
  const drawn: string[] = []
  const visit = (fiber: Fiber | null, around: string) => {
    for (let one = fiber; one; one = one.sibling) {
      const { record } = (one.memoizedProps ?? {}) as { record?: { from: number } }
      const place = record ? `line ${record.from}` : around
      const isNew = one.alternate === null
      if (typeof one.type === 'function' && (isNew || (one.flags & performedWork) !== 0)) drawn.push(place)
      // What is below was not looked at where it is the same.
      if (isNew || one.child !== one.alternate?.child) visit(one.child, place)
    }
  }
  visit(root, 'around')
  return drawn
}
const performedWork = 1

test('one choice in one line draws that line alone', async () => {
  let root: Fiber | undefined
  Object.assign(globalThis, {
    IS_REACT_ACT_ENVIRONMENT: true,
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      ...{ supportsFiber: true, isDisabled: false, inject: () => 1, onCommitFiberUnmount: () => {} },
      onCommitFiberRoot: (_: number, { current }: { current: Fiber }) => {
        root = current
      },
    },
  })
  window.matchMedia = (query) =>
    Object.assign(new EventTarget(), { matches: false, media: query }) as MediaQueryList
  const { createRoot } = await import('react-dom/client')
  const { SourceLines } = await import('#studio/importer/SourceLines.tsx')
  const { parse } = await import('#studio/importer/parse.ts')
  const { sourceLines } = await import('#studio/importer/source-lines.ts')
  const text = ['Programme', ...Array.from({ length: 300 }, (_, at) => `9:00–10:00 Session ${at}`)].join('\n')
  const lines = sourceLines(text)
  const theme = buildTheme()
  const shown = (assigned: ReadonlyMap<number, 'leaveOut'>, plan: ReturnType<typeof parse>): ReactNode =>
    createElement(ThemeProvider, { theme }, createElement(SourceLines, { plan, assigned }))

  const holder = document.createElement('div')
  const react = createRoot(holder)
  const plan = parse(lines)
  await act(() => react.render(shown(new Map(), plan)))
  expect(holder.querySelectorAll('li')).toHaveLength(301)

  const assigned = new Map([[150, 'leaveOut' as const]])
  const drawnBy = async (next: ReactNode) => {
    await act(() => react.render(next))
    const drawn = root ? drawnIn(root) : []
    return [...new Set(drawn)].filter((place) => place !== 'around')
  }
  expect(await drawnBy(shown(assigned, plan))).toEqual(['line 150'])
  expect(await drawnBy(shown(assigned, parse(lines, { assigned })))).toEqual(['line 150'])
})
