/** Gives the editor a file, as a download of the browser. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  // The download begins after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
