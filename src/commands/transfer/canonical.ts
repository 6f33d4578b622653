import { isRecord } from '#src/model/fields.ts'
import { byText } from '#src/model/order.ts'

/** JSON with sorted fields: the same content always gives the same text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => byText(a, b))) : inner,
  )
}
