import type { PrismaClient } from '#app/db/generated/client'
import type { JobQueue } from '#app/jobs/queue.server'
import { addAllRelationships, addRelationships, removeRelationship } from './change-study-relationships.server'
import { closeWave } from './close-wave.server'
import { decideHandover } from './handovers.server'
import { openWave } from './open-wave.server'
import { recordOptIn } from './record-opt-in.server'
import { findStudyZone } from './rhythm/find-rhythm.server'
import { sameClockOn } from './rhythm/working-days'
import { stepWave } from './step-wave.server'
import type { StudyIntent } from './study-intent'

interface StudyParts {
  prisma: PrismaClient
  queue: JobQueue
  secret: string
}

interface StudyKey {
  workspaceId: string
  studyId: string
}

const DAY = 24 * 60 * 60 * 1000

/** Does what a button of a study's page asks for; the caller has checked that the study is this workspace's. */
export async function carryOutStudyIntent(
  parts: StudyParts,
  study: StudyKey,
  intent: StudyIntent,
  now: Date,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const { prisma } = parts
  switch (intent.intent) {
    case 'add-all':
      await addAllRelationships(prisma, study)
      return { ok: true }
    case 'add':
      return (await addRelationships(prisma, study, [intent.relationshipId])) > 0
        ? { ok: true }
        : { ok: false, reason: 'nothing-added' }
    case 'remove':
      await removeRelationship(prisma, study, intent.relationshipId)
      return { ok: true }
    case 'opt-in-all':
      for (const side of ['buyer', 'supplier'] as const)
        await recordOptIn(prisma, { ...study, side, agreedBy: intent.agreedBy, now })
      return { ok: true }
    case 'opt-in':
    case 'opt-out': {
      const agreedBy = intent.intent === 'opt-in' ? intent.agreedBy : ''
      const { relationshipId, side } = intent
      const recorded = await recordOptIn(prisma, { ...study, relationshipId, side, agreedBy, now })
      return recorded.ok ? { ok: true } : { ok: false, reason: 'unknown-relationship' }
    }
    case 'open-wave':
      return openWave(parts, { ...study, now, closesAt: new Date(now.getTime() + intent.days * DAY) })
    case 'open-trial': {
      const onlyEmails = intent.emails
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter((email) => email !== '')
      return openWave(parts, {
        ...study,
        now,
        closesAt: new Date(now.getTime() + intent.days * DAY),
        trial: { onlyEmails },
      })
    }
    case 'handover-accept':
    case 'handover-leave':
      return decideHandover(prisma, study, { id: intent.id, isAccepted: intent.intent === 'handover-accept', now })
    case 'close-wave':
      return closeWave(parts, { ...study, waveId: intent.waveId, now })
    case 'pause':
    case 'resume':
    case 'publish-now':
      return stepWave(parts, { ...study, waveId: intent.waveId, step: { step: intent.intent }, now })
    case 'extend':
    case 'reopen': {
      const { waveId, closesOn } = intent
      const closesAt = await readNewEnd(prisma, { ...study, waveId, closesOn })
      return closesAt
        ? stepWave(parts, { ...study, waveId, step: { step: intent.intent, closesAt }, now })
        : { ok: false, reason: 'unknown-wave' }
    }
  }
}

/** The day that somebody set, at the time by the clock at which the wave was to end. */
async function readNewEnd(
  prisma: PrismaClient,
  { workspaceId, studyId, waveId, closesOn }: StudyKey & { waveId: string; closesOn: string },
): Promise<Date | undefined> {
  const wave = await prisma.wave.findFirst({ where: { workspaceId, studyId, id: waveId }, select: { closesAt: true } })
  const timeZone = await findStudyZone(prisma, { workspaceId, studyId })
  return wave ? sameClockOn(closesOn, wave.closesAt, timeZone) : undefined
}
