// Time travel: a study runs for years by itself. TRAVEL_YEARS and TRAVEL_RELATIONSHIPS make it longer (npm run test:years).
import { beforeEach, expect, test } from 'vitest'
import { publishWave } from '#app/disclosure/publish-wave.server'
import type { JobQueue } from '#app/jobs/queue.server'
import { seededRandom } from '#app/statistics/resampling/seeded-random'
import { advanceStudy } from '#app/studies/advance-study.server'
import { nextDueAt } from '#app/studies/find-due-studies.server'
import { saveRhythm } from '#app/studies/rhythm/save-rhythm.server'
import { makeAskingStudy } from '#tests/factories/make-asking-study'
import { makeResponse } from '#tests/factories/make-response'
import { makeRhythm } from '#tests/factories/make-rhythm'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const YEARS = Number(process.env.TRAVEL_YEARS ?? 1)
const RELATIONSHIPS = Number(process.env.TRAVEL_RELATIONSHIPS ?? 4)
const DAY = 24 * 3_600_000
const START = new Date('2026-01-05T06:00:00Z')
const END = new Date(START.getTime() + YEARS * 365.25 * DAY)

class Crash extends Error {}

const random = seededRandom(20261129)
let world: Awaited<ReturnType<typeof makeAskingStudy>>
let key = { workspaceId: '', studyId: '' }

/** A queue that now and then cuts a transaction off in its middle. */
function crashingQueue(queue: JobQueue): JobQueue {
  return {
    ...queue,
    enqueue: async (db, name, payload) => {
      if (random() < 0.15) throw new Crash()
      await queue.enqueue(db, name, payload)
      if (random() < 0.15) throw new Crash()
    },
  }
}

async function untilItStands<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof Crash)) throw error
    }
  }
}

/** What the worker's jobs would do at a moment, two workers at once. */
async function work(now: Date): Promise<void> {
  const parts = {
    prisma: t.prisma,
    secret: t.runtime.secret,
    allowsRehearsal: false,
    queue: crashingQueue(t.runtime.queue),
  }
  await Promise.all([1, 2].map(() => untilItStands(() => advanceStudy(parts, key, now))))
  const closed = await t.prisma.wave.findMany({ where: { workspaceId: key.workspaceId, state: 'closed' } })
  for (const { id: waveId } of closed) await publishWave(t.prisma, { workspaceId: key.workspaceId, waveId, now })
}

/** Mails leave when they may; a third of those who have something to answer do so. */
async function liveOn(now: Date): Promise<void> {
  const { workspaceId } = key
  await t.prisma.outboxMessage.updateMany({
    where: { workspaceId, state: 'queued', nextAttemptAt: { lte: now } },
    data: { state: 'sent', sentAt: now },
  })
  const open = await t.prisma.assignment.findMany({
    where: { workspaceId, response: null, wave: { workspaceId, state: 'open' } },
  })
  for (const assignment of open) if (random() < 0.33) await makeResponse(t.prisma, { assignment, submittedAt: now })
}

beforeEach(async () => {
  world = await makeAskingStudy(t.prisma, { relationships: RELATIONSHIPS })
  key = { workspaceId: world.workspaceId, studyId: world.studyId }
})

test('a quarterly study with monthly pulses opens, reminds, closes and publishes by itself, whatever crashes', async () => {
  const pulse = {
    beat: { unit: 'monthly', every: 1 } as const,
    instrument: { name: 'relationship-pulse', version: 1 },
    length: 5,
  }
  const rhythm = makeRhythm({ firstOn: '2026-01-12', reminders: [3, 8], graceHours: 4, publishDelayDays: 1, pulse })
  await saveRhythm(t.prisma, key, { rhythm, active: true, now: START })
  const { workspaceId } = key
  const reminded: number[] = []
  for (let now = START; ; ) {
    const due = await nextDueAt(t.prisma, key, now)
    if (!due) throw new Error('nothing is due any more')
    // the rhythm rests at the end, and what runs comes to its own end
    if (due > END) {
      const rests = await t.prisma.wave.count({ where: { workspaceId, state: { not: 'published' } } })
      if (rests === 0) break
    }
    // now and then nothing runs for two days
    const isStandstill = random() < 0.05
    now = new Date(due.getTime() + (isStandstill ? 2 * DAY : 0))
    const before = await t.prisma.outboxMessage.count({ where: { workspaceId, kind: 'reminder' } })
    const unanswered = await t.prisma.assignment.groupBy({
      by: ['invitationId'],
      where: {
        workspaceId,
        response: null,
        wave: {
          workspaceId,
          state: 'open',
          closesAt: { gt: now },
          reminders: { some: { doneAt: null, dueAt: { lte: now } } },
        },
      },
    })
    await work(now)
    const sent = (await t.prisma.outboxMessage.count({ where: { workspaceId, kind: 'reminder' } })) - before
    expect(sent, `reminders on ${now.toISOString()}`).toBe(unanswered.length)
    if (sent > 0) reminded.push(sent)
    await liveOn(new Date(now.getTime() + DAY / 2))
  }

  const waves = await t.prisma.wave.findMany({
    where: { workspaceId },
    orderBy: { number: 'asc' },
    include: { _count: { select: { invitations: true } }, plan: true, reminders: true },
  })
  const count = (kind: string) => waves.filter((wave) => wave.kind === kind).length
  expect(waves.every(({ state }) => state === 'published')).toBe(true)
  expect(count('full')).toBeGreaterThanOrEqual(4 * YEARS)
  expect(count('pulse')).toBeGreaterThanOrEqual(8 * YEARS - 1)
  expect(await t.prisma.plannedWave.findMany({ where: { workspaceId, state: 'missed' } })).toEqual([])
  // each place of the rhythm opened once, in the order of time, and asked everybody once
  expect(waves.map(({ number }) => number)).toEqual(waves.map((_, place) => place + 1))
  expect(new Set(waves.map(({ plannedWaveId }) => plannedWaveId)).size).toBe(waves.length)
  expect(waves.every(({ _count }) => _count.invitations === RELATIONSHIPS + 1)).toBe(true)
  for (const { plan, openedAt } of waves) {
    const late = openedAt.getTime() - (plan?.opensAt.getTime() ?? 0)
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThanOrEqual(4 * DAY)
  }
  const invitations = await t.prisma.outboxMessage.groupBy({
    by: ['invitationId'],
    where: { workspaceId, kind: 'invitation' },
    _count: true,
  })
  expect(invitations.every(({ _count }) => _count === 1)).toBe(true)
  expect(invitations.length).toBe(waves.length * (RELATIONSHIPS + 1))
  expect(await t.prisma.outboxMessage.count({ where: { workspaceId, state: 'queued' } })).toBe(0)
  expect(reminded.length).toBeGreaterThan(0)
}, 3_600_000)

