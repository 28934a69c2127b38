import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { finishSignIn } from '#app/http/finish-sign-in.server'
import { notFound } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { finishSingleSignOn } from '#app/people/single-sign-on.server'
import { runtime } from '#app/runtime.server'

/** Where the provider sends people back to. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { env, auth } = runtime()
  if (!env.singleSignOn) throw notFound()
  const done = await finishSingleSignOn(
    { auth, issuer: env.singleSignOn.issuer },
    new URL(request.url).search,
    request.headers,
  )
  if (!done) throw redirect(`${paths.signIn}?refused`)
  return finishSignIn(request, { state: 'signed-in', ...done }, 'single-sign-on', 422)
}
