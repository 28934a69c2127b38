import { v7 as makeId } from 'uuid'
import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { createTranslator } from '#app/i18n/create-translator'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { LANGUAGES, textsOf } from '#app/i18n/languages'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import type { JobQueue } from '#app/jobs/queue.server'
import { hashInvitationToken, makeInvitationToken } from './invitation-token.server'
import { countAsked, type PlannedInvitation } from './plan-invitations'
import { planWave } from './plan-wave.server'
import { type Audience, promiseStatement } from './promise'

export interface OpenWaveInput {
  workspaceId: string
  studyId: string
  now: Date
  closesAt: Date
  /** a wave that never counts and is deleted when it ends, for some of the people or, with no address, for all */
  trial?: { onlyEmails: readonly string[] }
}

export type OpenWaveResult =
  | { ok: true; waveId: string; invitations: number; relationships: number }
  | { ok: false; reason: 'unknown-study' | 'wave-running' | 'nobody-to-ask' | 'nobody-for-firm' | 'unknown-emails' }

interface OpenWaveParts {
  prisma: PrismaClient
  queue: JobQueue
  secret: string
}

/**
 * Opens the next wave of a study now: the promise is copied onto the wave, each participant gets one invitation with
 * one assignment per relationship, and the mails are recorded. All in one transaction: either everybody is asked, or nobody.
 */
export function openWave({ prisma, queue, secret }: OpenWaveParts, input: OpenWaveInput): Promise<OpenWaveResult> {
  const { workspaceId, studyId, trial } = input
  return prisma.$transaction(
    async (tx) => {
      // two administrators at once: the second waits here and then finds the first one's wave
      const locked = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM study WHERE workspace_id = ${workspaceId}::uuid AND id = ${studyId}::uuid FOR UPDATE`
      if (locked.length === 0) return { ok: false, reason: 'unknown-study' }
      const study = await tx.study.findUniqueOrThrow({
        where: { workspaceId_id: { workspaceId, id: studyId } },
        include: { waves: { select: { number: true, state: true } } },
      })
      if (study.waves.some((wave) => wave.state !== 'published')) return { ok: false, reason: 'wave-running' }

      const { instrument, informants, planned, lack } = await planWave(tx, study, trial)
      const asked = new Set(informants.map((informant) => informant.email))
      if (trial?.onlyEmails.some((email) => !asked.has(email))) return { ok: false, reason: 'unknown-emails' }
      if (lack) return { ok: false, reason: lack }
      const wave = await tx.wave.create({
        data: {
          workspaceId,
          studyId,
          number: trial ? 0 : Math.max(0, ...study.waves.map((earlier) => earlier.number)) + 1,
          isTrial: trial !== undefined,
          state: 'open',
          audience: study.audience,
          minimumGroupSize: study.minimumGroupSize,
          purpose: study.purpose,
          retentionMonths: study.retentionMonths,
          healthWeights: study.healthWeights ?? {},
          openedAt: input.now,
          closesAt: input.closesAt,
        },
      })
      await writePromise(tx, wave, { ...study, isAboutFirm: isAboutFirm(instrument) })
      const invitations = planned.map((plan) => ({ ...plan, id: makeId() }))
      await writeInvitations(tx, { workspaceId, waveId: wave.id, secret, invitations })
      await queue.enqueue(tx, 'deliver-mail', { workspaceId })
      return {
        ok: true,
        waveId: wave.id,
        invitations: invitations.length,
        relationships: countAsked(planned).relationships,
      }
    },
    { timeout: 120_000, maxWait: 30_000 },
  )
}

/** The promise in all languages, as respondents will read it and as each response refers to it. */
async function writePromise(
  tx: Prisma.TransactionClient,
  { id: waveId, isTrial }: { id: string; isTrial: boolean },
  { workspaceId, name, audience, ...study }: Prisma.StudyGetPayload<object> & { isAboutFirm: boolean },
): Promise<void> {
  const facts = { ...study, studyName: name, audience: audience as Audience, isTrial }
  await tx.promiseText.createMany({
    data: LANGUAGES.map((language) => {
      const { t } = createTranslator(language, textsOf(language), textsOf(FALLBACK_LANGUAGE))
      return {
        workspaceId,
        waveId,
        language,
        text: promiseStatement(t, facts).join('\n'),
      }
    }),
  })
}

interface InvitationRows {
  workspaceId: string
  waveId: string
  secret: string
  invitations: (PlannedInvitation & { id: string })[]
}

async function writeInvitations(tx: Prisma.TransactionClient, rows: InvitationRows): Promise<void> {
  const { workspaceId, waveId, secret } = rows
  for (const batch of inBatches(rows.invitations, 1000)) {
    await tx.invitation.createMany({
      data: batch.map(({ id, participantId, language }) => ({
        workspaceId,
        id,
        waveId,
        participantId,
        language,
        tokenHash: hashInvitationToken(makeInvitationToken(secret, workspaceId, id)),
      })),
    })
    await tx.outboxMessage.createMany({
      data: batch.map(({ id }) => ({ workspaceId, kind: 'invitation', invitationId: id })),
    })
  }
  const assignments = rows.invitations.flatMap(({ id, assignments }) =>
    assignments.map((assignment) => ({ workspaceId, waveId, invitationId: id, ...assignment })),
  )
  for (const batch of inBatches(assignments, 1000)) await tx.assignment.createMany({ data: batch })
}
