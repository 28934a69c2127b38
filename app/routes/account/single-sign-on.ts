import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { notFound } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { startSingleSignOn } from '#app/people/single-sign-on.server'
import { runtime } from '#app/runtime.server'

/** A link, not a form: browsers let no form of ours lead to another site. It changes nothing here. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { env, auth } = runtime()
  if (!env.singleSignOn) throw notFound()
  const started = await startSingleSignOn({ auth, issuer: env.singleSignOn.issuer }, request.headers)
  if (!started) throw redirect(`${paths.signIn}?refused`)
  throw redirect(started.url, { headers: started.headers })
}
