/**
 * A pure function that keeps its results by its arguments, which are texts, numbers or undefined. At most `limit` of
 * them, so that a process that runs for weeks does not grow.
 */
export function memo<A extends readonly (string | number | undefined)[], R>(
  make: (...args: A) => R,
  limit = 20_000,
): (...args: A) => R {
  const known = new Map<string, R>()
  return (...args) => {
    const key = args.join('\0')
    const result = known.get(key)
    if (result !== undefined) return result
    const made = make(...args)
    if (known.size >= limit) known.clear()
    known.set(key, made)
    return made
  }
}
