import { createHash } from 'node:crypto'
import type { Db } from '#app/db/database.server'

interface Limit {
  /** attempts that are let through … */
  most: number
  /** … within so many minutes */
  minutes: number
}

/** What is limited, by account and by the address that asks: over all processes, because it is counted in the database. */
export const LIMITS = {
  'sign-in-mail': { most: 5, minutes: 15 },
  'sign-in-mail-from': { most: 60, minutes: 15 },
  'new-address': { most: 3, minutes: 60 },
  password: { most: 10, minutes: 15 },
  'passkey-from': { most: 100, minutes: 15 },
  'password-from': { most: 100, minutes: 15 },
  'mail-trial': { most: 10, minutes: 15 },
  'webhook-by-hand': { most: 20, minutes: 15 },
  'export-asked': { most: 30, minutes: 60 },
  'api-call': { most: 300, minutes: 1 },
} as const satisfies Record<string, Limit>

/** Counts an attempt. @returns whether it is one too many */
export async function isTooOften(db: Db, kind: keyof typeof LIMITS, whom: string, now: Date): Promise<boolean> {
  return (await countAttempt(db, kind, whom, now)) > 0
}

/** Counts an attempt. @returns how many there were beyond the limit; up to 0 it may go on */
export async function countAttempt(db: Db, kind: keyof typeof LIMITS, whom: string, now: Date): Promise<number> {
  return -(await takeAttempt(db, kind, whom, now)).left
}

/**
 * Counts an attempt. A window begins with its first one, so an attacker who keeps trying gets `most` a window, and who was
 * locked out by others waits minutes, not days.
 * @returns how many are left in this window, below 0 when there were too many, and seconds until the next one begins
 */
export async function takeAttempt(
  db: Db,
  kind: keyof typeof LIMITS,
  whom: string,
  now: Date,
): Promise<{ left: number; seconds: number }> {
  const { most, minutes } = LIMITS[kind]
  const id = createHash('sha256').update(`${kind} ${whom}`).digest('base64url')
  const begin = new Date(now.getTime() - minutes * 60_000)
  const [attempt] = await db.$queryRaw<{ count: number; since: Date }[]>`
    INSERT INTO auth_attempt (id, count, since) VALUES (${id}, 1, ${now})
    ON CONFLICT (id) DO UPDATE SET
      count = CASE WHEN auth_attempt.since <= ${begin} THEN 1 ELSE auth_attempt.count + 1 END,
      since = CASE WHEN auth_attempt.since <= ${begin} THEN ${now} ELSE auth_attempt.since END
    RETURNING count, since`
  const { count = 0, since = now } = attempt ?? {}
  // whoever begins a window sweeps out those that are over
  if (count === 1) await db.attempt.deleteMany({ where: { since: { lt: new Date(now.getTime() - 86_400_000) } } })
  return { left: most - count, seconds: Math.max(1, Math.ceil((since.getTime() - begin.getTime()) / 1000)) }
}
