import type { Auth } from './auth.server'

/** Asks for a sign-in mail. The answer is the same whether the address is known or not; unknown ones get no mail. */
export async function requestSignIn(auth: Auth, email: string): Promise<void> {
  await auth.api.signInMagicLink({ body: { email }, headers: new Headers() })
}

/**
 * Spends a sign-in token (once, within its minutes).
 * @returns the headers that set the session cookie, or undefined for a token that is unknown, spent or too old
 */
export async function confirmSignIn(auth: Auth, token: string, requestHeaders: Headers): Promise<Headers | undefined> {
  const response = await auth.api.magicLinkVerify({ query: { token }, headers: requestHeaders, asResponse: true })
  return pickCookies(response)
}

/** Ends the session on the server, not only in the browser. */
export async function endSession(auth: Auth, requestHeaders: Headers): Promise<Headers> {
  const response = await auth.api.signOut({ headers: requestHeaders, asResponse: true })
  return pickCookies(response) ?? new Headers()
}

function pickCookies(response: Response): Headers | undefined {
  const cookies = response.headers.getSetCookie()
  if (!cookies.some((cookie) => cookie.includes('session_token'))) return undefined
  const headers = new Headers()
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return headers
}
