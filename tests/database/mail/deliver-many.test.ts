// A whole wave's invitations against a mail server that takes everything. BENCH_MAILS makes it long (npm run bench:mail) and
// compares the rate with what nodemailer alone reaches against the same server in the same run.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import nodemailer from 'nodemailer'
import { v7 as makeId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inBatches } from '#app/db/in-batches'
import { composeMails } from '#app/mail/compose-mail.server'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { useRuntime } from '#tests/setup/test-runtime'

const MAILS = Number(process.env.BENCH_MAILS ?? 60)
const isBench = process.env.BENCH_MAILS !== undefined
/** of the rate of nodemailer alone, which has nothing to look up, to word or to mark */
const LEAST_SHARE = 0.8

let sink: ChildProcess
let lines: Interface
let smtpUrl = ''
const nextLine = async () => String(((await once(lines, 'line')) as [string])[0])

beforeAll(async () => {
  sink = spawn(process.execPath, ['--import', 'tsx', 'tests/mailbox/smtp-sink.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  lines = createInterface({ input: sink.stdout as NodeJS.ReadableStream })
  smtpUrl = `smtp://127.0.0.1:${await nextLine()}`
})
afterAll(async () => {
  sink.stdin?.end()
  await once(sink, 'exit')
})
const t = useRuntime({ smtpUrl: () => smtpUrl })

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

/** Mails per second that nodemailer reaches by itself, pooled as in our transport, with a mail that is ready. */
async function measureAlone(workspaceId: string, count: number): Promise<number> {
  const message = await t.prisma.outboxMessage.findFirstOrThrow({ where: { workspaceId } })
  const [made] = await composeMails(partsOf(), workspaceId, [message])
  if (made?.status !== 'fulfilled' || !made.value) throw new Error('the mail is wanted')
  const { messageId: _, ...words } = made.value
  const smtp = nodemailer.createTransport({ url: smtpUrl, pool: true, maxConnections: 5 } as object)
  const start = performance.now()
  let next = 0
  const sendOn = async () => {
    while (next++ < count) await smtp.sendMail(words)
  }
  await Promise.all(Array.from({ length: 5 }, sendOn))
  smtp.close()
  return (count * 1000) / (performance.now() - start)
}

test('a wave of many invitations leaves whole, each once', async () => {
  const workspaceId = await makeBigWave()
  if (isBench) await measureAlone(workspaceId, MAILS) // warm
  const alone = isBench ? await measureAlone(workspaceId, MAILS) : 0
  const before = await countTaken()
  globalThis.gc?.()
  const heapBefore = process.memoryUsage().heapUsed
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 200)
  const rssBefore = process.memoryUsage().rss
  const start = performance.now()
  expect(await deliverOutbox(partsOf(), workspaceId)).toEqual({ sent: MAILS, failed: 0, dropped: 0 })
  const rate = (MAILS * 1000) / (performance.now() - start)
  clearInterval(watch)
  expect((await countTaken()) - before).toBe(MAILS)
  expect(await t.prisma.outboxMessage.count({ where: { workspaceId, state: 'sent' } })).toBe(MAILS)
  if (!isBench) return
  globalThis.gc?.()
  const mega = (bytes: number) => Math.round(bytes / 1e6)
  console.log(
    `${t.kind}: ${MAILS} mails, nodemailer alone ${Math.round(alone)}/s, with outbox ${Math.round(rate)}/s: ` +
      `${Math.round((100 * rate) / alone)} %; resident ${mega(rssBefore)} MB before, at most ${mega(peak)} MB; ` +
      `heap ${mega(heapBefore)} MB before, ${mega(process.memoryUsage().heapUsed)} MB after`,
  )
  expect(rate / alone).toBeGreaterThanOrEqual(LEAST_SHARE)
}, 1_800_000)
