import { isIP } from 'node:net'
import { z } from 'zod'
import type { Db } from '#app/db/database.server'
import type { Auth } from './auth.server'
import { isTooOften } from './count-attempts.server'
import { cookiesOf, readStep, type SignInStep } from './sign-in.server'

/** Browsers bind passkeys to names of hosts, not to numbers. */
export function takesPasskeys(publicUrl: string): boolean {
  return isIP(new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')) === 0
}

/** What a device answers, as far as we look at it; the library checks the rest. */
const answerSchema = z.looseObject({ id: z.string().max(2000), response: z.looseObject({}) })

/** The answer of a device, from the text that a form carries it in; undefined for anything else. */
export function readAnswer(text: FormDataEntryValue | null): z.infer<typeof answerSchema> | undefined {
  if (typeof text !== 'string' || text.length > 20_000) return undefined
  try {
    return answerSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined // no script of ours sends this
  }
}

export async function listPasskeys(db: Db, userId: string) {
  return db.passkey.findMany({
    where: { userId },
    orderBy: { createdAt: 'asc' },
    select: { id: true, name: true, createdAt: true },
  })
}

/** @returns false where the person has no such passkey */
export async function removePasskey(db: Db, { userId }: { userId: string }, id: string): Promise<boolean> {
  return (await db.passkey.deleteMany({ where: { userId, id } })).count > 0
}

/** What a device needs to make a passkey for who has signed in, with the cookie that ties its answer to this browser. */
export function startPasskey(auth: Auth, headers: Headers): Promise<Response> {
  return auth.api.generatePasskeyRegistrationOptions({ headers, query: {}, asResponse: true })
}

/** Keeps the public half of what the device made. @returns whether it was right */
export async function finishPasskey(
  auth: Auth,
  headers: Headers,
  { answer, name }: { answer: object; name: string },
): Promise<boolean> {
  const body = { response: answer, name }
  return (await auth.api.verifyPasskeyRegistration({ body, headers, asResponse: true })).status === 200
}

/** What a device needs to sign somebody in, whoever it is; the device must ask who is there. */
export async function startPasskeySignIn(auth: Auth): Promise<Response> {
  const response = await auth.api.generatePasskeyAuthenticationOptions({ headers: new Headers(), asResponse: true })
  const options = (await response.json()) as object
  return Response.json({ ...options, userVerification: 'required' }, { headers: cookiesOf(response) })
}

/** Signs in whoever's passkey it is. A second factor is not asked for: the device and what unlocks it are two. */
export async function confirmPasskey(
  { auth, db }: { auth: Auth; db: Db },
  { answer, address, requestHeaders: headers }: { answer: object; address: string; requestHeaders: Headers },
  now: Date,
): Promise<SignInStep> {
  if (await isTooOften(db, 'passkey-from', address, now)) return { state: 'too-often' }
  const body = { response: answer as never }
  return readStep(await auth.api.verifyPasskeyAuthentication({ body, headers, asResponse: true }))
}
