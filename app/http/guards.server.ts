import { redirect } from '@remix-run/node'
import { currentRequest, enterWorkspace } from '#app/db/wall/view.server'
import { findAccessKey } from '#app/people/access-keys.server'
import type { AuditActor } from '#app/people/audit/audit-event'
import { findMembership, type Membership } from '#app/people/find-membership.server'
import { type Action, may, type Thing } from '#app/people/may'
import { runtime } from '#app/runtime.server'
import { CLIENT_ADDRESS_HEADER } from './client-address'
import { paths } from './paths'

export interface CurrentMember extends Membership {
  userId: string
  userName: string
  /** of the browser; undefined for a program with a key */
  sessionId: string | undefined
  /** what a key was made for; undefined for a person in the browser */
  only?: readonly Action[]
  /** how the log names them */
  actor: AuditActor
}

/** What one request found out: a page and the frame around it ask for the same member. */
const found = new WeakMap<object, Promise<CurrentMember | undefined>>()

/** Who asks, by the session cookie; the workspace comes from the membership, never from the request. */
export function findMember(request: Request): Promise<CurrentMember | undefined> {
  const asking = currentRequest()
  // what a form does may begin or end a session
  if (!asking || request.method !== 'GET') return readMember(request)
  const member = found.get(asking) ?? readMember(request)
  found.set(asking, member)
  return member
}

async function readMember(request: Request): Promise<CurrentMember | undefined> {
  const { auth, database } = runtime()
  const session = await auth.api.getSession({ headers: request.headers })
  if (!session) return undefined
  const membership = await findMembership(database.prisma, session.user.id, new Date())
  if (!membership) return undefined
  const { id: userId, name: userName } = session.user
  const actor: AuditActor = {
    workspaceId: membership.workspaceId,
    kind: 'member',
    id: userId,
    address: clientAddress(request),
  }
  return { ...membership, userId, userName, sessionId: session.session.id, actor }
}

/**
 * What a program shows as its key, in `Authorization: Bearer thiqa_…`. Other words in this header (`Basic …`, tokens of
 * another house) are between the browser and a proxy before us, which passes them on: they say nothing here.
 */
function shownKey(request: Request): string | undefined {
  return /^Bearer\s+(thiqa_\S*)$/i.exec(request.headers.get('Authorization') ?? '')?.[1]
}

/**
 * Whose key a program shows. It acts for its member, in the workspace that it was made in.
 * @throws 401 for a key that is not (or no longer) in force
 */
async function findKeyHolder(request: Request, token: string): Promise<CurrentMember> {
  const { prisma } = runtime().database
  const now = new Date()
  const key = await findAccessKey(prisma, token, now)
  const membership = key && (await findMembership(prisma, key.userId, now))
  if (!key || membership?.workspaceId !== key.workspaceId) throw refusedKey()
  const { workspaceId, userId, rights } = key
  const actor: AuditActor = { workspaceId, kind: 'key', id: userId, keyId: key.id, address: clientAddress(request) }
  return { ...membership, userId, userName: '', sessionId: undefined, only: rights, actor }
}

/** Whether a program shows a key of ours, good or not. */
export function showsKey(request: Request): boolean {
  return shownKey(request) !== undefined
}

export function refusedKey(): Response {
  return new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
}

/** A program that shows something else as its key is told so; a page of ours in its place would look like an answer. */
function isProgramWithoutKey({ headers }: Request): boolean {
  return /^Bearer\b/i.test(headers.get('Authorization') ?? '') && !headers.get('Accept')?.includes('text/html')
}

/**
 * The door of every page and data file behind the sign-in. From here on the request sees the member's workspace alone.
 * @throws a redirect to the sign-in page without a session, 403 for a role that may not do this, 401 for a spent key
 */
export async function requireMember(request: Request, action: Action): Promise<CurrentMember> {
  const key = shownKey(request)
  const member = key ? await findKeyHolder(request, key) : await findMember(request)
  if (!member) throw isProgramWithoutKey(request) ? refusedKey() : await toSignIn(request)
  if (!may(member, action)) throw new Response(null, { status: 403 })
  enterWorkspace(member.workspaceId)
  return member
}

/** Who has signed in, member or not: by the address that they have shown to be theirs. @throws a redirect to the sign-in page */
export async function requireSession(request: Request): Promise<{ email: string }> {
  const session = await runtime().auth.api.getSession({ headers: request.headers })
  if (!session) throw await toSignIn(request)
  return { email: session.user.email }
}

/** Whoever has signed in without being a member is asked something, or was: that page is theirs. */
async function toSignIn(request: Request): Promise<Response> {
  const session = await runtime().auth.api.getSession({ headers: request.headers })
  if (session) return redirect(paths.ownSurveys)
  const { pathname, search } = new URL(request.url)
  const back = request.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : ''
  return redirect(`${paths.signIn}${back}`)
}

/** The address of the asking machine, for limits and for the log. */
export function clientAddress(request: Request): string {
  return request.headers.get(CLIENT_ADDRESS_HEADER) ?? ''
}

/** @throws 404 for a thing that is not in the member's reach: it looks like one that does not exist */
export function requireReach(member: CurrentMember, action: Action, thing: Thing): void {
  if (!may(member, action, thing)) throw notFound()
}

/** Parameters of a URL as ids: what is not a UUID cannot exist, and gets the same answer as what does not exist. */
export function requireId(value: string | undefined): string {
  if (!value || !/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)) throw notFound()
  return value
}

export function notFound(): Response {
  return new Response(null, { status: 404 })
}

/** The id of a record's page; undefined where the address says `new`. */
export function requireRecordId(value: string | undefined): string | undefined {
  return value === 'new' ? undefined : requireId(value)
}
