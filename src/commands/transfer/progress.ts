/** Returns a function that prints progress, at most once a second, until all is done. */
export function progress(what: string, total: number): (done: number) => void {
  let last = performance.now()
  return (done) => {
    if (done === total || performance.now() - last < 1000) return
    last = performance.now()
    console.log(`${what}: ${done} of ${total}`)
  }
}

/** @example counted(1, 'document') → '1 document'; counted(2, 'document') → '2 documents' */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** @example assetCount(2) → '2 images and files' */
export const assetCount = (count: number): string =>
  count === 1 ? '1 image or file' : `${count} images and files`
