/** The message of an error. It comes from the lake or the browser, so it is quoted after a sentence of our own. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error))
