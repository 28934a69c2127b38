import { expect, test } from 'vitest'
import { translateTo } from '#app/i18n/texts-of'
import { JOBS, jobKey } from '#app/jobs/definitions'

const [workspaceId, other, waveId] = ['0', '1', '2'].map((digit) => `01890000-0000-7000-8000-00000000000${digit}`) as [
  string,
  string,
  string,
]

test('a job names its workspace, unless it is of the whole installation', () => {
  const { 'read-bounces': bounces, 'pool-benchmarks': benchmarks, ...jobs } = JOBS
  for (const ofTheInstallation of [bounces, benchmarks]) expect(ofTheInstallation.safeParse({}).success).toBe(true)
  const others = { waveId, studyId: waveId, relationshipId: waveId, exportId: waveId }
  for (const payload of Object.values(jobs)) {
    expect(payload.safeParse({ workspaceId, ...others }).success).toBe(true)
    expect(payload.safeParse(others).success).toBe(false)
  }
})

test('the same work has the same key, other work another', () => {
  expect(jobKey<'deliver-mail'>({ workspaceId })).toBe(jobKey<'deliver-mail'>({ workspaceId }))
  expect(jobKey<'deliver-mail'>({ workspaceId })).not.toBe(jobKey<'deliver-mail'>({ workspaceId: other }))
  expect(jobKey<'publish-wave'>({ workspaceId, waveId })).not.toBe(
    jobKey<'publish-wave'>({ workspaceId, waveId: other }),
  )
})

test('a job with the fields in another order is the same job', () => {
  expect(jobKey<'publish-wave'>({ waveId, workspaceId })).toBe(jobKey<'publish-wave'>({ workspaceId, waveId }))
})

test('each kind of work has a name for the page of outgoing mail', () => {
  const t = translateTo('en')
  for (const name of Object.keys(JOBS)) expect(t(`control.mails.name.${name}`), name).not.toContain('control.')
})
