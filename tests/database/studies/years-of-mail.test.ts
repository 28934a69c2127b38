// Time travel with real mail: a study runs by itself while its mail server fails in every way and is gone for two days, and
// while workers die between sending and marking. TRAVEL_YEARS and TRAVEL_RELATIONSHIPS make it longer (npm run test:years).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { makeMessageId } from '#app/mail/message-id'
import { openTransport } from '#app/mail/transport.server'
import { seededRandom } from '#app/statistics/resampling/seeded-random'
import { advanceStudy } from '#app/studies/advance-study.server'
import { nextDueAt } from '#app/studies/find-due-studies.server'
import { saveRhythm } from '#app/studies/rhythm/save-rhythm.server'
import { makeAskingStudy } from '#tests/factories/make-asking-study'
import { makeResponse } from '#tests/factories/make-response'
import { makeRhythm } from '#tests/factories/make-rhythm'
import { FaultySmtp, SMTP_FAULTS } from '#tests/mailbox/faulty-smtp'
import { useRuntime } from '#tests/setup/test-runtime'

const YEARS = Number(process.env.TRAVEL_YEARS ?? 0.2)
const RELATIONSHIPS = Number(process.env.TRAVEL_RELATIONSHIPS ?? 3)
const DAY = 24 * 3_600_000
const START = new Date('2026-01-05T06:00:00Z')
const END = new Date(START.getTime() + YEARS * 365.25 * DAY)
/** The mail server is gone for two days from the morning of a wave on, twice a year. */
const OUTAGES = Array.from({ length: Math.max(1, Math.round(2 * YEARS)) }, (_, place) => {
  const from = new Date(Date.UTC(2026, 6 * place, 12, 7))
  return { from, until: new Date(from.getTime() + 2 * DAY) }
})
const FAULT_SHARE = 0.3
const CRASH_SHARE = 0.03
/** of one that is silent; in life it is twenty seconds */
const SEND_LIMIT_MILLISECONDS = 1500

const random = seededRandom(20261130)
let clock = START
const server = new FaultySmtp(
  () => (random() < FAULT_SHARE ? SMTP_FAULTS[Math.floor(random() * SMTP_FAULTS.length)] : undefined),
  () => OUTAGES.some(({ from, until }) => clock >= from && clock < until),
)
let smtpUrl = ''
beforeAll(async () => {
  smtpUrl = await server.start()
})
afterAll(() => server.stop())
const t = useRuntime({ smtpUrl: () => smtpUrl, ofItsOwn: true })

class Crash extends Error {}

/** A worker that now and then dies after mails have left and before they are marked. */
function mortal(prisma: typeof t.prisma): typeof t.prisma {
  return new Proxy(prisma, {
    get: (client, name) => {
      const value: unknown = Reflect.get(client, name)
      if (name !== '$executeRaw') return value
      return (...args: unknown[]) => {
        if (random() < CRASH_SHARE) return Promise.reject(new Crash())
        return (value as (...all: unknown[]) => unknown).apply(client, args)
      }
    },
  })
}

