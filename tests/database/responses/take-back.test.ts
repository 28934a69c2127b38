import { describe, expect, test } from 'vitest'
import { openQuestionnaire } from '#app/responses/open-questionnaire.server'
import type { Paradata } from '#app/responses/paradata'
import { readProgress } from '#app/responses/read-progress.server'
import { saveDraft } from '#app/responses/save-draft.server'
import { takeBack } from '#app/responses/take-back.server'
import { makeAnswers } from '#tests/factories/make-answers'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { useDatabase } from '#tests/setup/test-database'

const NOW = new Date('2026-03-02T09:00:00Z')
const db = useDatabase()

async function makeSubmitted(paradata: Paradata = {}) {
  const person = await makeAskedPerson(db.prisma)
  const answers = makeAnswers({ trust_2: { missing: 'cannot_say' }, trust_4: { missing: 'skipped' } })
  await makeResponse(db.prisma, { assignment: person.assignment, answers, paradata })
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

describe('a window that was open before', () => {
  const names = ['trust_1', 'trust_2']
  const base = { tab: 'bbbbbbbb', revision: 0, turn: 1, shownAt: NOW }

  test.each([true, false])(
    'does not overwrite or bring back anything unnoticed (answers are kept: %s)',
    async (keeps) => {
      const { person, opened } = await makeSubmitted()
      await takeBack(db.prisma, { opened, keepsAnswers: keeps, now: NOW })
      const before = await readProgress(db.prisma, person.assignment)
      const stale = { assignment: person.assignment, fields: { trust_1: '1' }, names, base, isAutosave: true, now: NOW }
      expect(await saveDraft(db.prisma, stale)).toMatchObject({ ok: false, reason: 'conflict', revision: 1 })
      expect(await readProgress(db.prisma, person.assignment)).toEqual(before)
      // shown again with what is stored now, it is a decision
      const decided = { ...stale, base: { ...base, tab: 'cccccccc', revision: 1 } }
      expect(await saveDraft(db.prisma, decided)).toMatchObject({ ok: true, revision: 2 })
    },
  )

  test('counts go on over submission, change and withdrawal', async () => {
    const { person, opened } = await makeSubmitted()
    const revision = async () => (await readProgress(db.prisma, person.assignment)).revision
    await takeBack(db.prisma, { opened, keepsAnswers: true, now: NOW })
    await saveDraft(db.prisma, { assignment: person.assignment, fields: { trust_1: '1' }, names, now: NOW })
    await makeResponse(db.prisma, { assignment: person.assignment })
    expect(await revision()).toBe(2)
    await takeBack(db.prisma, { opened, keepsAnswers: false, now: NOW })
    expect(await revision()).toBe(3)
  })
})

test('how the answers came about stays with answers that are changed', async () => {
  const { person, opened } = await makeSubmitted({ seconds: { trust: 40 }, returns: 1, device: 'phone' })
  await takeBack(db.prisma, { opened, keepsAnswers: true, now: NOW })
  const { assignment, workspaceId } = person
  const draft = await db.prisma.draft.findFirstOrThrow({ where: { workspaceId, id: assignment.id } })
  expect(draft.paradata).toEqual({ seconds: { trust: 40 }, returns: 1 })
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
