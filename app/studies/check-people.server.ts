import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { loadTemplate } from '#app/instruments/load-template.server'
import type { JobQueue } from '#app/jobs/queue.server'
import { askedInstrument } from './asked-instrument'
import { planInvitations } from './plan-invitations'
import { type Informant, readInformants } from './read-informants.server'
import { recordWaveMails } from './record-wave-mails.server'
import { findRhythm } from './rhythm/find-rhythm.server'
import { mailMoment } from './rhythm/mail-moment'
import { writeInvitations } from './write-invitations.server'

interface CheckPeopleInput {
  workspaceId: string
  studyId: string
  waveId: string
  now: Date
}

const HOUR = 60 * 60_000

/**
 * Lets a wave that runs follow its people: who was added since it opened is asked too, while there is time to answer; who
 * left is neither asked nor reminded any more, and what they have answered stays. Who comes back, because it was a mistake,
 * finds everything as it was.
 * @returns how many were asked, or asked again, and how many left
 */
export function checkPeople(
  { prisma, queue, secret }: { prisma: PrismaClient; queue: JobQueue; secret: string },
  { workspaceId, studyId, waveId, now }: CheckPeopleInput,
): Promise<{ joined: number; left: number }> {
  return prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM wave WHERE workspace_id = ${workspaceId}::uuid AND id = ${waveId}::uuid FOR UPDATE`
      const wave = await tx.wave.findFirst({ where: { workspaceId, studyId, id: waveId, state: 'open' } })
      if (!wave) return { joined: 0, left: 0 }
      await tx.wave.update({ where: { workspaceId_id: { workspaceId, id: waveId } }, data: { peopleCheckedAt: now } })
      // a trial asks those whom its administrator named
      if (wave.isTrial) return { joined: 0, left: 0 }
      const left = await letGo(tx, { workspaceId, waveId, now })
      const back = await welcomeBack(tx, { workspaceId, studyId, waveId, now })
      // an hour is little: whoever is added then is asked in the next wave
      const isLate = wave.closesAt.getTime() - now.getTime() < HOUR
      const { fresh, more } = isLate ? { fresh: 0, more: [] } : await askJoiners(tx, wave, secret, now)
      const joined = fresh + new Set([...back, ...more]).size
      if (joined > 0) await queue.enqueue(tx, 'deliver-mail', { workspaceId })
      return { joined, left }
    },
    { timeout: 120_000, maxWait: 30_000 },
  )
}

/**
 * Their links end, and what they have not answered is not waited for. What they typed stays until the wave is published:
 * an import can be wrong.
 */
async function letGo(
  tx: Prisma.TransactionClient,
  { workspaceId, waveId, now }: { workspaceId: string; waveId: string; now: Date },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE invitation i SET revoked_at = ${now}
    FROM participant p
    WHERE i.workspace_id = ${workspaceId}::uuid AND i.wave_id = ${waveId}::uuid AND i.revoked_at IS NULL
      AND p.workspace_id = i.workspace_id AND p.id = i.participant_id AND NOT p.active`
}

/** Their links lead on again; whom no mail has told of the wave, because they had left before it went out, is told. */
async function welcomeBack(
  tx: Prisma.TransactionClient,
  { workspaceId, studyId, waveId, now }: CheckPeopleInput,
): Promise<string[]> {
  const back = await tx.$queryRaw<{ id: string; timeZone: string; isTold: boolean }[]>`
    UPDATE invitation i SET revoked_at = NULL
    FROM participant p
    WHERE i.workspace_id = ${workspaceId}::uuid AND i.wave_id = ${waveId}::uuid AND i.revoked_at IS NOT NULL
      AND p.workspace_id = i.workspace_id AND p.id = i.participant_id AND p.active
    RETURNING i.id, p.time_zone AS "timeZone",
      EXISTS (SELECT 1 FROM outbox_message m WHERE m.workspace_id = i.workspace_id AND m.invitation_id = i.id
                AND m.state IN ('queued', 'sent')) AS "isTold"`
  const rhythm = (await findRhythm(tx, { workspaceId, studyId }))?.rhythm
  const untold = back.filter(({ isTold }) => !isTold)
  await recordWaveMails(
    tx,
    { workspaceId, kind: 'invitation' },
    untold.map(({ id, timeZone }) => ({ invitationId: id, nextAttemptAt: mailMoment(rhythm, timeZone, now) })),
  )
  return back.map(({ id }) => id)
}

