/** The file in the folder of the renderer's code that has the style sheets of its build. */
export const sheetsFile = (folder: URL): URL => new URL('sheets.json', folder)
