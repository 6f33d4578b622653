/** Tells how far long work has come, once a second at most. */
export function progress(what: string, total: number): (done: number) => void {
  let last = performance.now()
  return (done) => {
    if (performance.now() - last < 1000) return
    last = performance.now()
    console.log(`${what}: ${done} of ${total}`)
  }
}

/** @example counted(1, 'document') → '1 document'; counted(2, 'document') → '2 documents' */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** @example assetCount(2) → '2 images and files' */
export const assetCount = (count: number): string =>
  count === 1 ? '1 image or file' : `${count} images and files`
