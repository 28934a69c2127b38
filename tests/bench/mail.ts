// npm run bench:mail: a whole wave's invitations over STARTTLS, by turns with nodemailer alone, which sends mails that are ready to the
// same server. BENCH_MAILS=3000 for fewer, BENCH_DATABASES=embedded for one kind of database.
import nodemailer, { type Transporter } from 'nodemailer'
import type { PrismaClient } from '#app/db/generated/client'
import { inWorkspace } from '#app/db/wall/view.server'
import { composeMails } from '#app/mail/compose-mail.server'
import { type DeliverParts, deliverOutbox } from '#app/mail/deliver-outbox.server'
import { openTransport } from '#app/mail/transport.server'
import { makeBigWave } from '#tests/factories/make-big-wave'
import { startSink } from '#tests/mailbox/start-sink'
import { openBenchDatabase } from './bench-database'

const MAILS = Number(process.env.BENCH_MAILS ?? 10_000)
const DATABASES = (process.env.BENCH_DATABASES?.split(',') ?? ['postgresql', 'embedded']) as (
  | 'postgresql'
  | 'embedded'
)[]
const LOTS = 10
/** of the rate of nodemailer alone, which has nothing to look up, to word or to mark */
const LEAST_SHARE = 0.8

const mega = (bytes: number) => Math.round(bytes / 1e6)

/** Seconds in which nodemailer sends so many by itself, pooled as in our transport: mails that are ready, in all languages of the wave. */
async function sendAlone(smtp: Transporter, mails: readonly object[], count: number): Promise<void> {
  let next = 0
  const sendOn = async () => {
    while (next < count) await smtp.sendMail({ ...mails[next++ % mails.length] })
  }
  await Promise.all(Array.from({ length: 5 }, sendOn))
}

async function readyMails(parts: DeliverParts, workspaceId: string): Promise<object[]> {
  const messages = await parts.prisma.outboxMessage.findMany({
    where: { workspaceId },
    orderBy: { id: 'desc' },
    take: 3,
  })
  const made = await composeMails(parts, workspaceId, messages)
  return made.map((one) => {
    if (one.status !== 'fulfilled' || !one.value) throw new Error('the mail is wanted')
    const { messageId: _, unsubscribeLink, bounceTo: __, ...words } = one.value
    return { ...words, headers: { 'List-Unsubscribe': { prepared: true, value: `<${unsubscribeLink}>` } } }
  })
}

/** Of the wave's mails so many more become due. */
async function letLeave(prisma: PrismaClient, workspaceId: string, count: number): Promise<void> {
  await prisma.$executeRaw`
    UPDATE outbox_message SET next_attempt_at = now() - interval '1 second'
    WHERE workspace_id = ${workspaceId}::uuid AND id IN (
      SELECT id FROM outbox_message WHERE workspace_id = ${workspaceId}::uuid AND state = 'queued' ORDER BY id LIMIT ${count})`
}

async function measure(run: () => Promise<unknown>): Promise<{ seconds: number; work: number }> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  await run()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - start) / 1000, work: (user + system) / 1e6 }
}

/** @returns the share of nodemailer's own rate */
async function compare(kind: (typeof DATABASES)[number]): Promise<number> {
  const sink = await startSink()
  const { database, close } = await openBenchDatabase(kind)
  const transport = openTransport({ smtpUrl: sink.smtpUrl, outboxDirectory: '' })
  const { prisma } = database
  try {
    const workspaceId = await makeBigWave(prisma, MAILS)
    await database.executeSql('ANALYZE')
    const parts = {
      ...{ prisma, transport, secret: 'a secret of the bench, long enough for it' },
      ...{ publicUrl: 'https://thiqa.example', mailFrom: 'Thiqa <surveys@thiqa.example>' },
    }
    await prisma.outboxMessage.updateMany({ where: { workspaceId }, data: { nextAttemptAt: new Date('2100-01-01') } })
    const ready = await inWorkspace(workspaceId, () => readyMails(parts, workspaceId))
    const smtp = nodemailer.createTransport({ url: sink.smtpUrl, pool: true, maxConnections: 5 } as object)
    await sendAlone(smtp, ready, 500) // warm
    const lot = Math.ceil(MAILS / LOTS)
    const alone = { seconds: 0, work: 0 }
    const ours = { seconds: 0, work: 0 }
    const resident: number[] = []
    // by turns, so that whatever else the machine does slows both down
    for (let sent = 0; sent < MAILS; sent += lot) {
      const count = Math.min(lot, MAILS - sent)
      add(alone, await measure(() => sendAlone(smtp, ready, count)))
      await letLeave(prisma, workspaceId, count)
      // as the job does: bound by the wall between workspaces
      add(ours, await measure(() => inWorkspace(workspaceId, () => deliverOutbox(parts, workspaceId))))
      globalThis.gc?.()
      resident.push(mega(process.memoryUsage.rss()))
    }
    smtp.close()
    const sent = await prisma.outboxMessage.count({ where: { workspaceId, state: 'sent' } })
    if (sent !== MAILS) throw new Error(`${sent} mails have left, not ${MAILS}`)
    const share = alone.seconds / ours.seconds
    console.log(
      `${kind}: ${MAILS} mails by turns, nodemailer alone ${Math.round(MAILS / alone.seconds)}/s, with outbox ${Math.round(MAILS / ours.seconds)}/s: ` +
        `${Math.round(100 * share)} %; processor ${alone.work.toFixed(1)} s and ${ours.work.toFixed(1)} s; ` +
        `resident after each turn ${resident.join(' ')} MB`,
    )
    return share
  } finally {
    await transport.close()
    await close()
    await sink.stop()
  }
}

function add(total: { seconds: number; work: number }, one: { seconds: number; work: number }): void {
  total.seconds += one.seconds
  total.work += one.work
}

let isEnough = true
for (const kind of DATABASES) isEnough = (await compare(kind)) >= LEAST_SHARE && isEnough
process.exit(isEnough ? 0 : 1)
