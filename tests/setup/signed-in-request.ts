import { createAuth } from '#app/people/auth.server'
import type { Role } from '#app/people/may'
import { confirmSignIn, requestSignIn } from '#app/people/sign-in.server'
import { runtime } from '#app/runtime.server'
import { makeMember } from '#tests/factories/make-member'
import { makeRequest, type RequestOptions } from './make-request'

interface SignedInOptions extends RequestOptions {
  /** a person of its own for each call; administrator unless told otherwise */
  role?: Role
  workspaceId: string
  /** a cookie from signIn, for several requests of one person */
  cookie?: string
}

/** A request of somebody with a role in a workspace, as a loader or action gets it. Needs useRuntime(). */
export async function signedInRequest(url: string, options: SignedInOptions): Promise<Request> {
  const { role = 'administrator', workspaceId, cookie = await signIn({ role, workspaceId }), ...rest } = options
  return makeRequest(url, {
    ...rest,
    headers: { ...rest.headers, Cookie: [cookie, rest.headers?.Cookie].filter(Boolean).join('; ') },
  })
}

/**
 * Makes a person with a role in the workspace and signs them in by a link, as in life; only the mail is left out.
 * @returns the value of the header Cookie
 */
async function signIn({ role, workspaceId }: { role: Role; workspaceId: string }): Promise<string> {
  const { database, secret, env } = runtime()
  const { email } = await makeMember(database.prisma, { workspaceId, role })
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
  const headers = await confirmSignIn(auth, mailed, new Headers())
  const cookies = headers?.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (!cookies) throw new Error('the sign-in gave no session')
  return cookies.join('; ')
}
