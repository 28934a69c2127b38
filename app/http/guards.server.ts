import { redirect } from '@remix-run/node'
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

/** Who asks, by the session cookie; the workspace comes from the membership, never from the request. */
export async function findMember(request: Request): Promise<CurrentMember | undefined> {
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
 * Whose key a program shows in `Authorization: Bearer …`. It acts for its member, in the workspace that it was made in.
 * @throws 401 for a key that is not (or no longer) in force
 */
async function findKeyHolder(request: Request, authorization: string): Promise<CurrentMember> {
  const { prisma } = runtime().database
  const now = new Date()
  const [, token = ''] = /^Bearer\s+(\S{1,200})$/i.exec(authorization) ?? []
  const key = await findAccessKey(prisma, token, now)
  const membership = key && (await findMembership(prisma, key.userId, now))
  if (!key || membership?.workspaceId !== key.workspaceId)
    throw new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
  const { workspaceId, userId, rights } = key
  const actor: AuditActor = { workspaceId, kind: 'key', id: userId, address: clientAddress(request) }
  return { ...membership, userId, userName: '', sessionId: undefined, only: rights, actor }
}

/**
 * The door of every page and data file behind the sign-in.
 * @throws a redirect to the sign-in page without a session, 403 for a role that may not do this, 401 for a spent key
 */
export async function requireMember(request: Request, action: Action): Promise<CurrentMember> {
  const authorization = request.headers.get('Authorization')
  const member = authorization ? await findKeyHolder(request, authorization) : await findMember(request)
  if (!member) throw await toSignIn(request)
  if (!may(member, action)) throw new Response(null, { status: 403 })
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
