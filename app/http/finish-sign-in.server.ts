import { data, redirect } from '@remix-run/node'
import { completeSignIn, type SignInStep } from '#app/people/sign-in.server'
import { runtime } from '#app/runtime.server'
import { clientAddress } from './guards.server'
import { nextPage, nextPageCookie } from './next-page-cookie'
import { paths } from './paths'

type Method = Parameters<typeof completeSignIn>[1]['method']

/** Sends on whoever has signed in, or to the second step; @returns what is said of a refused attempt, with its status. */
export async function finishSignIn(request: Request, step: SignInStep, method: Method, refusedStatus: number) {
  if (step.state === 'refused') return data({ refusal: 'refused' as const }, { status: refusedStatus })
  if (step.state === 'too-often') return data({ refusal: 'too-often' as const }, { status: 429 })
  const { headers } = step
  if (step.state === 'second-factor') throw redirect(paths.secondFactor, { headers })
  await completeSignIn(runtime().database.prisma, { userId: step.userId, address: clientAddress(request), method })
  headers.append('Set-Cookie', nextPageCookie('', runtime().env.isSecure))
  throw redirect(nextPage(request.headers) ?? paths.home, { headers })
}
