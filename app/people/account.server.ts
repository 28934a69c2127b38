import type { Db } from '#app/db/database.server'
import type { Auth } from './auth.server'
import { listPasskeys } from './passkeys.server'
import { findPasswordFault, type PasswordFault } from './password-rules.server'
import { cookiesOf } from './sign-in.server'

/** Whoever changes how an account is entered has shown of late that it is theirs: a borrowed browser is not enough. */
const FRESH_MINUTES = 30

export interface Account {
  userId: string
  sessionId: string
}

/** How somebody signs in, and where they are signed in now. */
export async function readAccount(db: Db, { userId, sessionId }: Account, now: Date) {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } })
  const sessions = await db.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: { updatedAt: 'desc' },
    select: { id: true, createdAt: true, updatedAt: true, ipAddress: true, userAgent: true },
  })
  const own = sessions.find(({ id }) => id === sessionId)
  return {
    name: user.name,
    email: user.email,
    hasPassword: (await db.account.count({ where: { userId, providerId: 'credential' } })) > 0,
    hasSecondFactor: user.twoFactorEnabled === true,
    passkeys: await listPasskeys(db, userId),
    isFresh: own !== undefined && now.getTime() - own.createdAt.getTime() < FRESH_MINUTES * 60_000,
    sessions: sessions.map((session) => ({ ...session, isOwn: session.id === sessionId })),
  }
}

/** Sets or replaces the password; every other session ends, because somebody else may sit in it. */
export async function setPassword(
  { auth, db }: { auth: Auth; db: Db },
  { userId, sessionId }: Account,
  password: string,
): Promise<{ ok: true } | { ok: false; reason: PasswordFault }> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } })
  const reason = await findPasswordFault(password, [user.name, user.email, 'thiqa'])
  if (reason) return { ok: false, reason }
  const { password: passwords, internalAdapter } = await auth.$context
  const hash = await passwords.hash(password)
  if ((await db.account.count({ where: { userId, providerId: 'credential' } })) > 0)
    await internalAdapter.updatePassword(userId, hash)
  else await internalAdapter.createAccount({ userId, providerId: 'credential', accountId: userId, password: hash })
  await endOtherSessions(db, { userId, sessionId })
  return { ok: true }
}

export async function removePassword(db: Db, { userId }: Account): Promise<void> {
  await db.account.deleteMany({ where: { userId, providerId: 'credential' } })
}

/** @returns false where the person has no such session */
export async function endSessionOf(db: Db, { userId }: Account, id: string): Promise<boolean> {
  return (await db.session.deleteMany({ where: { userId, id } })).count > 0
}

export async function endOtherSessions(db: Db, { userId, sessionId }: Account): Promise<void> {
  await db.session.deleteMany({ where: { userId, id: { not: sessionId } } })
}

/** A new secret for an authenticator, not in force before a code of it was shown, with recovery codes: told this once. */
export async function startSecondFactor(
  auth: Auth,
  requestHeaders: Headers,
  password: string | undefined,
): Promise<{ uri: string; recoveryCodes: string[] } | undefined> {
  const body = { method: 'totp' as const, ...(password && { password }) }
  const response = await auth.api.enableTwoFactor({ body, headers: requestHeaders, asResponse: true })
  if (response.status !== 200) return undefined
  const made = (await response.json()) as { totpURI: string; backupCodes: string[] }
  return { uri: made.totpURI, recoveryCodes: made.backupCodes }
}

/** @returns the cookies of the session that begins with it, or undefined for a wrong code */
export async function finishSecondFactor(
  auth: Auth,
  requestHeaders: Headers,
  code: string,
): Promise<Headers | undefined> {
  const response = await auth.api.verifyTOTP({ body: { code }, headers: requestHeaders, asResponse: true })
  return response.status === 200 ? cookiesOf(response) : undefined
}

/** @returns the cookies of the session that begins with it, or undefined for a wrong password */
export async function stopSecondFactor(
  auth: Auth,
  requestHeaders: Headers,
  password: string | undefined,
): Promise<Headers | undefined> {
  const body = password ? { password } : {}
  const response = await auth.api.disableTwoFactor({ body, headers: requestHeaders, asResponse: true })
  return response.status === 200 ? cookiesOf(response) : undefined
}
