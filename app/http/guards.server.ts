import { redirect } from '@remix-run/node'
import type { AuditActor } from '#app/people/audit/audit-event'
import { findMembership, type Membership } from '#app/people/find-membership.server'
import { type Action, may, type Thing } from '#app/people/may'
import { runtime } from '#app/runtime.server'
import { CLIENT_ADDRESS_HEADER } from './client-address'
import { paths } from './paths'

export interface CurrentMember extends Membership {
  userId: string
  userName: string
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
  const address = request.headers.get(CLIENT_ADDRESS_HEADER) ?? ''
  const actor: AuditActor = { workspaceId: membership.workspaceId, kind: 'member', id: userId, address }
  return { ...membership, userId, userName, actor }
}

/**
 * The door of every page and data file behind the sign-in.
 * @throws a redirect to the sign-in page without a session, 403 for a role that may not do this
 */
export async function requireMember(request: Request, action: Action): Promise<CurrentMember> {
  const member = await findMember(request)
  if (!member) {
    const { pathname, search } = new URL(request.url)
    const back = request.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : ''
    throw redirect(`${paths.signIn}${back}`)
  }
  if (!may(member, action)) throw new Response(null, { status: 403 })
  return member
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
