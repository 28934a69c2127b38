import { setTimeout } from 'node:timers/promises'
import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { inWorkspace } from '#app/db/wall/view.server'
import { recordEvent, systemActor } from './audit/record-event.server'
import type { Auth } from './auth.server'
import { countAttempt, isTooOften } from './count-attempts.server'
import { findMembership } from './find-membership.server'
import { joinWorkspaces } from './join-workspaces.server'

const REFUSAL_MILLISECONDS = 250

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

/**
 * The library takes as long for an unknown address as for a wrong password, and the answer is the same. Only what belongs to
 * an account is written down, so refusals leave at the next full quarter of a second: the time does not tell either.
 */
export async function signInByPassword(parts: SignInParts, attempt: PasswordSignIn, now: Date): Promise<SignInStep> {
  const begin = performance.now()
  const step = await tryPassword(parts, attempt, now)
  if (step.state === 'refused' || step.state === 'too-often') {
    const passed = performance.now() - begin
    await setTimeout(REFUSAL_MILLISECONDS - (passed % REFUSAL_MILLISECONDS))
  }
  return step
}

async function tryPassword(
  { auth, db }: SignInParts,
  { email, password, address, requestHeaders: headers }: PasswordSignIn,
  now: Date,
): Promise<SignInStep> {
  const refuse = async (state: 'refused' | 'too-often') => {
    const user = await db.user.findUnique({ where: { email } })
    if (user) await recordRefusal(db, { userId: user.id, address, method: 'password', state }, now)
    return { state }
  }
  if (await isTooOften(db, 'password-from', address, now)) return { state: 'too-often' }
  const beyond = await countAttempt(db, 'password', email, now)
  // the first of a window is written down, so that nobody fills the log by trying on
  if (beyond > 0) return beyond === 1 ? refuse('too-often') : { state: 'too-often' }
  const step = await readStep(await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true }))
  return step.state === 'refused' ? refuse('refused') : step
}

/** The second step: figures of an authenticator or a recovery code. The library counts and locks. */
export async function confirmSecondFactor(
  { auth, db }: SignInParts,
  { code, address, requestHeaders }: { code: string; address: string; requestHeaders: Headers },
  now: Date,
): Promise<SignInStep> {
  // before the try: the last one that is allowed takes the first step back
  const userId = await findHalfSignedIn(auth, requestHeaders)
  const call = { body: { code }, headers: requestHeaders, asResponse: true } as const
  const isTotp = /^\d{6}$/.test(code)
  const response = isTotp ? await auth.api.verifyTOTP(call) : await auth.api.verifyBackupCode(call)
  const step = response.status === 429 ? ({ state: 'too-often' } as const) : await readStep(response)
  const { state } = step
  if (userId && (state === 'refused' || state === 'too-often'))
    await recordRefusal(db, { userId, address, method: 'second-factor', state }, now)
  return step
}

/** Whose first step the cookie tells of that the library has set after it. */
async function findHalfSignedIn(auth: Auth, requestHeaders: Headers): Promise<string | undefined> {
  const context = await auth.$context
  const { name } = context.createAuthCookie('two_factor')
  const cookies = (requestHeaders.get('Cookie') ?? '').split(/;\s*/)
  const value = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1)
  // what comes before the signature is nothing that can be guessed
  const [identifier] = value?.split('.') ?? []
  if (!identifier?.startsWith('2fa-')) return undefined
  return (await context.internalAdapter.findVerificationValue(identifier))?.value
}

interface Refusal {
  userId: string
  address: string
  method: 'password' | 'second-factor'
  state: 'refused' | 'too-often'
}

/** Writes down that somebody was not let into an account; whose try it was nobody knows, so it is told of the account. */
async function recordRefusal(db: Db, { userId, address, method, state }: Refusal, now: Date): Promise<void> {
  const membership = await findMembership(db, userId, now)
  if (!membership) return
  const details = { method, reason: state }
  const event = { action: 'sign-in-refused', objectKind: 'user', objectId: userId, details } as const
  const { workspaceId } = membership
  await inWorkspace(workspaceId, () => recordEvent(db, { ...systemActor(workspaceId), address }, event))
}

/** What follows once all steps are done: invitations that wait are accepted, and who signed in and how is written down. */
export async function completeSignIn(
  db: PrismaClient,
  {
    userId,
    address,
    method,
  }: { userId: string; address: string; method: 'link' | 'password' | 'second-factor' | 'single-sign-on' | 'passkey' },
): Promise<void> {
  const now = new Date()
  await joinWorkspaces(db, { userId, address }, now)
  const membership = await findMembership(db, userId, now)
  if (!membership) return
  const { workspaceId } = membership
  const actor = { workspaceId, kind: 'member', id: userId, address } as const
  const event = { action: 'signed-in', objectKind: 'user', objectId: userId, details: { method } } as const
  await inWorkspace(workspaceId, () => recordEvent(db, actor, event))
}

/** Ends the session on the server, not only in the browser. */
export async function endSession(auth: Auth, requestHeaders: Headers): Promise<Headers> {
  return cookiesOf(await auth.api.signOut({ headers: requestHeaders, asResponse: true }))
}

export async function readStep(response: Response): Promise<SignInStep> {
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
