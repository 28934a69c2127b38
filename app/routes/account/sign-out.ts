import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { enterWorkspace } from '#app/db/wall/view.server'
import { findMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { recordEvent } from '#app/people/audit/record-event.server'
import { endSession } from '#app/people/sign-in.server'
import { runtime } from '#app/runtime.server'

export function loader() {
  throw redirect(paths.home)
}

export async function action({ request }: ActionFunctionArgs) {
  const { auth, database } = runtime()
  const member = await findMember(request)
  const headers = await endSession(auth, request.headers)
  if (member) {
    enterWorkspace(member.workspaceId)
    const event = { action: 'signed-out', objectKind: 'user', objectId: member.userId } as const
    await recordEvent(database.prisma, member.actor, event)
  }
  throw redirect(paths.signIn, { headers })
}
