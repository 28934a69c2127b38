import { createHash } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { TFunction } from 'i18next'
import type { z } from 'zod'
import { methodsAt, type Operation } from '#app/api/operations'
import { readCursor } from '#app/api/page-of-list'
import { PROBLEM_TYPE, type ProblemKind, problemResponse } from '#app/api/problem'
import type { Problem, ProblemError } from '#app/api/schemas'
import { describeError, log } from '#app/config/log.server'
import type { PrismaClient } from '#app/db/generated/client'
import { requestLanguage } from '#app/i18n/request-language'
import { translateTo } from '#app/i18n/texts-of'
import { recordEvent } from '#app/people/audit/record-event.server'
import { LIMITS, takeAttempt } from '#app/people/count-attempts.server'
import { runtime } from '#app/runtime.server'
import { type CurrentMember, refusedKey, requireMember, showsKey } from './guards.server'
import { paths } from './paths'
import { requestIdOf } from './request-id'

type QueryOf<Own extends Operation> = Own extends { query: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined

export interface Call<Own extends Operation> {
  request: Request
  prisma: PrismaClient
  member: CurrentMember
  query: QueryOf<Own>
  /** of the language that the program asks for: details of refusals are told in it */
  t: TFunction
  /** what to throw where a call is refused for a reason of its own */
  refuse(kind: ProblemKind, status: number, more?: Pick<Problem, 'detail' | 'errors' | 'error_count'>): Response
}

interface Answer {
  body: unknown
  status?: number
  headers?: Record<string, string>
}
/** A file, or nothing: what there is to send as it is. */
interface RawAnswer {
  response: Response
  /** of a file, for the log */
  file?: string
}

/**
 * The door of every call of the interface for programs: who asks, by the key that they show, whether they may, how often they
 * did lately, and what the log is told. Every refusal leaves as a problem (RFC 9457), every answer that was not changed as 304.
 */
export async function answerProgram<Own extends Operation>(
  { request, params }: { request: Request; params: Readonly<Record<string, string | undefined>> },
  operation: Own,
  work: (call: Call<Own>) => Promise<(Answer | RawAnswer) & { studyId?: string }>,
): Promise<Response> {
  const language = requestLanguage(request.headers)
  const t = translateTo(language)
  const refuse: Call<Own>['refuse'] = (kind, status, more = {}) =>
    problemResponse({
      type: `${runtime().env.publicUrl}${paths.api}#${kind}`,
      title: t(`api.problem.${kind}.title`),
      status,
      ...more,
    })
  const headers = new Headers({ Vary: 'Accept-Language, Authorization' })
  try {
    const method = request.method === 'HEAD' ? 'GET' : request.method
    if (method !== operation.method)
      throw new Response(null, { status: 405, headers: { Allow: methodsAt(operation.path).join(', ') } })
    if (!showsKey(request)) throw refusedKey()
    const member = await requireMember(request, operation.action)
    const { prisma } = runtime().database
    await takeTurn()
    const query = readQuery()
    const done = await work({ request, prisma, member, query, t, refuse })
    const studyId = params.study_id ?? done.studyId
    const answer = 'response' in done ? withHeaders(asProblem(done.response, t), headers) : answerWith(done)
    // before anything leaves; what is changed is told of with the change, and of "as you know it" there is nothing to tell
    if (method === 'GET' && answer.status !== 304)
      await recordCall(prisma, member, studyId, 'file' in done ? done.file : undefined)
    return answer

    async function takeTurn(): Promise<void> {
      const { most, minutes } = LIMITS['api-call']
      const { left, seconds } = await takeAttempt(prisma, 'api-call', member.actor.keyId ?? member.userId, new Date())
      headers.set('RateLimit-Policy', `"key";q=${most};w=${minutes * 60}`)
      headers.set('RateLimit', `"key";r=${Math.max(0, left)};t=${seconds}`)
      if (left >= 0) return
      headers.set('Retry-After', String(seconds))
      throw refuse('too-many-requests', 429, { detail: t('api.problem.too-many-requests.text') })
    }
  } catch (thrown) {
    if (thrown instanceof Response) return withHeaders(asProblem(thrown, t), headers)
    if (!request.signal.aborted)
      log.error('a request failed', {
        ...{ requestId: requestIdOf(request), method: request.method },
        ...describeError(thrown),
      })
    return withHeaders(asProblem(new Response(null, { status: 500 }), t), headers)
  }

  function readQuery(): QueryOf<Own> {
    if (!operation.query) return undefined as QueryOf<Own>
    const given = Object.fromEntries(new URL(request.url).searchParams)
    const read = operation.query.safeParse(given)
    if (read.success) return read.data as QueryOf<Own>
    throw refuse('invalid-request', 422, { errors: problemsOf(read.error, t, 'parameter') })
  }

  function answerWith({ body, status = operation.answer.status, headers: own = {} }: Answer): Response {
    for (const [name, value] of Object.entries(own)) headers.set(name, value)
    headers.set('Content-Type', 'application/json')
    const text = JSON.stringify(body)
    if (operation.method !== 'GET') return new Response(text, { status, headers })
    const next = (body as { next_cursor?: string | null }).next_cursor
    if (next) headers.set('Link', `<${nextPage(request.url, next)}>; rel="next"`)
    // weak: what stands between us and the program may compress it
    const tag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
    headers.set('ETag', tag)
    headers.set('Cache-Control', 'private, no-cache')
    const known = request.headers.get('If-None-Match')?.split(',') ?? []
    const isKnown = known.some((one) => one.trim() === tag || one.trim() === tag.slice(2) || one.trim() === '*')
    if (!isKnown) return new Response(text, { status, headers })
    headers.delete('Content-Type')
    return new Response(null, { status: 304, headers })
  }

  function recordCall(prisma: PrismaClient, member: CurrentMember, studyId: string | undefined, file?: string) {
    const { look, id } = operation
    return recordEvent(prisma, member.actor, {
      action: look ?? 'api-called',
      ...(studyId
        ? { objectKind: 'study', objectId: studyId }
        : { objectKind: 'workspace', objectId: member.workspaceId }),
      details: look === 'file-taken' ? { file: file ?? id } : { page: id },
    })
  }
}

function nextPage(address: string, cursor: string): string {
  const { pathname, searchParams } = new URL(address)
  searchParams.set('cursor', cursor)
  return `${pathname}?${searchParams}`
}

function withHeaders(response: Response, more: Headers): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of more) headers.set(name, value)
  return new Response(response.body, { status: response.status, headers })
}

