import { Menu } from '@sanity/ui/menu'
import { styled } from 'styled-components'

/** The colours of the site: those of the parts, and neutral ones. */
export const palette = {
  light: {
    '--board-paper': '#ffffff',
    '--board-ink': '#1c1d22',
    '--board-soft': '#5c5d64',
    '--board-line': '#d9d7cf',
    '--board-rest': '#f1efe9',
    '--board-warn': '#8a4b00',
    '--board-now': '#c4122f',
    '--board-part-0': '#5c5d64',
    '--board-part-1': '#0b6b63',
    '--board-part-2': '#ad3c12',
    '--board-part-3': '#4b32a8',
  },
  dark: {
    '--board-paper': '#1b1e23',
    '--board-ink': '#ecebe6',
    '--board-soft': '#a6a7ab',
    '--board-line': '#3b3f47',
    '--board-rest': '#262a31',
    '--board-warn': '#f3b562',
    '--board-now': '#ff7a8a',
    '--board-part-0': '#a6a7ab',
    '--board-part-1': '#55cfc0',
    '--board-part-2': '#ff9a6b',
    '--board-part-3': '#b3a3ff',
  },
} as const

/** Text for screen readers. Sanity's own component for this is hidden from them too. */
export const ScreenReaderOnly = styled.div`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`

export const KeyHints = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 6px 16px;
  font-size: 13px;
  color: var(--board-soft);
`

export const KeyHint = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 6px;
`

/** The scroll container of the timeline, in which the names of columns and the hours stay in view. */
export const Scroller = styled.div`
  overflow: auto;
  max-height: max(420px, calc(100dvh - 120px));
  border: 1px solid var(--board-line);
  border-radius: 3px;
  background: var(--board-paper);
  color: var(--board-ink);
  font-size: 13px;
  line-height: 1.3;
  position: relative;
  scroll-padding: 48px 0 0 56px;
`

/** The names of the columns. */
export const ColumnHeads = styled.div`
  display: grid;
  min-width: fit-content;
  position: sticky;
  inset-block-start: 0;
  z-index: 6;
  background: var(--board-paper);
  border-block-end: 1px solid var(--board-line);
  & > :first-child {
    position: sticky;
    inset-inline-start: 0;
    background: var(--board-paper);
  }
`

export const ColumnName = styled.div`
  display: flex;
  align-items: flex-start;
  gap: 1px;
  min-width: 0;
  padding: 4px;
  font-weight: 600;
  border-inline-start: 1px solid var(--board-line);
  & > .name {
    flex: 0 1 auto;
    margin-inline-end: auto;
    min-width: 0;
    padding: 3px 4px;
    overflow-wrap: break-word;
    /* Where a column is wider than the window. */
    position: sticky;
    inset-inline-start: 52px;
  }
  &[data-folded='true'] {
    flex-direction: column-reverse;
    justify-content: flex-end;
    align-items: center;
  }
  &[data-folded='true'] > .name {
    flex: none;
    writing-mode: vertical-rl;
    max-height: 72px;
    padding: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 400;
  }
`

/** One cell for each column, in which what stands there is placed by its time. */
export const DayArea = styled.div`
  display: grid;
  min-width: fit-content;
  & > * {
    grid-row: 1;
  }
`

export const ColumnArea = styled.div`
  border-inline-start: 1px solid var(--board-line);
`

export const HourLine = styled.div`
  grid-column: 1 / -1;
  height: 0;
  border-block-start: 1px solid var(--board-line);
  pointer-events: none;
`

export const Axis = styled.div`
  grid-column: 1;
  position: sticky;
  inset-inline-start: 0;
  z-index: 4;
  background: var(--board-paper);
  pointer-events: none;
  & > span {
    position: absolute;
    inset-inline: 0;
    border-block-start: 1px solid var(--board-line);
    color: var(--board-soft);
    font-variant-numeric: tabular-nums;
    font-size: 12px;
    padding: 2px 6px;
  }
`

export const NowMarker = styled.div`
  position: relative;
  height: 0;
  border-block-start: 2px solid var(--board-now);
  z-index: 5;
  pointer-events: none;
  & > span {
    position: absolute;
    inset-block-end: 2px;
    inset-inline-start: 4px;
    padding: 1px 4px;
    border-radius: 2px;
    font-size: 11px;
    font-weight: 600;
    color: var(--board-paper);
    background: var(--board-now);
  }
`

export const Lines = styled.ol`
  list-style: none;
  margin: 0;
  padding: 0;
  grid-column: 1 / -1;
  display: grid;
  grid-template-columns: subgrid;
  /* What is empty belongs to the columns behind. */
  pointer-events: none;
`

