import process from 'node:process'
import { AwsClient } from 'aws4fetch'
import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { ConfigError } from '#src/config.ts'

/** A bucket of an S3-compatible service. Keys are those of objects, without a slash before them. */
export type Bucket = {
  /** The MD5 digests of all objects whose keys begin with a prefix, in hex, by key. An object that was encrypted or uploaded in parts has something else there. */
  digests(prefix: string): Promise<ReadonlyMap<string, string>>
  read(key: string): Promise<string>
  /** Writes an object; the service checks that it got the bytes whose MD5 digest this is, in hex. */
  write(
    key: string,
    bytes: Uint8Array<ArrayBuffer>,
    about: { digest: string; headers: Readonly<Record<string, string>> },
  ): Promise<void>
  remove(key: string): Promise<void>
}

/** The service refused a request. `code` is its own word for the reason, as `AccessDenied`. */
export class BucketError extends Error {
  readonly code: string
  constructor(bucket: string, code: string, found: string) {
    super(`The bucket ${bucket} refused this: ${code}${found === '' ? '' : ` (${found})`}`)
    this.name = 'BucketError'
    this.code = code
  }
}

/**
 * A bucket, with the settings that AWS's own tools read. Keys are read in this file and nowhere else. Buckets stand in
 * the path of addresses, which every service understands.
 * @throws {ConfigError} where keys are missing
 */
export function openBucket(
  name: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  signal?: AbortSignal,
): Bucket {
  const setting = (variable: string) => env[variable]?.trim() || undefined
  const missing = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].filter((variable) => !setting(variable))
  if (missing.length > 0)
    throw new ConfigError(
      missing.map((variable) => ({ variable, found: 'not set', allowed: 'a bucket needs it' })),
    )
  const region = setting('AWS_REGION') ?? setting('AWS_DEFAULT_REGION') ?? 'us-east-1'
  const endpoint = setting('AWS_ENDPOINT_URL') ?? `https://s3.${region}.amazonaws.com`
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ''))
    throw new ConfigError([
      {
        variable: 'AWS_ENDPOINT_URL',
        found: `"${endpoint}"`,
        allowed: 'it must be an address such as https://s3.example.org',
      },
    ])
  const sessionToken = setting('AWS_SESSION_TOKEN')
  const client = new AwsClient({
    accessKeyId: setting('AWS_ACCESS_KEY_ID') ?? '',
    secretAccessKey: setting('AWS_SECRET_ACCESS_KEY') ?? '',
    ...(sessionToken && { sessionToken }),
    service: 's3',
    region,
    retries: 4,
  })
  const root = `${endpoint.replace(/\/+$/, '')}/${name}`
  const at = (key: string) => `${root}/${key.split('/').map(encodeURIComponent).join('/')}`
  const ask = async (url: string, init: RequestInit = {}) => {
    const response = await client.fetch(url, { ...init, ...(signal && { signal }) }).catch((error: Error) => {
      signal?.throwIfAborted()
      throw new BucketError(name, 'no answer', String(error.cause ?? error.message))
    })
    if (response.ok) return response
    const { Error: found } = refusal.parse(xml.parse(await response.text()))
    throw new BucketError(name, found?.Code ?? `status ${response.status}`, found?.Message ?? '')
  }
  return {
    digests: async (prefix) => {
      const found = new Map<string, string>()
      for (let next: string | undefined = ''; next !== undefined; ) {
        const query = new URLSearchParams({ 'list-type': '2', prefix })
        if (next !== '') query.set('continuation-token', next)
        const { ListBucketResult } = list.parse(xml.parse(await (await ask(`${root}?${query}`)).text()))
        for (const { Key, ETag } of ListBucketResult.Contents) found.set(Key, ETag.replaceAll('"', ''))
        next = ListBucketResult.NextContinuationToken
      }
      return found
    },
    read: async (key) => (await ask(at(key))).text(),
    write: async (key, bytes, { digest, headers }) => {
      const md5 = Buffer.from(digest, 'hex').toString('base64')
      await ask(at(key), { method: 'PUT', body: bytes, headers: { ...headers, 'Content-MD5': md5 } })
    },
    remove: async (key) => {
      await ask(at(key), { method: 'DELETE' })
    },
  }
}

/** Values stay text: a key may look like a number. */
const xml = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Contents' })
const list = z.object({
  ListBucketResult: z.object({
    Contents: z.array(z.object({ Key: z.string(), ETag: z.string() })).default([]),
    NextContinuationToken: z.string().optional(),
  }),
})
const refusal = z.object({
  Error: z.object({ Code: z.string(), Message: z.string().optional() }).optional().catch(undefined),
})
