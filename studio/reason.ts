/** What an error says, as it says it: words of the lake or of the browser, to be quoted after our own. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