export const LineItem = styled.li`
  grid-row: 1;
  align-self: start;
  pointer-events: auto;
  padding: 1px 3px;
  box-sizing: border-box;
  min-width: 0;
  position: relative;
  z-index: 2;
  &[data-type='break'] {
    z-index: 1;
  }
  &[data-lifted='true'],
  &:focus-within {
    z-index: 3;
  }
`

export const LineBox = styled.div`
  position: relative;
  height: 100%;
  box-sizing: border-box;
  display: flex;
  border: 1px solid var(--board-line);
  border-inline-start: 5px solid var(--board-part);
  border-radius: 3px;
  background: var(--board-paper);
  /* Clipped, not hidden: what stays in view inside it is held by the timeline. */
  overflow: clip;
  [data-type='break'] > & {
    padding-block-start: var(--board-title-offset, 0);
    background: var(--board-rest);
    border-inline-start-style: dotted;
  }
  [data-lifted='true'] > & {
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.25);
  }
  [data-conflict='true'] > & {
    border-color: var(--board-warn);
    border-inline-start-color: var(--board-part);
    border-style: dashed;
    border-inline-start-style: solid;
  }
  &:has(a:focus-visible) {
    outline: 3px solid var(--board-part);
    outline-offset: 1px;
  }
  & > a {
    flex: 1;
    min-width: 0;
    padding: 4px 6px;
    color: inherit;
    text-decoration: none;
    cursor: grab;
    overflow: clip;
    user-select: none;
    outline: none;
  }
  /* As wide as all columns: its name and its menu stay in view. Each that does is a layer of its own, which costs. */
  [data-across='true'] > & .text {
    display: inline-block;
    position: sticky;
    inset-inline-start: 60px;
  }
  [data-across='true'] > & > button {
    position: sticky;
    inset-inline-end: 4px;
  }
  & > a:hover .title {
    text-decoration: underline;
  }
  .when {
    font-variant-numeric: tabular-nums;
    color: var(--board-part);
    font-weight: 600;
    margin-inline-end: 3px;
  }
  .title {
    font-weight: 600;
    overflow-wrap: break-word;
  }
  .more {
    display: block;
    color: var(--board-soft);
  }
  .conflict {
    display: block;
    color: var(--board-warn);
  }
  /* The session that covers a break shows their conflict; the break's own text is for screen readers. */
  [data-type='break'] > & .conflict {
    position: absolute;
    clip-path: inset(50%);
  }
  /* A folded column shows that something is there; its link still has its name. */
  [data-folded='true'] > & > a {
    opacity: 0;
  }
  [data-folded='true'] > & > button {
    display: none;
  }
  [data-cancelled='true'] > & .title,
  [data-cancelled='true'] > & .when {
    text-decoration: line-through;
  }
`

/** The lower edge of a line, which can be dragged to change its end. */
export const ResizeHandle = styled.div`
  position: absolute;
  inset-inline: 0;
  inset-block-end: 0;
  height: 7px;
  cursor: ns-resize;
  touch-action: none;
  &:hover {
    background: var(--board-part);
    opacity: 0.5;
  }
`

export const ShiftTable = styled.table`
  width: 100%;
  min-width: 440px;
  border-collapse: collapse;
  font-size: 13px;
  line-height: 1.35;
  th,
  td {
    text-align: start;
    vertical-align: top;
    padding: 6px 8px 6px 0;
    border-block-end: 1px solid var(--board-line);
  }
  td.time {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  tr[data-stays='true'] td {
    color: var(--board-soft);
  }
  .changed {
    font-weight: 700;
  }
  .problem {
    display: block;
    color: var(--board-warn);
    font-weight: 600;
  }
  /* On a phone the title is worth more than a time on one line, which breaks after its dash alone. */
  @media (max-width: 600px) {
    min-width: 0;
    table-layout: fixed;
    th {
      font-size: 11px;
      hyphens: auto;
    }
    th:not(:last-child) {
      width: 25%;
    }
    th:first-child {
      width: 15%;
    }
    td {
      overflow-wrap: anywhere;
      hyphens: auto;
    }
    td.time {
      white-space: normal;
    }
  }
`

/** A menu whose active item has enough contrast; that of Sanity's theme is too low. */
export const HighContrastMenu = styled(Menu)`
  max-height: 70vh;
  max-width: 360px;
  overflow-y: auto;
  & [data-ui='MenuItem']:is(:focus, :hover, [data-selected], [data-hovered]) {
    background-color: #3a47c2 !important;
    &,
    & * {
      color: #ffffff !important;
    }
  }
`