type RunningWave = Prisma.WaveGetPayload<object>

/** @returns how many have a link now, and the invitations of those who find more behind theirs */
async function askJoiners(
  tx: Prisma.TransactionClient,
  wave: RunningWave,
  secret: string,
  now: Date,
): Promise<{ fresh: number; more: string[] }> {
  const { workspaceId, studyId, id: waveId } = wave
  const asked = await tx.invitation.findMany({
    where: { workspaceId, waveId },
    select: {
      id: true,
      participantId: true,
      assignments: { select: { relationshipId: true, position: true } },
      messages: { where: { workspaceId, state: 'queued', kind: { not: 'thank-you' } }, select: { id: true } },
    },
  })
  const byParticipant = new Map(asked.map((one) => [one.participantId, one]))
  const everybody = await readInformants(tx, {
    workspaceId,
    studyId,
    // firms agree before a wave opens, or from the next one on
    optInBy: wave.audience === 'shared' ? wave.openedAt : undefined,
    // the wave about the start of some relationships is about no others
    onlyRelationships: wave.kind === 'onset' ? await relationshipsOf(tx, workspaceId, waveId) : undefined,
  })
  const colleagues = await namedColleagues(tx, workspaceId, waveId)
  const { instrument } = await loadTemplate(tx, wave)
  const isNew = ({ participantId, relationshipId, email }: Informant) =>
    !byParticipant.get(participantId)?.assignments.some((one) => one.relationshipId === relationshipId) &&
    !colleagues.has(`${relationshipId} ${email}`)
  const facts = everybody.filter(isNew)
  const factOf = new Map(facts.map((fact) => [`${fact.participantId} ${fact.relationshipId}`, fact]))
  const rhythm = (await findRhythm(tx, { workspaceId, studyId }))?.rhythm
  const zones = new Map(facts.map(({ participantId, timeZone }) => [participantId, timeZone]))
  const mailAt = (participantId: string) => mailMoment(rhythm, zones.get(participantId) ?? '', now)
  const planned = planInvitations(facts, instrument)

  const fresh = planned.filter(({ participantId }) => !byParticipant.has(participantId))
  await writeInvitations(tx, { workspaceId, waveId, secret, invitations: fresh, mailAt })

  // people who have a link already find more behind it, and a mail says so
  const more = planned.flatMap(({ participantId, assignments }) => {
    const invitation = byParticipant.get(participantId)
    if (!invitation) return []
    const first = 1 + Math.max(-1, ...invitation.assignments.map(({ position }) => position))
    const rows = assignments
      .map((one, place) => ({ ...one, position: first + place }))
      .filter(({ relationshipId, side, position }) => {
        const fact = factOf.get(`${participantId} ${relationshipId}`)
        return fact && askedInstrument(instrument, fact, { side, position }).sections.length > 0
      })
    return rows.length > 0 ? [{ invitation, rows }] : []
  })
  for (const batch of inBatches(more, 500)) {
    await tx.assignment.createMany({
      data: batch.flatMap(({ invitation, rows }) =>
        rows.map((row) => ({ workspaceId, waveId, invitationId: invitation.id, ...row })),
      ),
    })
  }
  const unannounced = more.filter(({ invitation }) => invitation.messages.length === 0)
  await recordWaveMails(
    tx,
    { workspaceId, kind: 'invitation' },
    unannounced.map(({ invitation }) => ({
      invitationId: invitation.id,
      nextAttemptAt: mailAt(invitation.participantId),
    })),
  )
  return { fresh: fresh.length, more: more.map(({ invitation }) => invitation.id) }
}

async function relationshipsOf(tx: Prisma.TransactionClient, workspaceId: string, waveId: string): Promise<string[]> {
  const rows = await tx.assignment.groupBy({ by: ['relationshipId'], where: { workspaceId, waveId } })
  return rows.map(({ relationshipId }) => relationshipId)
}

/** Whom respondents of this wave named in their place: an administrator was told that they are asked from the next wave on. */
async function namedColleagues(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  waveId: string,
): Promise<Set<string>> {
  const rows = await tx.handover.findMany({
    where: { workspaceId, colleagueEmail: { not: '' }, assignment: { workspaceId, waveId } },
    select: { colleagueEmail: true, assignment: { select: { relationshipId: true } } },
  })
  return new Set(rows.map(({ colleagueEmail, assignment }) => `${assignment.relationshipId} ${colleagueEmail}`))
}
