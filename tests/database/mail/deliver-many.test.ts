// A whole wave's invitations against a mail server that takes everything. BENCH_MAILS makes it long (npm run bench:mail) and
// compares the rate with what nodemailer alone reaches against the same server in the same run.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import nodemailer, { type Transporter } from 'nodemailer'
import { v7 as makeId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inBatches } from '#app/db/in-batches'
import { composeMails } from '#app/mail/compose-mail.server'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { useRuntime } from '#tests/setup/test-runtime'

const MAILS = Number(process.env.BENCH_MAILS ?? 60)
const ROUNDS = 10
const isBench = process.env.BENCH_MAILS !== undefined
/** of the rate of nodemailer alone, which has nothing to look up, to word or to mark */
const LEAST_SHARE = 0.8

let sink: ChildProcess
let lines: Interface
let smtpUrl = ''
const mega = (bytes: number) => Math.round(bytes / 1e6)
const nextLine = async () => String(((await once(lines, 'line')) as [string])[0])

beforeAll(async () => {
  sink = spawn(process.execPath, ['--import', 'tsx', 'tests/mailbox/smtp-sink.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  lines = createInterface({ input: sink.stdout as NodeJS.ReadableStream })
  smtpUrl = `smtp://sender:secret@127.0.0.1:${await nextLine()}?requireTLS=true&tls.rejectUnauthorized=false`
})
afterAll(async () => {
  sink.stdin?.end()
  await once(sink, 'exit')
})
const t = useRuntime({ smtpUrl: () => smtpUrl, ofItsOwn: true })

async function countTaken(): Promise<number> {
  const line = nextLine()
  sink.stdin?.write('\n')
  return Number(await line)
}

/** One wave in which so many people are asked about the same three relationships. */
async function makeBigWave(): Promise<string> {
  const first = await makeAskedPerson(t.prisma, { partners: ['Delta Valves', 'شركة النور', 'Nordic Drives'] })
  const { workspaceId, wave, organizationId } = first
  const people = Array.from({ length: MAILS }, (_, index) => ({
    ...{ participantId: makeId(), invitationId: makeId() },
    language: ['en', 'ar', 'fr'][index % 3] ?? 'en',
    email: `person-${index}@firm-${index % 50}.test`,
  }))
  for (const batch of inBatches(people, 1000)) {
    await t.prisma.participant.createMany({
      data: batch.map(({ participantId: id, email, language }) => ({
        ...{ workspaceId, id, organizationId, email, language },
        ...{ name: `Person ${email}`, function: 'quality' },
      })),
    })
    await t.prisma.invitation.createMany({
      data: batch.map(({ participantId, invitationId: id, language }) => ({
        ...{ workspaceId, id, waveId: wave.id, participantId, language },
        tokenHash: new Uint8Array(Buffer.from(id.replaceAll('-', '').repeat(2), 'hex')),
      })),
    })
    await t.prisma.assignment.createMany({
      data: batch.flatMap(({ invitationId }) =>
        first.assignments.map(({ relationshipId, side, position }) => ({
          ...{ workspaceId, waveId: wave.id, invitationId, relationshipId, side, position },
        })),
      ),
    })
    await t.prisma.outboxMessage.createMany({
      data: batch.map(({ invitationId }) => ({ workspaceId, kind: 'invitation', invitationId })),
    })
  }
  return workspaceId
}

const partsOf = () => {
  const { secret, transport, env } = t.runtime
  const { publicUrl, mailFrom } = env
  return { prisma: t.prisma, transport, secret, publicUrl, mailFrom }
}

/** Seconds in which nodemailer sends so many by itself, pooled as in our transport: mails that are ready, in all languages of the wave. */
async function sendAlone(smtp: Transporter, mails: readonly object[], count: number): Promise<number> {
  const start = performance.now()
  let next = 0
  const sendOn = async () => {
    while (next < count) await smtp.sendMail({ ...mails[next++ % mails.length] })
  }
  await Promise.all(Array.from({ length: 5 }, sendOn))
  return (performance.now() - start) / 1000
}

async function readyMails(workspaceId: string): Promise<object[]> {
  const messages = await t.prisma.outboxMessage.findMany({ where: { workspaceId }, orderBy: { id: 'desc' }, take: 3 })
  const made = await composeMails(partsOf(), workspaceId, messages)
  return made.map((one) => {
    if (one.status !== 'fulfilled' || !one.value) throw new Error('the mail is wanted')
    const { messageId: _, unsubscribeLink, bounceTo: __, ...words } = one.value
    return { ...words, headers: { 'List-Unsubscribe': { prepared: true, value: `<${unsubscribeLink}>` } } }
  })
}

/** Of the wave's mails so many more become due. */
async function letLeave(workspaceId: string, count: number): Promise<void> {
  await t.prisma.$executeRaw`
    UPDATE outbox_message SET next_attempt_at = now() - interval '1 second'
    WHERE workspace_id = ${workspaceId}::uuid AND id IN (
      SELECT id FROM outbox_message WHERE workspace_id = ${workspaceId}::uuid AND state = 'queued' ORDER BY id LIMIT ${count})`
}

test('a wave of many invitations leaves whole, each once', async () => {
  const workspaceId = await makeBigWave()
  const before = await countTaken()
  expect(await deliverOutbox(partsOf(), workspaceId)).toEqual({ sent: MAILS, failed: 0, dropped: 0 })
  expect((await countTaken()) - before).toBe(MAILS)
  expect(await t.prisma.outboxMessage.count({ where: { workspaceId, state: 'sent' } })).toBe(MAILS)
})

test.runIf(isBench)(
  'ten thousand leave nearly as fast as nodemailer sends them by itself',
  async () => {
    const workspaceId = await makeBigWave()
    await t.prisma.outboxMessage.updateMany({ where: { workspaceId }, data: { nextAttemptAt: new Date('2100-01-01') } })
    const ready = await readyMails(workspaceId)
    const smtp = nodemailer.createTransport({ url: smtpUrl, pool: true, maxConnections: 5 } as object)
    await sendAlone(smtp, ready, 500) // warm
    const lot = Math.ceil(MAILS / ROUNDS)
    const seconds = { alone: 0, ours: 0 }
    const used = { alone: 0, ours: 0 }
    const resident: number[] = []
    const heap: number[] = []
    // by turns, so that whatever else the machine does slows both down
    for (let sent = 0; sent < MAILS; sent += lot) {
      const count = Math.min(lot, MAILS - sent)
      const cpuBefore = process.cpuUsage()
      seconds.alone += await sendAlone(smtp, ready, count)
      const cpuBetween = process.cpuUsage(cpuBefore)
      await letLeave(workspaceId, count)
      const start = performance.now()
      const cpuOurs = process.cpuUsage()
      expect(await deliverOutbox(partsOf(), workspaceId)).toEqual({ sent: count, failed: 0, dropped: 0 })
      seconds.ours += (performance.now() - start) / 1000
      const cpu = process.cpuUsage(cpuOurs)
      used.alone += (cpuBetween.user + cpuBetween.system) / 1e6
      used.ours += (cpu.user + cpu.system) / 1e6
      resident.push(mega(process.memoryUsage().rss))
      globalThis.gc?.()
      heap.push(mega(process.memoryUsage().heapUsed))
    }
    smtp.close()
    const share = seconds.alone / seconds.ours
    console.log(
      `${t.kind}: ${MAILS} mails by turns, nodemailer alone ${Math.round(MAILS / seconds.alone)}/s, with outbox ${Math.round(MAILS / seconds.ours)}/s: ` +
        `${Math.round(100 * share)} %; processor ${used.alone.toFixed(1)} s and ${used.ours.toFixed(1)} s; ` +
        `resident after each turn ${resident.join(' ')} MB; heap ${heap.join(' ')} MB`,
    )
    expect(share).toBeGreaterThanOrEqual(LEAST_SHARE)
  },
  3_600_000,
)
