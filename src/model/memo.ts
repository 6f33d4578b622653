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

/** A pure function of an object that keeps its result with that object, which must not change. */
export function memoWith<T extends object, R>(make: (object: T) => R): (object: T) => R {
  const known = new WeakMap<T, { result: R }>()
  return (object) => {
    const found = known.get(object) ?? { result: make(object) }
    known.set(object, found)
    return found.result
  }
}
