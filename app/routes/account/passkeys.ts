import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from '@remix-run/node'
import { notFound, requireMember } from '#app/http/guards.server'
import { readForm } from '#app/http/read-form.server'
import { readAccount } from '#app/people/account.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { finishPasskey, readAnswer, startPasskey } from '#app/people/passkeys.server'
import { runtime } from '#app/runtime.server'

const LONGEST_NAME = 80

/** For the script of the page of the own account: what the device needs to make a passkey. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireFresh(request)
  return startPasskey(runtime().auth, request.headers)
}

/** What the device made. */
export async function action({ request }: ActionFunctionArgs) {
  const { member, userId } = await requireFresh(request)
  const form = await readForm(request)
  const answer = readAnswer(form.get('answer'))
  if (!answer) return json({ ok: false }, 400)
  const name = String(form.get('name') ?? '')
    .trim()
    .slice(0, LONGEST_NAME)
  const { auth, database } = runtime()
  const isMade = await finishPasskey(auth, request.headers, { answer, name })
  if (!isMade) return json({ ok: false }, 422)
  const event = { action: 'passkey-added', objectKind: 'user', objectId: userId } as const
  await recordEvent(database.prisma, member.actor, event)
  return json({ ok: true })
}

/** Who changes how an account is entered has signed in of late. @throws 403, 404 for a key */
async function requireFresh(request: Request) {
  const member = await requireMember(request, 'come-in')
  const { userId, sessionId } = member
  if (!sessionId) throw notFound()
  const account = await readAccount(runtime().database.prisma, { userId, sessionId }, new Date())
  if (!account.isFresh) throw new Response(null, { status: 403 })
  return { member, userId }
}