test('an onset wave comes once for a new relationship, beside the wave that runs', async () => {
  const onset = { days: 10, instrument: { name: 'onset-survey', version: 1 }, length: 7, since: '2026-01-01' }
  await saveRhythm(t.prisma, key, { rhythm: makeRhythm({ firstOn: '2026-01-12', onset }), active: true, now: START })
  const [relationship] = world.relationships
  const { workspaceId } = key
  await t.prisma.relationship.updateMany({
    where: { workspaceId, id: relationship?.id ?? '' },
    data: { startedOn: new Date('2026-01-05') },
  })
  for (let now = START; now < new Date('2026-02-05T00:00:00Z'); now = new Date(now.getTime() + DAY)) await work(now)
  const waves = await t.prisma.wave.findMany({
    where: { workspaceId },
    orderBy: { number: 'asc' },
    include: { assignments: true },
  })
  expect(waves.map(({ kind, instrumentName, state }) => [kind, instrumentName, state])).toEqual([
    ['full', 'relationship-core', 'published'],
    ['onset', 'onset-survey', 'published'],
  ])
  expect(waves[1]?.openedAt.toISOString().slice(0, 10)).toBe('2026-01-16')
  expect(new Set(waves[1]?.assignments.map(({ relationshipId }) => relationshipId))).toEqual(
    new Set([relationship?.id]),
  )
})

test('a wave that nothing could open in time is missed, and says why', async () => {
  const { workspaceId } = key
  await saveRhythm(t.prisma, key, { rhythm: makeRhythm({ firstOn: '2026-01-12' }), active: true, now: START })
  await t.prisma.participant.updateMany({ where: { workspaceId }, data: { active: false } })
  await work(new Date('2026-01-12T08:00:00Z'))
  const [first] = await t.prisma.plannedWave.findMany({ where: { workspaceId }, orderBy: { opensAt: 'asc' } })
  expect(first).toMatchObject({ state: 'scheduled', reason: 'nobody-to-ask' })
  await work(new Date('2026-04-10T08:00:00Z'))
  const rows = await t.prisma.plannedWave.findMany({ where: { workspaceId }, orderBy: { opensAt: 'asc' } })
  expect(rows[0]).toMatchObject({ state: 'missed', reason: 'nobody-to-ask' })
  expect(rows[1]).toMatchObject({ state: 'scheduled', slot: '2026-04-12' })
})

test('a rehearsal runs where mails are files, and nowhere else', async () => {
  const rhythm = makeRhythm({ beat: { unit: 'minutes', every: 10 }, length: 4, reminders: [2] })
  await saveRhythm(t.prisma, key, { rhythm, active: true, now: START })
  const parts = { prisma: t.prisma, secret: t.runtime.secret, queue: t.runtime.queue }
  const at = (minutes: number) => new Date(START.getTime() + minutes * 60_000)
  expect(await advanceStudy({ ...parts, allowsRehearsal: false }, key, at(10))).toMatchObject({ opened: 0 })
  expect(await advanceStudy({ ...parts, allowsRehearsal: true }, key, at(10))).toMatchObject({ opened: 1 })
  const { workspaceId } = key
  await t.prisma.outboxMessage.updateMany({ where: { workspaceId }, data: { state: 'sent', sentAt: at(10) } })
  expect(await advanceStudy({ ...parts, allowsRehearsal: true }, key, at(12))).toMatchObject({
    reminded: RELATIONSHIPS + 1,
  })
  expect(await advanceStudy({ ...parts, allowsRehearsal: true }, key, at(14.5))).toMatchObject({ closed: 1 })
  const [wave] = await t.prisma.wave.findMany({ where: { workspaceId } })
  expect(await publishWave(t.prisma, { workspaceId, waveId: wave?.id ?? '', now: at(14.5) })).toMatchObject({
    ok: true,
  })
  expect(await advanceStudy({ ...parts, allowsRehearsal: true }, key, at(20))).toMatchObject({ opened: 1 })
})
