import { expect, test } from 'vitest'
import { startQueue } from '#app/jobs/queue.server'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { expectConsoleError } from '#tests/setup/expect-console-error'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

async function waitingJobs(): Promise<unknown[]> {
  const { rows } = await t.database.executeSql(
    `SELECT name, data FROM pgboss.job WHERE state = 'created' ORDER BY created_on`,
  )
  return rows
}

test('a job exists exactly if the write that causes it commits', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const work = t.prisma.$transaction(async (tx) => {
    await t.runtime.queue.enqueue(tx, 'deliver-mail', { workspaceId })
    throw new Error('changed its mind')
  })
  await expect(work).rejects.toThrow('changed its mind')
  expect(await waitingJobs()).toEqual([])
  await t.prisma.$transaction((tx) => t.runtime.queue.enqueue(tx, 'deliver-mail', { workspaceId }))
  expect(await waitingJobs()).toEqual([{ name: 'deliver-mail', data: { workspaceId } }])
})

test('two jobs for the same work that both wait are one; other work is another', async () => {
  const [one, other] = [await makeWorkspace(t.prisma), await makeWorkspace(t.prisma)]
  for (const { id } of [one, one, other]) await t.runtime.queue.enqueue(t.prisma, 'deliver-mail', { workspaceId: id })
  expect(await waitingJobs()).toEqual([
    { name: 'deliver-mail', data: { workspaceId: one.id } },
    { name: 'deliver-mail', data: { workspaceId: other.id } },
  ])
})

test('a publication may take hours before it is taken for dead', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  await t.runtime.queue.enqueue(t.prisma, 'publish-wave', { workspaceId, waveId: workspaceId })
  await t.runtime.queue.enqueue(t.prisma, 'deliver-mail', { workspaceId })
  const { rows } = await t.database.executeSql(
    `SELECT name, extract(epoch FROM expire_in)::int AS seconds FROM pgboss.job WHERE state = 'created' ORDER BY name`,
  )
  expect(rows).toEqual([
    { name: 'deliver-mail', seconds: 900 },
    { name: 'publish-wave', seconds: 6 * 3600 },
  ])
})

test('a handler gets the payload; one that throws is called again, and the log tells of it', async () => {
  const complaints = expectConsoleError()
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const calls: unknown[] = []
  const isDone = new Promise<void>((resolve) => {
    void t.runtime.queue.work('publish-wave', async (payload) => {
      calls.push(payload)
      if (calls.length === 1) throw new Error('not yet')
      resolve()
    })
  })
  await t.runtime.queue.enqueue(t.prisma, 'publish-wave', { workspaceId, waveId: workspaceId })
  await isDone
  expect(calls).toEqual([
    { workspaceId, waveId: workspaceId },
    { workspaceId, waveId: workspaceId },
  ])
  expect(complaints.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'a job failed', job: 'publish-wave', error: 'Error', message: 'not yet' },
  ])
})

test('how a job ended is noted once more where the database was away, also that it failed, and before the queue stops', async () => {
  expectConsoleError()
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  let refusals = 0
  const queue = await startQueue(
    {
      ...t.database,
      executeSql: async (text, values) => {
        if (/completed_on = now|deleted_jobs/.test(text) && values?.[0] === 'send-webhooks' && refusals++ % 2 === 0)
          throw new Error('the database system is not yet accepting connections')
        return t.database.executeSql(text, values)
      },
    },
    (error) => expect.unreachable(error.message),
  )
  let calls = 0
  await queue.work('send-webhooks', async () => {
    calls++
    if (calls === 1) throw new Error('not yet')
  })
  await queue.enqueue(t.prisma, 'send-webhooks', { workspaceId })
  await expect.poll(() => calls, { timeout: 20_000 }).toBe(2)
  await expect.poll(() => refusals, { timeout: 20_000 }).toBe(4)
  await queue.stop()
  const { rows } = await t.database.executeSql(`SELECT state, retry_count FROM pgboss.job WHERE name = 'send-webhooks'`)
  expect(rows).toEqual([{ state: 'completed', retry_count: 1 }])
})
