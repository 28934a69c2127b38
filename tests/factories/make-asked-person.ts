import type { Db } from '#app/db/database.server'
import type { FoundAssignment } from '#app/responses/found-assignment'
import { makeAssignment } from './make-assignment'
import { makeInvitation } from './make-invitation'
import { makeOrganization } from './make-organization'
import { makeParticipant } from './make-participant'
import { makeRelationship } from './make-relationship'
import { makeStudy } from './make-study'
import { makeWave } from './make-wave'
import { makeWorkspace } from './make-workspace'

interface AskedPersonValues {
  language?: string
  side?: 'buyer' | 'supplier'
  function?: string
  /** names of the firms on the other side, one relationship each */
  partners?: string[]
  /** a wave in which others are asked already */
  wave?: { workspaceId: string; id: string }
}

/** Somebody with a personal link to an open wave, asked about one relationship for each partner. */
export async function makeAskedPerson(db: Db, values: AskedPersonValues = {}) {
  const { language = 'en', side = 'buyer', partners = ['Delta Valves'] } = values
  const workspaceId = values.wave?.workspaceId ?? (await makeWorkspace(db)).id
  const wave = values.wave ?? (await makeWave(db, { workspaceId, studyId: (await makeStudy(db, { workspaceId })).id }))
  const own = await makeOrganization(db, { workspaceId })
  const participant = await makeParticipant(db, {
    workspaceId,
    organizationId: own.id,
    language,
    function: values.function ?? 'quality',
  })
  const waveId = wave.id
  const { token, id: invitationId } = await makeInvitation(db, {
    workspaceId,
    waveId,
    participantId: participant.id,
    language,
  })
  const assignments: FoundAssignment[] = []
  for (const [position, name] of partners.entries()) {
    const partner = await makeOrganization(db, { workspaceId, name })
    const [buyerId, supplierId] = side === 'buyer' ? [own.id, partner.id] : [partner.id, own.id]
    const relationship = await makeRelationship(db, { workspaceId, buyerId, supplierId })
    const place = { workspaceId, waveId, invitationId, relationshipId: relationship.id }
    const { id } = await makeAssignment(db, { ...place, side, position })
    assignments.push({ ...place, id, side, position })
  }
  const [assignment] = assignments
  if (!assignment) throw new Error('somebody is asked about at least one relationship')
  return {
    workspaceId,
    wave,
    participant,
    organizationId: own.id,
    token,
    invitationId,
    assignments,
    assignment,
    assignmentId: assignment.id,
  }
}
