import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { paths } from '#app/http/paths'
import { endSession } from '#app/people/sign-in.server'
import { runtime } from '#app/runtime.server'

export function loader() {
  throw redirect(paths.home)
}

export async function action({ request }: ActionFunctionArgs) {
  throw redirect(paths.signIn, { headers: await endSession(runtime().auth, request.headers) })
}
