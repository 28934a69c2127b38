import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { recordEvent } from './audit/record-event.server'
import type { Auth } from './auth.server'
import { isTooOften } from './count-attempts.server'
import { findMembership } from './find-membership.server'
import { joinWorkspaces } from './join-workspaces.server'

/** What a step of a sign-in comes to: done, a second factor to show, or refused; with the cookies that it sets. */
export type SignInStep =
  | { state: 'signed-in'; headers: Headers; userId: string }
  | { state: 'second-factor'; headers: Headers }
  | { state: 'refused' }
  | { state: 'too-often' }

interface SignInParts {
  auth: Auth
  db: Db
}

/** Asks for a sign-in mail. The answer is the same whether the address is known or not; unknown ones get no mail. */
export async function requestSignIn(auth: Auth, email: string): Promise<void> {
  await auth.api.signInMagicLink({ body: { email }, headers: new Headers() })
}

/**
 * The same for a stranger's form: nobody's mailbox is flooded. Too many are left out silently, because an answer of its own
 * would tell that something is sent otherwise.
 */
export async function requestSignInFrom(
  { auth, db }: SignInParts,
  { email, address }: { email: string; address: string },
  now: Date,
): Promise<void> {
  const isForAddress = await isTooOften(db, 'sign-in-mail-from', address, now)
  const isForEmail = await isTooOften(db, 'sign-in-mail', email, now)
  if (!isForAddress && !isForEmail) await requestSignIn(auth, email)
}

/** Spends a sign-in token (once, within its minutes). */
export async function confirmSignIn(auth: Auth, token: string, requestHeaders: Headers): Promise<SignInStep> {
  return readStep(await auth.api.magicLinkVerify({ query: { token }, headers: requestHeaders, asResponse: true }))
}

interface PasswordSignIn {
  email: string
  password: string
  address: string
  requestHeaders: Headers
}

/** The library takes as long for an unknown address as for a wrong password, and the answer is the same. */
export async function signInByPassword(
  { auth, db }: SignInParts,
  { email, password, address, requestHeaders: headers }: PasswordSignIn,
  now: Date,
): Promise<SignInStep> {
  if (await isTooOften(db, 'password-from', address, now)) return { state: 'too-often' }
  if (await isTooOften(db, 'password', email, now)) return { state: 'too-often' }
  return readStep(await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true }))
}

/** The second step: figures of an authenticator or a recovery code. The library counts and locks. */
export async function confirmSecondFactor(auth: Auth, code: string, requestHeaders: Headers): Promise<SignInStep> {
  const call = { body: { code }, headers: requestHeaders, asResponse: true } as const
  const isTotp = /^\d{6}$/.test(code)
  const response = isTotp ? await auth.api.verifyTOTP(call) : await auth.api.verifyBackupCode(call)
  return response.status === 429 ? { state: 'too-often' } : readStep(response)
}

/** What follows once all steps are done: invitations that wait are accepted, and who signed in and how is written down. */
export async function completeSignIn(
  db: PrismaClient,
  {
    userId,
    address,
    method,
  }: { userId: string; address: string; method: 'link' | 'password' | 'second-factor' | 'single-sign-on' },
): Promise<void> {
  const now = new Date()
  await joinWorkspaces(db, { userId, address }, now)
  const membership = await findMembership(db, userId, now)
  if (!membership) return
  const actor = { workspaceId: membership.workspaceId, kind: 'member', id: userId, address } as const
  await recordEvent(db, actor, { action: 'signed-in', objectKind: 'user', objectId: userId, details: { method } })
}

/** Ends the session on the server, not only in the browser. */
export async function endSession(auth: Auth, requestHeaders: Headers): Promise<Headers> {
  return cookiesOf(await auth.api.signOut({ headers: requestHeaders, asResponse: true }))
}

async function readStep(response: Response): Promise<SignInStep> {
  if (response.status !== 200) return { state: 'refused' }
  const body = (await response.json()) as { twoFactorRedirect?: boolean; user?: { id: string } } | null
  const headers = cookiesOf(response)
  if (body?.twoFactorRedirect) return { state: 'second-factor', headers }
  return body?.user ? { state: 'signed-in', headers, userId: body.user.id } : { state: 'refused' }
}

/** The cookies that an answer of the library sets, and nothing else of it. */
export function cookiesOf(response: Response): Headers {
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('Set-Cookie', cookie)
  return headers
}
