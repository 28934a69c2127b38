import type { PrismaClient } from '#app/db/generated/client'
import { publishWave } from '#app/disclosure/publish-wave.server'
import type { Answers } from '#app/instruments/answers'
import type { QualityFlag } from '#app/responses/quality-flags'
import type { Audience } from '#app/studies/promise'
import { makeAnswers } from './make-answers'
import { makeAssignment } from './make-assignment'
import { makeInvitation } from './make-invitation'
import { makeParticipant } from './make-participant'
import { makeRelationship } from './make-relationship'
import { makeResponse } from './make-response'
import { makeStudy } from './make-study'
import { makeWave } from './make-wave'
import { makeWorkspace } from './make-workspace'

interface RelationshipValues {
  code?: string
  category?: string
  buyerId?: string
  supplierId?: string
  /** the same people's answers in every wave; null is somebody who was asked and did not answer */
  buyer: (Answers | null)[]
  supplier: (Answers | null)[]
}

interface PublishedStudyValues {
  workspaceId?: string
  audience?: Audience
  name?: string
  waves?: number
  healthWeights?: object
  /** by wave, where it is not that of the study */
  healthWeightsOf?: object[]
  functionWeights?: object
  /** of the people, by their place among all; purchasing unless told otherwise */
  functionOf?: (place: number) => string
  /** by wave, where it is not that of the study */
  minimumGroupSizes?: number[]
  relationships?: RelationshipValues[]
  /** whether people were told that figures go into pools over workspaces */
  isBenchmarked?: boolean
  /** in which people answer, by their place among all; English unless told otherwise */
  languageOf?: (place: number) => string
  /** signs of careless answering that their responses carry, likewise */
  flagsOf?: (place: number) => QualityFlag[]
}

const THREE = [{}, {}, {}]

/** A study whose waves were answered, closed and published by the product itself: three answers on each side unless told otherwise. */
export async function makePublishedStudy(prisma: PrismaClient, values: PublishedStudyValues = {}) {
  const {
    waves = 1,
    audience = 'shared',
    name,
    languageOf = () => 'en',
    flagsOf = () => [],
    functionOf = () => 'purchasing',
    relationships = [{ buyer: THREE, supplier: THREE }],
  } = values
  const workspaceId = values.workspaceId ?? (await makeWorkspace(prisma)).id
  const { healthWeights = {}, functionWeights = {} } = values
  const study = await makeStudy(prisma, {
    workspaceId,
    audience,
    healthWeights,
    functionWeights,
    ...(name && { name }),
  })
  const asked = []
  for (const { buyer, supplier, ...own } of relationships) {
    const relationship = await makeRelationship(prisma, { workspaceId, ...own })
    const people = []
    for (const side of ['buyer', 'supplier'] as const)
      for (const answers of side === 'buyer' ? buyer : supplier) {
        const organizationId = side === 'buyer' ? relationship.buyerId : relationship.supplierId
        people.push({ side, answers, participant: await makeParticipant(prisma, { workspaceId, organizationId }) })
      }
    asked.push({ relationship, people })
  }
  const made = []
  for (let number = 1; number <= waves; number += 1) {
    const minimumGroupSize = values.minimumGroupSizes?.[number - 1] ?? study.minimumGroupSize
    const { isBenchmarked = false } = values
    const weighed = { healthWeights: values.healthWeightsOf?.[number - 1] ?? healthWeights }
    const own = { number, minimumGroupSize, isBenchmarked, ...weighed }
    const wave = await makeWave(prisma, { workspaceId, studyId: study.id, ...own })
    const waveId = wave.id
    let place = 0
    for (const { relationship, people } of asked)
      for (const { side, answers, participant } of people) {
        const invitation = await makeInvitation(prisma, { workspaceId, waveId, participantId: participant.id })
        const about = { workspaceId, waveId, invitationId: invitation.id, relationshipId: relationship.id }
        const assignment = await makeAssignment(prisma, { ...about, side })
        const how = { language: languageOf(place), flags: flagsOf(place), function: functionOf(place) }
        place += 1
        if (answers) await makeResponse(prisma, { assignment, ...how, answers: makeAnswers(answers) })
      }
    await prisma.wave.update({
      where: { workspaceId_id: { workspaceId, id: waveId } },
      data: { state: 'closing', closedAt: new Date('2026-03-01T08:00:00Z') },
    })
    await publishWave(prisma, { workspaceId, waveId, now: new Date(`2026-0${number + 2}-02T08:00:00Z`) })
    made.push(wave)
  }
  return { workspaceId, study, waves: made, relationships: asked.map(({ relationship }) => relationship) }
}
