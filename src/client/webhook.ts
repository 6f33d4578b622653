import { timingSafeEqual } from 'node:crypto'
import process from 'node:process'
import { decodeSignatureHeader, encodeSignatureHeader, isSignatureError } from '@sanity/webhook'
import { LRUCache } from 'lru-cache'

/** Why a call of a webhook is refused. */
export type WebhookProblem = 'missing' | 'wrong' | 'old' | 'replayed'

/**
 * Checks a call: its body as it came, and its header `sanity-webhook-signature`.
 * @returns what is wrong with it; undefined where nothing is, once for each signature
 */
export type CheckWebhook = (
  body: string,
  signature: string | undefined,
) => Promise<WebhookProblem | undefined>

/** How old a signature may be, and how far the clocks of both machines may differ. */
const ageMilliseconds = 5 * 60_000

/** The check of webhooks by the secret in `WEBHOOK_SECRET`, which is read here alone; undefined where there is none. */
export function webhookCheck(
  env: Readonly<Record<string, string | undefined>> = process.env,
  now: () => number = Date.now,
): CheckWebhook | undefined {
  const secret = env.WEBHOOK_SECRET?.trim()
  if (!secret) return undefined
  // Only signatures that are right come in here. Older ones are refused for their age.
  const seen = new LRUCache<string, true>({ max: 10_000, ttl: 3 * ageMilliseconds })
  return async (body, signature) => {
    if (signature === undefined || signature.trim() === '') return 'missing'
    const signedAt = await timeOf(body, signature, secret)
    if (signedAt === undefined) return 'wrong'
    if (Math.abs(now() - signedAt) > ageMilliseconds) return 'old'
    const key = await encodeSignatureHeader(body, signedAt, secret)
    if (seen.has(key)) return 'replayed'
    seen.set(key, true)
    return undefined
  }
}

/** When a body was signed, in milliseconds since 1970; undefined where the signature is not that of the body. */
async function timeOf(body: string, signature: string, secret: string): Promise<number | undefined> {
  try {
    const { timestamp, hashedPayload } = decodeSignatureHeader(signature)
    const right = decodeSignatureHeader(await encodeSignatureHeader(body, timestamp, secret)).hashedPayload
    const [given, expected] = [Buffer.from(hashedPayload), Buffer.from(right)]
    return given.length === expected.length && timingSafeEqual(given, expected) ? timestamp : undefined
  } catch (error) {
    if (isSignatureError(error)) return undefined
    throw error
  }
}
