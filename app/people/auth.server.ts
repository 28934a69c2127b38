import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { magicLink } from 'better-auth/plugins'
import { deriveKey } from '#app/config/derive-key.server'
import type { PrismaClient } from '#app/db/generated/client'
import { joinWorkspaces } from './find-membership.server'

export interface AuthOptions {
  prisma: PrismaClient
  secret: string
  publicUrl: string
  /** takes the token of a new sign-in link to where it is delivered */
  deliver(email: string, token: string): Promise<void>
}

export const SIGN_IN_MINUTES = 15

export type Auth = ReturnType<typeof createAuth>

/**
 * Accounts and sessions. Only people who are already known may sign in. The library's own endpoints are not mounted:
 * our routes call `auth.api`, so that a mailed link is a page with a button and no mail scanner can spend it.
 */
export function createAuth(options: AuthOptions) {
  return betterAuth({
    database: prismaAdapter(options.prisma, { provider: 'postgresql' }),
    secret: deriveKey(options.secret, 'session').toString('hex'),
    baseURL: options.publicUrl,
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: { database: { generateId: 'uuid' }, useSecureCookies: options.publicUrl.startsWith('https:') },
    session: { expiresIn: 60 * 60 * 24 * 14 },
    databaseHooks: {
      session: {
        create: {
          // however somebody signs in: it accepts the invitations that wait for them
          after: (session) => joinWorkspaces(options.prisma, session.userId, new Date()),
        },
      },
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        expiresIn: SIGN_IN_MINUTES * 60,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) => options.deliver(email, token),
      }),
    ],
  })
}