test('every mail that was due leaves, and none twice but with its own Message-ID', async () => {
  const { workspaceId, studyId } = await makeAskingStudy(t.prisma, { relationships: RELATIONSHIPS })
  const key = { workspaceId, studyId }
  const pulse = {
    ...{ beat: { unit: 'monthly', every: 1 } as const, length: 5 },
    instrument: { name: 'relationship-pulse', version: 1 },
  }
  const rhythm = makeRhythm({ firstOn: '2026-01-12', reminders: [3, 8], graceHours: 4, publishDelayDays: 1, pulse })
  await saveRhythm(t.prisma, key, { rhythm, active: true, now: START })
  const { queue, secret, env } = t.runtime
  const transport = openTransport({ smtpUrl, outboxDirectory: '', sendLimitMilliseconds: SEND_LIMIT_MILLISECONDS })
  const { publicUrl, mailFrom } = env
  const parts = { secret, publicUrl, mailFrom, transport, now: () => clock }
  let crashes = 0
  const deliver = async () => {
    try {
      await deliverOutbox({ ...parts, prisma: mortal(t.prisma) }, workspaceId)
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      crashes++
    }
  }
  const queued = { workspaceId, state: 'queued' }
  const nextMailAt = async () =>
    (await t.prisma.outboxMessage.aggregate({ where: queued, _min: { nextAttemptAt: true } }))._min.nextAttemptAt

  for (;;) {
    const due = await nextDueAt(t.prisma, key, clock)
    const mailAt = await nextMailAt()
    const isOver = due !== undefined && due > END
    if (isOver && !mailAt && (await t.prisma.wave.count({ where: { workspaceId, state: { not: 'published' } } })) === 0)
      break
    const next = mailAt && (!due || mailAt < due) ? mailAt : due
    if (!next) throw new Error('nothing is due any more')
    clock = new Date(Math.max(clock.getTime(), next.getTime()))
    if (due && due <= clock) {
      await advanceStudy({ prisma: t.prisma, queue, secret, allowsRehearsal: false }, key, clock)
      const closed = await t.prisma.wave.findMany({ where: { workspaceId, state: 'closed' } })
      for (const { id: waveId } of closed) await publishWave(t.prisma, { workspaceId, waveId, now: clock })
    }
    // two workers at once
    await Promise.all([deliver(), deliver()])
    const told = await t.prisma.assignment.findMany({
      where: {
        ...{ workspaceId, response: null, wave: { workspaceId, state: 'open' } },
        invitation: { workspaceId, messages: { some: { workspaceId, state: 'sent' } } },
      },
    })
    for (const assignment of told) if (random() < 0.02) await makeResponse(t.prisma, { assignment, submittedAt: clock })
  }
  await transport.close()

  const waves = await t.prisma.wave.findMany({ where: { workspaceId }, orderBy: { number: 'asc' } })
  const mails = await t.prisma.outboxMessage.findMany({ where: { workspaceId } })
  const host = new URL(publicUrl).hostname
  const takenOf = new Map<string, typeof server.taken>()
  for (const one of server.taken) takenOf.set(one.messageId, [...(takenOf.get(one.messageId) ?? []), one])
  const stateOf = new Map(mails.map(({ id, state }) => [makeMessageId(workspaceId, id, host), state]))
  const repeats = server.taken.length - takenOf.size
  console.log(
    `${t.kind}: ${YEARS} years, ${waves.length} waves, ${mails.length} mails recorded, ${takenOf.size} arrived, ${repeats} of them again; ` +
      `${crashes} workers died; faults ${JSON.stringify(Object.fromEntries(server.faults))}`,
  )
  expect(waves.length).toBeGreaterThan(0)
  // nothing is stuck, nothing was given up: the server was never gone for three days
  expect(mails.filter(({ state }) => state === 'queued' || state === 'failed')).toEqual([])
  // what is marked as sent has arrived, and everything that arrived was recorded
  for (const [messageId, state] of stateOf) if (state === 'sent') expect(takenOf.has(messageId), messageId).toBe(true)
  for (const messageId of takenOf.keys()) expect(stateOf.has(messageId), messageId).toBe(true)
  // every invitation arrived: those that were not wanted any more had arrived before
  const invitations = mails.filter(({ kind }) => kind === 'invitation')
  expect(invitations.length).toBe(waves.length * (RELATIONSHIPS + 1))
  for (const { id } of invitations) expect(takenOf.has(makeMessageId(workspaceId, id, host))).toBe(true)
  expect(new Set(invitations.map(({ invitationId }) => invitationId)).size).toBe(invitations.length)
  // a mail came again only where its sender could not know that it had arrived: an answer was lost, or a worker died
  for (const [messageId, taken] of takenOf)
    if (crashes === 0) expect(taken.filter(({ isAnswered }) => isAnswered).length, messageId).toBeLessThanOrEqual(1)
  const lost = server.taken.filter(({ isAnswered }) => !isAnswered).length
  expect(repeats).toBeLessThanOrEqual(lost + crashes * MOST_UNMARKED)
}, 3_600_000)

/** So many mails at most have left and are not marked when a worker dies (README of app/mail, with those on their way). */
const MOST_UNMARKED = 25
