import { describe, expect, test } from 'vitest'
import { observeMails, observeRequest } from '#app/monitoring/figures.server'
import { loader } from '#app/routes/system/metrics'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { useRuntime } from '#tests/setup/test-runtime'

const TOKEN = 'a token of the tests, long enough'
const ask = (headers: Record<string, string> = {}) =>
  catchResponse(loader(routeArguments(makeRequest('/metrics', { headers }))))

describe('without a token in the settings', () => {
  useRuntime()

  test('there are no figures, whatever is shown', async () => {
    expect((await ask()).status).toBe(404)
    expect((await ask({ Authorization: 'Bearer undefined' })).status).toBe(404)
  })
})

describe('with a token in the settings', () => {
  const t = useRuntime({ env: { METRICS_TOKEN: TOKEN } })

  test('whoever shows another one is refused', async () => {
    for (const Authorization of ['', 'Bearer', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`])
      expect((await ask({ Authorization })).status, Authorization).toBe(401)
  })

  test('the figures tell of requests, mails, jobs and waves, and nothing of people or workspaces', async () => {
    const { workspaceId, invitationId, wave, participant } = await makeAskedPerson(t.prisma)
    await t.prisma.outboxMessage.createMany({
      data: [
        { workspaceId, kind: 'invitation', invitationId, nextAttemptAt: new Date(Date.now() - 60_000) },
        {
          workspaceId,
          kind: 'reminder',
          invitationId,
          nextAttemptAt: new Date('2999-01-01'),
          lastError: 'ECONNECTION',
        },
      ],
    })
    await t.runtime.queue.enqueue(t.prisma, 'publish-wave', { workspaceId, waveId: wave.id })
    const request = 'http_request_duration_seconds_count{method="GET",route="/studies/:studyId",status="200"}'
    const sent = 'thiqa_mails_total{outcome="sent"}'
    // both count as long as the process lives
    const before = await (await ask({ Authorization: `Bearer ${TOKEN}` })).text()
    observeRequest({ method: 'GET', route: '/studies/:studyId', status: 200, seconds: 0.02 })
    observeMails({ sent: 3, failed: 1, dropped: 0 })
    const response = await ask({ Authorization: `Bearer ${TOKEN}` })
    expect(response.headers.get('Content-Type')).toContain('text/plain')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const text = await response.text()
    for (const line of [
      'thiqa_outbox_messages{state="due"} 1',
      'thiqa_outbox_messages{state="later"} 1',
      'thiqa_outbox_messages{state="retrying"} 1',
      'thiqa_jobs{job="publish-wave",state="waiting"} 1',
      'thiqa_jobs{job="deliver-mail",state="dead"} 0',
      'thiqa_waves{state="open"} 1',
      'thiqa_waves{state="published"} 0',
    ])
      expect(text.split('\n')).toContain(line)
    expect(figureIn(text, sent)).toBe(figureIn(before, sent) + 3)
    expect(figureIn(text, request)).toBe(figureIn(before, request) + 1)
    const oldest = Number(/^thiqa_outbox_oldest_seconds (\S+)/m.exec(text)?.[1])
    expect(oldest).toBeGreaterThanOrEqual(60)
    for (const secret of [workspaceId, wave.id, participant.email, participant.name, '@'])
      expect(text).not.toContain(secret)
  })
})

/** The value of a line; 0 where there is none yet. */
function figureIn(text: string, name: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.slice(name.length) ?? 0)
}
