import type { IncomingMessage, RequestListener } from 'node:http'
import { SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { LRUCache } from 'lru-cache'
import type { CheckWebhook, WebhookProblem } from '#src/client/webhook.ts'
import { answering, answerStatus } from '#src/serving/answers.ts'

/** The address that a webhook of the project calls. */
export const hookPath = '/publish/'

/** Sent with each call, and the same where a call is repeated. */
const idempotencyKey = 'idempotency-key'

const problems: Readonly<Record<WebhookProblem, string>> = {
  missing: `it has no signature (${SIGNATURE_HEADER_NAME})`,
  wrong: 'the signature does not fit its body and WEBHOOK_SECRET',
  old: 'it was signed more than five minutes ago, or the clocks differ by that',
  replayed: 'it has come before',
}

/**
 * Answers the webhooks of a hosted project: 202 for one that is signed, after `onPublished`; 401 for others, which are
 * told in one line. What stands in the body is not believed: only that something was published.
 */
export function publishHook(
  check: CheckWebhook,
  onPublished: () => void,
  log: (line: string) => void = (line) => console.error(line),
): RequestListener {
  const heard = new LRUCache<string, true>({ max: 1000 })
  return answering(
    async ({ path }, request, response) => {
      if (path !== hookPath) return answerStatus(response, 404, { Connection: 'close' })
      const problem = await check(await bodyOf(request), only(request.headers[SIGNATURE_HEADER_NAME]))
      if (problem !== undefined) {
        log(`POST ${hookPath}: a webhook was refused: ${problems[problem]}`)
        const headers = { 'WWW-Authenticate': 'Sanity-Webhook-Signature' }
        return answerStatus(response, 401, headers, `Refused: ${problems[problem]}.`)
      }
      const key = only(request.headers[idempotencyKey])
      if (key === undefined || !heard.has(key)) onPublished()
      if (key !== undefined) heard.set(key, true)
      return answerStatus(response, 202, {}, 'What is published is read.')
    },
    { methods: ['POST'], log },
  )
}

/** `answering` has refused what is too long. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const only = (value: string | readonly string[] | undefined) =>
  typeof value === 'string' ? value : undefined
