// A whole wave's invitations against a mail server that takes everything. `npm run bench:mail` measures it with ten thousand.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { makeBigWave } from '#tests/factories/make-big-wave'
import { type Sink, startSink } from '#tests/mailbox/start-sink'
import { useRuntime } from '#tests/setup/test-runtime'

const MAILS = 60

let sink: Sink
beforeAll(async () => {
  sink = await startSink()
})
afterAll(() => sink.stop())
const t = useRuntime({ smtpUrl: () => sink.smtpUrl })

test('a wave of many invitations leaves whole, each once', async () => {
  const workspaceId = await makeBigWave(t.prisma, MAILS)
  const { secret, transport, env } = t.runtime
  const { publicUrl, mailFrom } = env
  const parts = { prisma: t.prisma, transport, secret, publicUrl, mailFrom }
  expect(await deliverOutbox(parts, workspaceId)).toEqual({ sent: MAILS, failed: 0, dropped: 0 })
  expect(await sink.countTaken()).toBe(MAILS)
  expect(await t.prisma.outboxMessage.count({ where: { workspaceId, state: 'sent' } })).toBe(MAILS)
})
