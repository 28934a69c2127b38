import { createHash } from 'node:crypto'
import type { Auth } from './auth.server'
import { cookiesOf } from './sign-in.server'

export interface SingleSignOnSettings {
  /** address of the provider, as it names itself in its tokens */
  issuer: string
  clientId: string
  clientSecret: string
}

interface SingleSignOnParts {
  auth: Auth
  issuer: string
}

/**
 * What the library calls the provider. Links between accounts are kept under this name, and ids of people mean something
 * to their own provider alone: with another issuer, nobody may come in by a link that was made with the first one.
 */
export function providerIdOf(issuer: string): string {
  return `sso-${createHash('sha256').update(issuer).digest('hex').slice(0, 16)}`
}

/** Where the provider sends people back to; it has to be registered there. */
export const SINGLE_SIGN_ON_CALLBACK = '/sign-in/single/callback'

/**
 * Begins a sign-in at the provider.
 * @returns where to send the browser, with the cookie that ties its return to it; undefined where the provider does not answer
 */
export async function startSingleSignOn(
  { auth, issuer }: SingleSignOnParts,
  requestHeaders: Headers,
): Promise<{ url: string; headers: Headers } | undefined> {
  const body = { provider: providerIdOf(issuer), callbackURL: '/' }
  const response = await auth.api.signInSocial({ body, headers: requestHeaders, asResponse: true })
  if (response.status !== 200) return undefined
  const { url } = (await response.json()) as { url?: string }
  return url ? { url, headers: cookiesOf(response) } : undefined
}

/**
 * Takes what the provider sent back: checks state, code and token, and finds the member with the address that it vouches for.
 * @returns the cookies of the session and whose it is; undefined for everybody else, without saying why
 */
export async function finishSingleSignOn(
  { auth, issuer }: SingleSignOnParts,
  search: string,
  requestHeaders: Headers,
): Promise<{ headers: Headers; userId: string } | undefined> {
  const { baseURL } = await auth.$context
  // the library's own end point; its address is not mounted, so nobody reaches it but through here
  const response = await auth.handler(
    new Request(`${baseURL}/callback/${providerIdOf(issuer)}${search}`, { headers: requestHeaders }),
  )
  const headers = cookiesOf(response)
  const cookie = headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const session = await auth.api.getSession({ headers: new Headers({ Cookie: cookie }) })
  return session ? { headers, userId: session.user.id } : undefined
}
