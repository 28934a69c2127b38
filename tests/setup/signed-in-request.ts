import { createAuth } from '#app/people/auth.server'
import { joinWorkspaces } from '#app/people/join-workspaces.server'
import { confirmSignIn, requestSignIn } from '#app/people/sign-in.server'
import { runtime } from '#app/runtime.server'
import { type MemberValues, makeMember } from '#tests/factories/make-member'
import { makeRequest, type RequestOptions } from './make-request'

interface SignedInOptions extends RequestOptions, Omit<MemberValues, 'workspaceId'> {
  /** a person of its own for each call; administrator unless told otherwise. Not needed beside a cookie */
  workspaceId?: string
  /** a cookie from signIn, for several requests of one person */
  cookie?: string
}

/** A request of somebody with a role in a workspace, as a loader or action gets it. Needs useRuntime(). */
export async function signedInRequest(url: string, options: SignedInOptions): Promise<Request> {
  const { method, form, body, headers, cookie: given, workspaceId = '', ...values } = options
  const cookie = given ?? (await signIn({ workspaceId, ...values }))
  return makeRequest(url, {
    ...(method && { method }),
    ...(form && { form }),
    ...(body && { body }),
    headers: { ...headers, Cookie: [cookie, headers?.Cookie].filter(Boolean).join('; ') },
  })
}

/**
 * Makes a person with a role in the workspace and signs them in by a link, as in life; only the mail is left out.
 * @returns the value of the header Cookie
 */
export async function signIn(values: MemberValues): Promise<string> {
  const { email } = await makeMember(runtime().database.prisma, values)
  return signInAs(email)
}

/** Signs in somebody who is known already. @returns the value of the header Cookie */
export async function signInAs(email: string): Promise<string> {
  const { database, secret, env } = runtime()
  let mailed = ''
  const auth = createAuth({
    prisma: database.prisma,
    secret,
    publicUrl: env.publicUrl,
    deliver: async (_email, token) => {
      mailed = token
    },
  })
  await requestSignIn(auth, email)
  const step = await confirmSignIn(auth, mailed, new Headers())
  if (step.state !== 'signed-in') throw new Error(`the sign-in gave no session: ${step.state}`)
  await joinWorkspaces(database.prisma, { userId: step.userId, address: '' }, new Date())
  return cookieOf(step.headers)
}

/** What a browser sends after it got these headers. */
export function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .filter((cookie) => !/max-age=0/i.test(cookie))
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
