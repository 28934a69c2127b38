import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import { deleteSessionCookie } from 'better-auth/cookies'
import { generateRandomString } from 'better-auth/crypto'

/**
 * The library asks for the second factor after a password, but not after a mailed link: whoever reads somebody's mail would
 * walk around it. This takes the session back and begins the same challenge, which its own end points then answer.
 */
export function secondFactorForLinks(seconds: number) {
  return {
    id: 'second-factor-for-links',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === '/magic-link/verify',
          handler: createAuthMiddleware(async (ctx) => {
            const { context } = ctx
            const made = context.newSession
            if (!made?.user.twoFactorEnabled) return
            deleteSessionCookie(ctx, true)
            await context.internalAdapter.deleteSession(made.session.token)
            context.setNewSession(null)
            const identifier = `2fa-${generateRandomString(20)}`
            const expiresAt = new Date(Date.now() + seconds * 1000)
            await context.internalAdapter.createVerificationValue({ value: made.user.id, identifier, expiresAt })
            const attempts = { value: '0', identifier: `2fa-attempts-${identifier}`, expiresAt }
            await context.internalAdapter.createVerificationValue(attempts)
            const cookie = context.createAuthCookie('two_factor', { maxAge: seconds })
            await ctx.setSignedCookie(cookie.name, identifier, context.secret, cookie.attributes)
            return ctx.json({ twoFactorRedirect: true })
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin
}
