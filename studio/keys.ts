/** A key for an item of a list: random, and never of digits only, which Sanity would read as a position. */
export const newKey = (): string => `k${crypto.randomUUID().replaceAll('-', '').slice(0, 11)}`
