/** A command that was called with options or files that it cannot use; the message says which. */
export class UsageError extends Error {}

/** The command was asked to end before it had changed anything. */
export class StoppedError extends Error {}
