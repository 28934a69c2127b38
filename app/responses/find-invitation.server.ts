import type { Db } from '#app/db/database.server'
import { hashInvitationToken } from '#app/studies/invitation-token.server'
import type { Audience } from '#app/studies/promise'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const TOKEN = /^[\w-]{43}$/

export interface FoundInvitation {
  id: string
  workspaceId: string
  waveId: string
  participantId: string
  language: string
  closesAt: Date
  waveNumber: number
  studyName: string
  instrumentName: string
  instrumentVersion: number
  audience: Audience
  minimumGroupSize: number
  contactName: string
  contactEmail: string
}

export type FindInvitationResult =
  | { ok: true; invitation: FoundInvitation }
  /** `unknown` also stands for other workspaces' and malformed links: all look alike */
  | { ok: false; reason: 'unknown' }
  /** the link was real: its person may know what happened and whom to ask */
  | { ok: false; reason: 'revoked' | 'closed'; invitation: FoundInvitation }

/** Who stands behind a personal link, looked up by the hash of its secret. Changes nothing. */
export async function findInvitation(
  db: Db,
  link: { workspaceId: string; token: string; now: Date },
): Promise<FindInvitationResult> {
  const { workspaceId, token, now } = link
  if (!UUID.test(workspaceId) || !TOKEN.test(token)) return { ok: false, reason: 'unknown' }
  const found = await db.invitation.findUnique({
    where: { workspaceId_tokenHash: { workspaceId, tokenHash: hashInvitationToken(token) } },
    include: { wave: { include: { study: true } } },
  })
  if (!found) return { ok: false, reason: 'unknown' }
  const { wave } = found
  const { study } = wave
  const invitation: FoundInvitation = {
    id: found.id,
    workspaceId,
    waveId: wave.id,
    participantId: found.participantId,
    language: found.language,
    closesAt: wave.closesAt,
    waveNumber: wave.number,
    studyName: study.name,
    instrumentName: study.instrumentName,
    instrumentVersion: study.instrumentVersion,
    audience: wave.audience as Audience,
    minimumGroupSize: wave.minimumGroupSize,
    contactName: study.contactName,
    contactEmail: study.contactEmail,
  }
  if (found.revokedAt) return { ok: false, reason: 'revoked', invitation }
  if (wave.state !== 'open' || wave.closesAt <= now) return { ok: false, reason: 'closed', invitation }
  return { ok: true, invitation }
}
