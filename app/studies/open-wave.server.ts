import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { LANGUAGES } from '#app/i18n/languages'
import { translateTo } from '#app/i18n/texts-of'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import type { JobQueue } from '#app/jobs/queue.server'
import { queueWebhooks } from '#app/webhooks/queue-webhooks.server'
import { hashPromise } from './hash-promise.server'
import { countAsked } from './plan-invitations'
import { planWave } from './plan-wave.server'
import { type Audience, mayBenchmark, promiseStatement } from './promise'
import { findRhythm } from './rhythm/find-rhythm.server'
import { mailMoment } from './rhythm/mail-moment'
import { planReminders } from './rhythm/plan-reminders'
import { isRehearsal, type Rhythm, type WaveKind } from './rhythm/rhythm'
import { sharesBenchmarks } from './shares-benchmarks.server'
import { writeInvitations } from './write-invitations.server'

export interface OpenWaveInput {
  workspaceId: string
  studyId: string
  now: Date
  closesAt: Date
  /** a wave that never counts and is deleted when it ends, for some of the people or, with no address, for all */
  trial?: { onlyEmails: readonly string[] }
  /** its place in the study's rhythm, where it comes from one */
  plan?: { id: string; kind: WaveKind; onlyRelationships?: readonly string[] | undefined }
}

export type OpenWaveRefusal = 'unknown-study' | 'wave-running' | 'nobody-to-ask' | 'nobody-for-firm' | 'unknown-emails'

export type OpenWaveResult =
  | { ok: true; waveId: string; invitations: number; relationships: number }
  | { ok: false; reason: OpenWaveRefusal }

export interface OpenWaveParts {
  prisma: PrismaClient
  queue: JobQueue
  secret: string
}

/** A wave of many thousand invitations is one transaction. */
export const OPENING = { timeout: 120_000, maxWait: 30_000 } as const

/**
 * Opens the next wave of a study now: the promise is copied onto the wave, each participant gets one invitation with
 * one assignment per relationship, and the mails are recorded. All in one transaction: either everybody is asked, or nobody.
 */
export function openWave(parts: OpenWaveParts, input: OpenWaveInput): Promise<OpenWaveResult> {
  return parts.prisma.$transaction(async (tx) => {
    if (!(await holdStudy(tx, input))) return { ok: false, reason: 'unknown-study' }
    return openWaveIn(tx, parts, input)
  }, OPENING)
}

/** Two who open at once: the second waits here and then finds the wave of the first. @returns whether there is such a study */
export async function holdStudy(
  tx: Prisma.TransactionClient,
  { workspaceId, studyId }: { workspaceId: string; studyId: string },
): Promise<boolean> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM study WHERE workspace_id = ${workspaceId}::uuid AND id = ${studyId}::uuid FOR UPDATE`
  return locked.length > 0
}

/** The same within a transaction that holds the study. */
export async function openWaveIn(
  tx: Prisma.TransactionClient,
  { queue, secret }: Omit<OpenWaveParts, 'prisma'>,
  input: OpenWaveInput,
): Promise<OpenWaveResult> {
  const { workspaceId, studyId, trial, plan, now, closesAt } = input
  const kind = plan?.kind ?? 'full'
  const study = await tx.study.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    include: { waves: { select: { number: true, state: true, kind: true } } },
  })
  const isRunning = study.waves.some((wave) => wave.state !== 'published' && wave.kind !== 'onset')
  // what is asked about the start of some relationships stands beside the waves about all of them
  if (isRunning && kind !== 'onset') return { ok: false, reason: 'wave-running' }

  const rhythm = (await findRhythm(tx, input))?.rhythm
  const template = { workspaceId, ...instrumentOf(study, rhythm, kind) }
  const { instrument, informants, planned, lack } = await planWave(
    tx,
    { ...study, ...template },
    { now, isTrial: trial !== undefined, onlyEmails: trial?.onlyEmails, onlyRelationships: plan?.onlyRelationships },
  )
  const asked = new Set(informants.map((informant) => informant.email))
  if (trial?.onlyEmails.some((email) => !asked.has(email))) return { ok: false, reason: 'unknown-emails' }
  if (lack) return { ok: false, reason: lack }
  const aboutFirm = isAboutFirm(instrument)
  const isBenchmarked =
    !trial &&
    (await sharesBenchmarks(tx, workspaceId)) &&
    mayBenchmark({ audience: study.audience as Audience, isAboutFirm: aboutFirm })
  const wave = await tx.wave.create({
    data: {
      ...template,
      studyId,
      kind,
      plannedWaveId: plan?.id ?? null,
      number: trial ? 0 : Math.max(0, ...study.waves.map((earlier) => earlier.number)) + 1,
      isTrial: trial !== undefined,
      state: 'open',
      audience: study.audience,
      minimumGroupSize: study.minimumGroupSize,
      purpose: study.purpose,
      retentionMonths: study.retentionMonths,
      healthWeights: study.healthWeights ?? {},
      functionWeights: study.functionWeights ?? {},
      isBenchmarked,
      openedAt: now,
      closesAt,
      peopleCheckedAt: now,
      ...(trial ? {} : endingOf(rhythm)),
    },
  })
  const waveId = wave.id
  if (rhythm && !trial)
    await tx.waveReminder.createMany({
      data: planReminders(rhythm, { opensAt: now, closesAt }).map((dueAt) => ({ workspaceId, waveId, dueAt })),
    })
  await writePromise(tx, wave, { ...study, isAboutFirm: aboutFirm, isBenchmarked })
  const zones = new Map(informants.map(({ participantId, timeZone }) => [participantId, timeZone]))
  const mailAt = (participantId: string) => mailMoment(rhythm, zones.get(participantId) ?? '', now)
  await writeInvitations(tx, { workspaceId, waveId, secret, invitations: planned, mailAt })
  await queue.enqueue(tx, 'deliver-mail', { workspaceId })
  if (!trial) await queueWebhooks(tx, queue, { workspaceId, waveId, event: 'wave.opened', now })
  return { ok: true, waveId, invitations: planned.length, relationships: countAsked(planned).relationships }
}

function instrumentOf(
  { instrumentName, instrumentVersion }: { instrumentName: string; instrumentVersion: number },
  rhythm: Rhythm | undefined,
  kind: WaveKind,
) {
  const own = kind === 'full' ? undefined : rhythm?.[kind]?.instrument
  return own ? { instrumentName: own.name, instrumentVersion: own.version } : { instrumentName, instrumentVersion }
}

/** How a wave ends: the rhythm says so also for waves that are opened by hand. */
function endingOf(rhythm: Rhythm | undefined) {
  if (!rhythm || isRehearsal(rhythm)) return {}
  return { graceMinutes: rhythm.graceHours * 60, publishDelayMinutes: rhythm.publishDelayDays * 24 * 60 }
}

/** The promise in all languages, as respondents will read it and as each response refers to it. */
async function writePromise(
  tx: Prisma.TransactionClient,
  { id: waveId, isTrial }: { id: string; isTrial: boolean },
  {
    workspaceId,
    name,
    audience,
    ...study
  }: Prisma.StudyGetPayload<object> & { isAboutFirm: boolean; isBenchmarked: boolean },
): Promise<void> {
  const facts = { ...study, studyName: name, audience: audience as Audience, isTrial }
  await tx.promiseText.createMany({
    data: LANGUAGES.map((language) => {
      const t = translateTo(language)
      const text = promiseStatement(t, facts).join('\n')
      return { workspaceId, waveId, language, text, hash: hashPromise(text) }
    }),
  })
}
