import { type ActionFunctionArgs, json } from '@remix-run/node'
import { finishSignIn } from '#app/http/finish-sign-in.server'
import { clientAddress } from '#app/http/guards.server'
import { readForm } from '#app/http/read-form.server'
import { confirmPasskey, readAnswer, startPasskeySignIn } from '#app/people/passkeys.server'
import { runtime } from '#app/runtime.server'

/** For the script of the sign-in page: what a device needs to sign somebody in. The same for everybody. */
export function loader() {
  return startPasskeySignIn(runtime().auth)
}

/** What the device answered. */
export async function action({ request }: ActionFunctionArgs) {
  const { auth, database } = runtime()
  const answer = readAnswer((await readForm(request)).get('answer'))
  if (!answer) return json({ ok: false }, 400)
  const attempt = { answer, address: clientAddress(request), requestHeaders: request.headers }
  const step = await confirmPasskey({ auth, db: database.prisma }, attempt, new Date())
  const { init } = await finishSignIn(request, step, 'passkey', 422)
  return json({ ok: false }, init ?? 422)
}
