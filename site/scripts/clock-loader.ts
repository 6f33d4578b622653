/** Loads the clock of a page (`site/clock.ts`) on its days and some before and after: it may be open when those come. */
const isNear = (date: string) => Math.abs(Date.parse(date) - Date.now()) < 3e8
for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-clock]'))
  if (dataset.day?.split(' ').some(isNear)) import(/* @vite-ignore */ dataset.clock ?? '').catch(() => {})
