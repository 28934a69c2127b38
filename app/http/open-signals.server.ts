import { recordEvent } from '#app/people/audit/record-event.server'
import { findReach } from '#app/people/find-reach.server'
import { runtime } from '#app/runtime.server'
import { requireMember } from './guards.server'

/** What every page and file of signals starts with: who asks, how far they see, and an entry in the log, for they tell results. */
export async function openSignals(request: Request) {
  const member = await requireMember(request, 'keep-promises')
  const { workspaceId } = member
  const { prisma } = runtime().database
  const place = new URL(request.url).pathname.split('/').at(-1) ?? ''
  const isFile = place.includes('.')
  const signal = /^[0-9a-f-]{36}$/.test(place) ? place : undefined
  await recordEvent(prisma, member.actor, {
    action: isFile ? 'file-taken' : 'results-viewed',
    ...(signal ? { objectKind: 'signal', objectId: signal } : { objectKind: 'workspace', objectId: workspaceId }),
    details: { [isFile ? 'file' : 'page']: signal ? 'signal' : place.slice(0, 40) },
  })
  return { prisma, member, workspaceId, within: findReach(workspaceId, member) }
}
