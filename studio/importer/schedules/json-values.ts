/** Values of a JSON file whose shape nobody has checked: what is not there is empty. */

export const jsonValue = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined

/** The items of a list, or the values of an object. */
export const jsonItems = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.values(value) : []

/** A text or a number, as a text. */
export function jsonText(of: unknown, name: string): string {
  const value = jsonValue(of, name)
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}