const WORDED = [400, 401, 403, 404, 405, 409, 410, 411, 413, 415, 416, 500]

/** A refusal in the words that programs read; what is none is left as it is. */
function asProblem(response: Response, t: TFunction): Response {
  const { status, headers } = response
  if (status < 400 || headers.get('Content-Type') === PROBLEM_TYPE) return response
  return problemResponse(
    {
      ...{ type: 'about:blank', title: STATUS_CODES[status] ?? '', status },
      ...(WORDED.includes(status) && { detail: t(`api.status.${status}`) }),
    },
    headers,
  )
}

/** What is wrong with what was sent: where, and in words. Messages of our schemas are keys of texts. */
function problemsOf(error: z.ZodError, t: TFunction, kind: 'parameter' | 'pointer'): ProblemError[] {
  return error.issues.slice(0, 50).map(({ path, message }) => {
    const place = path.map(String)
    const detail = /^[a-z]+(\.[a-z-]+)+$/.test(message) ? t(message) : message
    return kind === 'parameter'
      ? { parameter: place[0] ?? '', detail }
      : { pointer: place.map((one) => `/${one.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''), detail }
  })
}

/**
 * The JSON that a program sent, held against the schema of the call.
 * @throws 415 for something else than JSON, 400 for what cannot be read as such, 422 with the places that are wrong
 */
export async function readJson<Schema extends z.ZodType>(
  { request, t, refuse }: Pick<Call<Operation>, 'request' | 't' | 'refuse'>,
  schema: Schema,
): Promise<z.output<Schema>> {
  requireMediaType(request, 'application/json')
  const text = await request.text()
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new Response(null, { status: 400 })
  }
  const read = schema.safeParse(given)
  if (read.success) return read.data
  throw refuse('invalid-request', 422, { errors: problemsOf(read.error, t, 'pointer') })
}

/** @throws 415 where a request says that it holds something else */
export function requireMediaType(request: Request, wanted: string): void {
  const [given = ''] = (request.headers.get('Content-Type') ?? '').split(';')
  if (given.trim().toLowerCase() !== wanted) throw new Response(null, { status: 415, headers: { Accept: wanted } })
}

/**
 * What a program names its request, so that it may send it twice.
 * @throws 400 for a name that is too long, or that holds something else than visible ASCII
 */
export function idempotencyKeyOf(request: Request): string | undefined {
  const given = request.headers.get('Idempotency-Key') ?? undefined
  if (given !== undefined && !/^[\x21-\x7e]{1,100}$/.test(given)) throw new Response(null, { status: 400 })
  return given
}

/**
 * Where a page of a list begins, as the page before it said.
 * @throws 422 for what is no cursor of this list
 */
export function readPlace<Schema extends z.ZodType>(
  { query, t, refuse }: Pick<Call<Operation>, 't' | 'refuse'> & { query: { cursor?: string | undefined } },
  schema: Schema,
): z.output<Schema> | undefined {
  if (query.cursor === undefined) return undefined
  const place = readCursor(query.cursor, schema)
  if (place === undefined)
    throw refuse('invalid-request', 422, { errors: [{ parameter: 'cursor', detail: t('api.error.cursor') }] })
  return place
}
