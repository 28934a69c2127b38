import type { Db } from '#app/db/database.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import type { CurrentMember } from './guards.server'

/**
 * Writes down that somebody looked at results of a study or took a file of them, before anything leaves. Which page or
 * file it was, which relationship and which wave stand in the address.
 */
export async function recordLook(db: Db, member: CurrentMember, request: Request, studyId: string): Promise<void> {
  const { pathname, searchParams } = new URL(request.url)
  const place = pathname.split('/').at(-1) || 'home'
  const relationship = /\/relationships\/([0-9a-f-]{36})/.exec(pathname)?.[1]
  const wave = /^(\d{1,4}|all)$/.exec(searchParams.get('wave') ?? '')?.[0]
  const isFile = place.includes('.')
  await recordEvent(db, member.actor, {
    action: isFile ? 'file-taken' : 'results-viewed',
    objectKind: 'study',
    objectId: studyId,
    details: {
      [isFile ? 'file' : 'page']: place === relationship ? 'relationship' : place.slice(0, 40),
      ...(relationship && { relationship }),
      ...(wave && { wave }),
    },
  })
}
