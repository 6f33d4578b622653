/** A command was called with wrong options or files; the message says which. */
export class UsageError extends Error {}

/** A signal stopped the command before it changed anything. */
export class StoppedError extends Error {}
