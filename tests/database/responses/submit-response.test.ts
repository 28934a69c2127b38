import { describe, expect, test } from 'vitest'
import type { Instrument } from '#app/instruments/instrument-schema'
import { findTemplate } from '#app/instruments/templates'
import { saveDraft } from '#app/responses/save-draft.server'
import { submitResponse } from '#app/responses/submit-response.server'
import { makeAnswers } from '#tests/factories/make-answers'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { useDatabase } from '#tests/setup/test-database'

const NOW = new Date('2026-03-02T09:00:00Z')
const db = useDatabase()

type Person = Awaited<ReturnType<typeof makeAskedPerson>>

function submissionOf({ assignment }: Pick<Person, 'assignment'>) {
  const instrument = findTemplate('relationship-core', 1)?.instrument as Instrument
  return { assignment, function: 'quality', language: 'en', instrument, answers: makeAnswers(), now: NOW }
}

const storedResponses = () => db.prisma.response.findMany()

describe('submitting', () => {
  test('stores one row with answers, scores and who answered from which side', async () => {
    const person = await makeAskedPerson(db.prisma, { side: 'supplier', function: 'sales', language: 'ar' })
    expect(await submitResponse(db.prisma, { ...submissionOf(person), function: 'sales', language: 'ar' })).toEqual({
      ok: true,
      isRepeat: false,
    })
    expect(await storedResponses()).toMatchObject([
      {
        workspaceId: person.workspaceId,
        id: person.assignmentId,
        waveId: person.wave.id,
        side: 'supplier',
        function: 'sales',
        language: 'ar',
        instrumentName: 'relationship-core',
        instrumentVersion: 1,
        answers: makeAnswers(),
        scores: { trust: 80, dependence: 50, unproductive: 30, unproductive_strict: 20, time_hours: 10 },
        submittedAt: NOW,
      },
    ])
  })

  test('the same once more succeeds; other answers are refused; both change nothing', async () => {
    const person = await makeAskedPerson(db.prisma)
    await submitResponse(db.prisma, submissionOf(person))
    const later = { ...submissionOf(person), now: new Date('2026-03-03T09:00:00Z') }
    expect(await submitResponse(db.prisma, later)).toEqual({ ok: true, isRepeat: true })
    const other = { ...later, answers: makeAnswers({ trust_1: 1 }) }
    expect(await submitResponse(db.prisma, other)).toEqual({ ok: false, reason: 'different' })
    expect(await storedResponses()).toMatchObject([{ answers: { trust_1: 6 }, submittedAt: NOW }])
  })

  test('ten submissions at once make one response', async () => {
    const person = await makeAskedPerson(db.prisma)
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        submitResponse(db.prisma, { ...submissionOf(person), answers: makeAnswers({ trust_1: (index % 7) + 1 }) }),
      ),
    )
    expect(results.filter((result) => result.ok && !result.isRepeat)).toHaveLength(1)
    expect(results.filter((result) => result.ok || result.reason === 'different')).toHaveLength(10)
    expect(await storedResponses()).toHaveLength(1)
  })

  test('the draft goes with the submission, also when it is saved at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const person = await makeAskedPerson(db.prisma)
      const input = submissionOf(person)
      await Promise.all([
        saveDraft(db.prisma, { assignment: input.assignment, now: NOW, fields: { trust_1: '1' } }),
        submitResponse(db.prisma, input),
        saveDraft(db.prisma, { assignment: input.assignment, now: NOW, fields: { trust_1: '2' } }),
      ])
    }
    expect(await db.prisma.draft.count()).toBe(0)
    expect(await storedResponses()).toHaveLength(5)
  })
})

describe('what is refused leaves nothing behind', () => {
  test('a wave that is closed', async () => {
    const person = await makeAskedPerson(db.prisma)
    await db.prisma.wave.updateMany({ data: { state: 'closing', closedAt: NOW } })
    expect(await submitResponse(db.prisma, submissionOf(person))).toEqual({ ok: false, reason: 'closed' })
    expect(await storedResponses()).toEqual([])
  })

  test('an open wave whose date has passed', async () => {
    const person = await makeAskedPerson(db.prisma)
    const late = { ...submissionOf(person), now: new Date('2100-01-01T08:00:00Z') }
    expect(await submitResponse(db.prisma, late)).toEqual({ ok: false, reason: 'closed' })
    expect(await storedResponses()).toEqual([])
  })

  test("another person's assignment, and one of another workspace", async () => {
    const person = await makeAskedPerson(db.prisma)
    const colleague = await makeAskedPerson(db.prisma, { wave: person.wave })
    const stranger = await makeAskedPerson(db.prisma)
    const { assignment } = person
    const foreign = [
      { ...assignment, id: colleague.assignmentId },
      { ...assignment, invitationId: colleague.invitationId },
      { ...assignment, id: stranger.assignmentId },
      { ...assignment, workspaceId: stranger.workspaceId },
    ]
    for (const mixed of foreign)
      expect(await submitResponse(db.prisma, submissionOf({ assignment: mixed }))).toEqual({
        ok: false,
        reason: 'closed',
      })
    expect(await storedResponses()).toEqual([])
  })
})

test('what is acknowledged while a wave closes is stored before it closes, and nothing after', async () => {
  const first = await makeAskedPerson(db.prisma)
  const people = [first]
  for (let index = 0; index < 14; index++) people.push(await makeAskedPerson(db.prisma, { wave: first.wave }))
  const close = () =>
    db.prisma.$transaction(async (tx) => {
      await tx.wave.updateMany({ where: { workspaceId: first.workspaceId }, data: { state: 'closing', closedAt: NOW } })
      return tx.response.count({ where: { workspaceId: first.workspaceId } })
    })
  const submit = (person: Person) => submitResponse(db.prisma, submissionOf(person))
  const [before, countAtClose, after] = await Promise.all([
    Promise.all(people.slice(0, 7).map(submit)),
    close(),
    Promise.all(people.slice(7).map(submit)),
  ])
  const acknowledged = [...before, ...after].filter((result) => result.ok).length
  expect(countAtClose).toBe(acknowledged)
  expect(await storedResponses()).toHaveLength(acknowledged)
})

test('a submission that meets a wave in the middle of closing waits, and is refused', async () => {
  const person = await makeAskedPerson(db.prisma)
  const { workspaceId } = person
  let submission: ReturnType<typeof submitResponse> | undefined
  await db.prisma.$transaction(async (tx) => {
    await tx.wave.updateMany({ where: { workspaceId }, data: { state: 'closing', closedAt: NOW } })
    submission = submitResponse(db.prisma, submissionOf(person))
    await new Promise((resolve) => setTimeout(resolve, 200))
  })
  expect(await submission).toEqual({ ok: false, reason: 'closed' })
})
