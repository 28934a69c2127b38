import { expect, test } from 'vitest'
import { findOpenPromises, listPromises, recordPromise, settlePromise } from '#app/evidence/promises/promises.server'
import { openQuestionnaire } from '#app/responses/open-questionnaire.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()
const form = {
  madeBy: 'supplier' as const,
  text: 'Deliver the spare parts list by May',
  madeFunction: 'sales' as const,
  keepFunction: 'logistics' as const,
  madeOn: new Date('2026-01-10'),
  dueOn: new Date('2026-05-01'),
}

test('the partner’s open promises are put to a person, those of their own firm are not', async () => {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const study = await makeStudy(db.prisma, { workspaceId, instrumentName: 'relationship-survey' })
  const openedAt = new Date(Date.now() + 1000)
  const wave = await makeWave(db.prisma, { workspaceId, studyId: study.id, openedAt })
  const person = await makeAskedPerson(db.prisma, { wave, side: 'buyer' })
  const key = { workspaceId, relationshipId: person.assignment.relationshipId }
  await recordPromise(db.prisma, key, form)
  await recordPromise(db.prisma, key, { ...form, madeBy: 'buyer', text: 'Pay within 30 days' })
  const opened = await openQuestionnaire(db.prisma, {
    ...{ workspaceId, token: person.token, assignmentId: person.assignmentId },
    ...{ now: openedAt, browserLanguage: 'en' },
  })
  if (!opened.ok) throw new Error('the link did not open')
  const items = opened.instrument.sections.flatMap((section) => section.items)
  const asked = items.flatMap((item) => (item.kind === 'promises' ? (item.parts ?? []) : []))
  expect(asked.map(({ text }) => text)).toEqual(['Deliver the spare parts list by May'])
})

test('what is recorded or settled while a wave runs changes no questionnaire', async () => {
  const { workspaceId, assignment } = await makeAskedPerson(db.prisma)
  const key = { workspaceId, relationshipId: assignment.relationshipId }
  await recordPromise(db.prisma, key, form)
  const at = new Date(Date.now() + 1)
  const before = await findOpenPromises(db.prisma, { ...key, side: 'buyer', at })
  const [promise] = await listPromises(db.prisma, key)
  if (!promise) throw new Error('nothing was recorded')
  const later = new Date(at.getTime() + 1000)
  expect(await settlePromise(db.prisma, key, { id: promise.id, outcome: 'kept' }, later)).toBe(true)
  expect(await findOpenPromises(db.prisma, { ...key, side: 'buyer', at })).toEqual(before)
  expect(await findOpenPromises(db.prisma, { ...key, side: 'buyer', at: new Date(later.getTime() + 1) })).toEqual([])
})

test('another workspace settles nothing', async () => {
  const { workspaceId, assignment } = await makeAskedPerson(db.prisma)
  const key = { workspaceId, relationshipId: assignment.relationshipId }
  await recordPromise(db.prisma, key, form)
  const [promise] = await listPromises(db.prisma, key)
  const other = { ...key, workspaceId: (await makeWorkspace(db.prisma)).id }
  expect(await settlePromise(db.prisma, other, { id: promise?.id ?? '', outcome: 'kept' }, new Date())).toBe(false)
})
