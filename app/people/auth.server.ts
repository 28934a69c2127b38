import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError } from 'better-auth/api'
import { genericOAuth, magicLink, twoFactor } from 'better-auth/plugins'
import { deriveKey } from '#app/config/derive-key.server'
import type { PrismaClient } from '#app/db/generated/client'
import { CLIENT_ADDRESS_HEADER } from '#app/http/client-address'
import { PASSWORD_LENGTH } from './password-form'
import { secondFactorForLinks } from './second-factor-for-links.server'
import { providerIdOf, SINGLE_SIGN_ON_CALLBACK, type SingleSignOnSettings } from './single-sign-on.server'

export interface AuthOptions {
  prisma: PrismaClient
  secret: string
  publicUrl: string
  /** takes the token of a new sign-in link to where it is delivered */
  deliver(email: string, token: string): Promise<void>
  /** the provider of the installation, where there is one */
  singleSignOn?: SingleSignOnSettings | undefined
}

export const SIGN_IN_MINUTES = 15
const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null }
/** as long as the second step of a sign-in waits for its code */
const SECOND_FACTOR_MINUTES = 10

export type Auth = ReturnType<typeof createAuth>

/**
 * Accounts and sessions. Only people who are already known may sign in. The library's own endpoints are not mounted:
 * our routes call `auth.api`, so that a mailed link is a page with a button and no mail scanner can spend it.
 */
export function createAuth(options: AuthOptions) {
  const isSecure = options.publicUrl.startsWith('https:')
  return betterAuth({
    database: prismaAdapter(options.prisma, { provider: 'postgresql' }),
    secret: deriveKey(options.secret, 'session').toString('hex'),
    baseURL: options.publicUrl,
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      database: { generateId: 'uuid' },
      // `__Host-`: browsers take such a cookie from this very host alone, over TLS, so no neighbour can plant one. The library
      // would write `__Secure-`, which lets neighbours; they are sent to all pages of the host, with no form of another site
      useSecureCookies: false,
      cookiePrefix: isSecure ? '__Host-thiqa' : 'thiqa',
      defaultCookieAttributes: { secure: isSecure },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    session: { expiresIn: 60 * 60 * 24 * 14 },
    // an account of the provider belongs to the member whose address the provider has verified, and makes no new ones
    account: { accountLinking: { requireLocalEmailVerified: false } },
    databaseHooks: {
      // who somebody is was all that was asked of the provider: its tokens open other doors, and are not kept
      account: {
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
    },
    // nobody signs up; passwords are set on the page of the own account, by the rules of password-rules.server.ts
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
    },
    plugins: [
      twoFactor({ issuer: 'Thiqa', allowPasswordless: true, twoFactorCookieMaxAge: SECOND_FACTOR_MINUTES * 60 }),
      secondFactorForLinks(SECOND_FACTOR_MINUTES * 60),
      passkeys(options.publicUrl),
      ...(options.singleSignOn ? [singleSignOnPlugin(options.singleSignOn, options.publicUrl)] : []),
      magicLink({
        disableSignUp: true,
        expiresIn: SIGN_IN_MINUTES * 60,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) => options.deliver(email, token),
      }),
    ],
  })
}

/**
 * A passkey is two factors in one: the device, and what unlocks it. So one whose device did not ask for that is refused, both
 * when it is made and when it is used; the library only prefers it.
 */
function passkeys(publicUrl: string) {
  const { origin, hostname } = new URL(publicUrl)
  const demand = (isVerified: boolean | undefined) => {
    if (!isVerified) throw new APIError('UNAUTHORIZED', { message: 'the device did not ask who is there' })
  }
  return passkey({
    ...{ rpID: hostname, rpName: 'Thiqa', origin },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification }) => demand(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => demand(verification.authenticationInfo.userVerified),
    },
  })
}

function singleSignOnPlugin({ issuer, clientId, clientSecret }: SingleSignOnSettings, publicUrl: string) {
  return genericOAuth({
    config: [
      {
        ...{ providerId: providerIdOf(issuer), clientId, clientSecret },
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        redirectURI: `${publicUrl}${SINGLE_SIGN_ON_CALLBACK}`,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        disableSignUp: true,
        disableImplicitSignUp: true,
      },
    ],
  })
}
