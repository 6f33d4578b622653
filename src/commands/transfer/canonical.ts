import { isRecord } from '#src/model/fields.ts'
import { byText } from '#src/model/order.ts'

/** JSON with the names of fields in order: the same content is the same text, however it was put together. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => byText(a, b))) : inner,
  )
}
