import { lookup as lookUp } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { isAllowedAddress } from './target-address'
import { readTarget } from './target-url'

export type PostError = (typeof POST_ERRORS)[number]
const POST_ERRORS = [
  /** the address, or one that its name leads to, is not one that webhooks may reach */
  'refused-address',
  'unknown-name',
  'no-connection',
  'certificate',
  'timeout',
  'broken',
  /** it answered, with another status than 2xx */
  'status',
] as const

export type PostOutcome = { milliseconds: number } & (
  | { ok: true; status: number }
  | { ok: false; status?: number; error: PostError }
)

export interface PostParts {
  /** networks that webhooks may reach besides the public internet */
  networks: readonly string[]
  /** how names are looked up; the system's way unless told otherwise */
  lookUp?: typeof lookUp
  /** from the first look-up to the end of the answer */
  limitMilliseconds?: number
}

/** What an answer says is not wanted; so much of it is taken, so that its sender is not cut off in the middle. */
const MOST_ANSWER_BYTES = 16 * 1024
const LIMIT_MILLISECONDS = 10_000

class RefusedAddress extends Error {
  code = 'REFUSED_ADDRESS'
}

/**
 * Posts a message to an address that somebody typed in, so that it cannot be led to a place behind our firewall: the name is
 * looked up once, every address that it leads to must be allowed, and the connection goes to one of just these. Redirects are
 * not followed; of the answer only its status is kept. Never throws.
 */
export async function postWebhook(
  parts: PostParts,
  address: string,
  { headers, body }: { headers: Record<string, string>; body: string },
): Promise<PostOutcome> {
  const begin = performance.now()
  const milliseconds = () => Math.round(performance.now() - begin)
  const target = readTarget(address, parts.networks)
  if (!target.ok) return { ok: false, error: 'refused-address', milliseconds: 0 }
  try {
    const status = await post(parts, target.url, headers, body)
    const isTaken = status >= 200 && status < 300
    return isTaken
      ? { ok: true, status, milliseconds: milliseconds() }
      : { ok: false, status, error: 'status', milliseconds: milliseconds() }
  } catch (error) {
    return { ok: false, error: kindOf(error), milliseconds: milliseconds() }
  }
}

function post(parts: PostParts, url: URL, headers: Record<string, string>, body: string): Promise<number> {
  const { limitMilliseconds = LIMIT_MILLISECONDS } = parts
  const { request: open } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const request = open(url, {
      method: 'POST',
      // a connection of its own: none that was opened for another address is used again
      agent: false,
      lookup: guardedLookup(parts),
      signal: AbortSignal.timeout(limitMilliseconds),
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': 'Thiqa-Webhooks',
        ...headers,
      },
    })
    let status: number | undefined
    // once a status has come, it does not matter how the rest of the answer ends
    request.on('error', (error) => (status === undefined ? reject(error) : resolve(status)))
    request.once('response', (response) => {
      let size = 0
      status = response.statusCode ?? 0
      response.on('data', (bytes: Buffer) => {
        size += bytes.length
        if (size > MOST_ANSWER_BYTES) response.destroy()
      })
      response.on('error', () => {})
      response.once('close', () => resolve(response.statusCode ?? 0))
    })
    request.end(body)
  })
}

function guardedLookup({ networks, lookUp: look = lookUp }: PostParts): LookupFunction {
  return (name, options, callback) => {
    look(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '')
      // a name that leads inside as well as outside is a mistake or an attack
      const isAllowed = found.length > 0 && found.every(({ address }) => isAllowedAddress(address, networks))
      const [first] = found
      if (!isAllowed || !first) return callback(new RefusedAddress(), '')
      if (options.all) callback(null, found)
      else callback(null, first.address, first.family)
    })
  }
}

/** Reasons in words of ours: what libraries say may quote addresses. */
function kindOf(error: unknown): PostError {
  const { code = '', name } = error as { code?: string; name?: string }
  if (code === 'REFUSED_ADDRESS') return 'refused-address'
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'unknown-name'
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') return 'timeout'
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES)$/.test(code)) return 'no-connection'
  if (/CERT|^ERR_TLS|^UNABLE_TO|^SELF_SIGNED|^ERR_SSL|^EPROTO/.test(code)) return 'certificate'
  return 'broken'
}
