import { expect, test } from 'vitest'
import { openQuestionnaire } from '#app/responses/open-questionnaire.server'
import { readProgress } from '#app/responses/read-progress.server'
import { takeBack } from '#app/responses/take-back.server'
import { makeAnswers } from '#tests/factories/make-answers'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { useDatabase } from '#tests/setup/test-database'

const NOW = new Date('2026-03-02T09:00:00Z')
const db = useDatabase()

async function makeSubmitted() {
  const person = await makeAskedPerson(db.prisma)
  const answers = makeAnswers({ trust_2: { missing: 'cannot_say' }, trust_4: { missing: 'skipped' } })
  await makeResponse(db.prisma, { assignment: person.assignment, answers })
  const { workspaceId, token, assignment } = person
  const opened = await openQuestionnaire(db.prisma, {
    workspaceId,
    token,
    assignmentId: assignment.id,
    now: NOW,
    browserLanguage: 'en',
  })
  if (!opened.ok) throw new Error('the questionnaire is open')
  return { person, opened }
}

test('answers that are to be changed become a draft again, as they were given', async () => {
  const { person, opened } = await makeSubmitted()
  expect(await takeBack(db.prisma, { opened, keepsAnswers: true, now: NOW })).toEqual({ ok: true })
  const { draft, submitted, revision } = await readProgress(db.prisma, person.assignment)
  expect(submitted).toBeUndefined()
  expect(revision).toBe(1)
  expect(draft).toMatchObject({ trust_1: '6', trust_2: 'cannot_say', time_hours: '10', time_price: '10' })
  expect(draft).not.toHaveProperty('trust_4')
})

test('answers that are withdrawn leave nothing', async () => {
  const { person, opened } = await makeSubmitted()
  await takeBack(db.prisma, { opened, keepsAnswers: false, now: NOW })
  expect(await readProgress(db.prisma, person.assignment)).toMatchObject({ draft: {}, submitted: undefined })
  expect([await db.prisma.response.count(), await db.prisma.draft.count()]).toEqual([0, 0])
})

test('nothing is taken back once the wave is closed', async () => {
  const { person, opened } = await makeSubmitted()
  const { workspaceId, wave } = person
  await db.prisma.wave.update({
    where: { workspaceId_id: { workspaceId, id: wave.id } },
    data: { state: 'closing', closedAt: NOW },
  })
  expect(await takeBack(db.prisma, { opened, keepsAnswers: true, now: NOW })).toEqual({ ok: false, reason: 'closed' })
  expect(await db.prisma.response.count()).toBe(1)
})
