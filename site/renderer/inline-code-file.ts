/** The file in the folder of the renderer's code that has the style sheets and the inline scripts of its build. */
export const inlineCodeFile = (folder: URL): URL => new URL('inline-code.json', folder)
