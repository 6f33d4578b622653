/** Shares the link of a session: as the device shares, else as a copy. Loaded by the first click (`loader.ts`). */
export default async function share(button: HTMLElement): Promise<void> {
  const { share: url = '', copied } = button.dataset
  const canShare: boolean = 'share' in navigator
  if (canShare) {
    // The reader may close what the device offers.
    await navigator.share({ title: document.title, url }).catch(() => {})
  } else {
    await navigator.clipboard.writeText(url)
    button.textContent = `${copied}`
  }
}
