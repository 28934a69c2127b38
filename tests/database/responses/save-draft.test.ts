import { describe, expect, test } from 'vitest'
import { findInvitation } from '#app/responses/find-invitation.server'
import { readProgress } from '#app/responses/read-progress.server'
import { saveDraft } from '#app/responses/save-draft.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { useDatabase } from '#tests/setup/test-database'

const NOW = new Date('2026-03-02T09:00:00Z')
const db = useDatabase()

type Person = Awaited<ReturnType<typeof makeAskedPerson>>

function draftOf({ assignment }: Pick<Person, 'assignment'>, fields: Record<string, string>) {
  return { assignment, fields, now: NOW }
}

async function readDraft({ assignment }: Person) {
  return (await readProgress(db.prisma, assignment)).draft
}

test('what was typed comes back exactly as it was typed', async () => {
  const person = await makeAskedPerson(db.prisma)
  const fields = {
    trust_1: '5',
    time_hours: ' ١٢٫٥ ',
    time_price: 'about a third',
    time_blame: "'; DROP TABLE draft; --",
  }
  expect(await saveDraft(db.prisma, draftOf(person, fields))).toMatchObject({ ok: true, fields, revision: 1 })
  expect(await readDraft(person)).toEqual(fields)
  await saveDraft(db.prisma, draftOf(person, { trust_1: '6' }))
  expect(await readDraft(person)).toEqual({ trust_1: '6' })
})

test('where nothing is typed there is no draft', async () => {
  const person = await makeAskedPerson(db.prisma)
  expect(await saveDraft(db.prisma, draftOf(person, {}))).toMatchObject({ ok: true, fields: {} })
  expect(await db.prisma.draft.count()).toBe(0)
  await saveDraft(db.prisma, draftOf(person, { trust_1: '6' }))
  await saveDraft(db.prisma, draftOf(person, {}))
  expect(await db.prisma.draft.count()).toBe(0)
})

test('a draft belongs to its person: nobody else writes or reads it', async () => {
  const person = await makeAskedPerson(db.prisma)
  const colleague = await makeAskedPerson(db.prisma, { wave: person.wave })
  await saveDraft(db.prisma, draftOf(person, { trust_1: '6' }))
  const { workspaceId, assignment } = person
  const foreign = { ...assignment, invitationId: colleague.invitationId }
  expect(await saveDraft(db.prisma, draftOf({ assignment: foreign }, { trust_1: '1' }))).toEqual({
    ok: false,
    reason: 'closed',
  })
  const link = { workspaceId, token: colleague.token, assignmentId: assignment.id, now: NOW }
  expect(await findInvitation(db.prisma, link)).toMatchObject({ ok: true, assignment: undefined })
  expect(await findInvitation(db.prisma, { ...link, token: person.token })).toMatchObject({ assignment })
  expect(await readDraft(person)).toEqual({ trust_1: '6' })
})

test('nothing is kept once it is submitted or the wave is closed', async () => {
  const submitted = await makeAskedPerson(db.prisma)
  await makeResponse(db.prisma, { assignment: submitted.assignment })
  expect(await saveDraft(db.prisma, draftOf(submitted, { trust_1: '1' }))).toMatchObject({
    ok: false,
    reason: 'submitted',
  })

  const late = await makeAskedPerson(db.prisma)
  const afterwards = { ...draftOf(late, { trust_1: '1' }), now: new Date('2100-01-01T08:00:00Z') }
  expect(await saveDraft(db.prisma, afterwards)).toEqual({ ok: false, reason: 'closed' })

  expect(await db.prisma.draft.count()).toBe(0)
})

test('a page replaces its own fields and leaves the others as they are', async () => {
  const person = await makeAskedPerson(db.prisma)
  await saveDraft(db.prisma, draftOf(person, { trust_1: '6', time_hours: '3' }))
  const names = ['trust_1', 'trust_2']
  const saved = await saveDraft(db.prisma, { ...draftOf(person, { trust_2: '1' }), names })
  expect(saved).toMatchObject({ ok: true, fields: { trust_2: '1', time_hours: '3' }, revision: 2 })
  expect(await readDraft(person)).toEqual({ trust_2: '1', time_hours: '3' })
})

describe('two windows', () => {
  const names = ['trust_1', 'trust_2']
  const from = (tab: string, revision: number, turn = 0) => ({ tab, revision, shownAt: NOW, turn })

  test('do not overwrite each other unnoticed: the older page conflicts, and nothing is stored', async () => {
    const person = await makeAskedPerson(db.prisma)
    const first = await saveDraft(db.prisma, { ...draftOf(person, { trust_1: '6' }), names, base: from('aaaaaaaa', 0) })
    expect(first).toMatchObject({ ok: true, revision: 1 })
    const other = { ...draftOf(person, { trust_1: '2' }), names, base: from('bbbbbbbb', 0) }
    expect(await saveDraft(db.prisma, other)).toEqual({
      ok: false,
      reason: 'conflict',
      fields: { trust_1: '2' },
      revision: 1,
    })
    expect(await readDraft(person)).toEqual({ trust_1: '6' })
    // shown again, the page knows the newer save: sending it once more is a decision
    expect(await saveDraft(db.prisma, { ...other, base: from('cccccccc', 1) })).toMatchObject({ ok: true, revision: 2 })
    expect(await readDraft(person)).toEqual({ trust_1: '2' })
  })

  test('agree where both say the same, or work on different pages', async () => {
    const person = await makeAskedPerson(db.prisma)
    await saveDraft(db.prisma, { ...draftOf(person, { trust_1: '6' }), names, base: from('aaaaaaaa', 0) })
    const same = { ...draftOf(person, { trust_1: '6' }), names, base: from('bbbbbbbb', 0) }
    expect(await saveDraft(db.prisma, same)).toMatchObject({ ok: true })
    const elsewhere = { ...draftOf(person, { time_hours: '1' }), names: ['time_hours'], base: from('cccccccc', 0) }
    expect(await saveDraft(db.prisma, elsewhere)).toMatchObject({ ok: true })
    expect(await readDraft(person)).toEqual({ trust_1: '6', time_hours: '1' })
  })

  test('a window never conflicts with its own saves, though their answers were lost on the way', async () => {
    const person = await makeAskedPerson(db.prisma)
    const base = from('aaaaaaaa', 0)
    for (const trust_1 of ['1', '2', '3'])
      expect(await saveDraft(db.prisma, { ...draftOf(person, { trust_1 }), names, base })).toMatchObject({ ok: true })
  })

  test('a window’s own save that arrives behind a later one is not looked at; what a person sends always is', async () => {
    const person = await makeAskedPerson(db.prisma)
    const send = (trust_1: string, turn: number, isAutosave = true) =>
      saveDraft(db.prisma, { ...draftOf(person, { trust_1 }), names, base: from('aaaaaaaa', 0, turn), isAutosave })
    await send('7', 2)
    expect(await send('1', 1)).toMatchObject({ ok: true, fields: { trust_1: '7' }, revision: 1 })
    expect(await readDraft(person)).toEqual({ trust_1: '7' })
    await send('3', 3)
    expect(await readDraft(person)).toEqual({ trust_1: '3' })
    await send('4', 0, false)
    expect(await readDraft(person)).toEqual({ trust_1: '4' })
  })

  test('a page that was emptied elsewhere is not filled again unnoticed by an older one', async () => {
    const person = await makeAskedPerson(db.prisma)
    await saveDraft(db.prisma, { ...draftOf(person, { trust_1: '6' }), names, base: from('aaaaaaaa', 0) })
    await saveDraft(db.prisma, { ...draftOf(person, {}), names, base: from('aaaaaaaa', 0) })
    expect(await db.prisma.draft.count()).toBe(0)
    const stale = { ...draftOf(person, { trust_1: '2' }), names, base: from('bbbbbbbb', 1) }
    expect(await saveDraft(db.prisma, stale)).toMatchObject({ ok: false, reason: 'conflict', revision: 2 })
    const own = { ...draftOf(person, { trust_1: '5' }), names, base: from('aaaaaaaa', 0) }
    expect(await saveDraft(db.prisma, own)).toMatchObject({ ok: true, revision: 3 })
  })
})

test('how long pages were open is added up, and coming back is counted', async () => {
  const person = await makeAskedPerson(db.prisma)
  const base = (minute: number) => ({
    tab: 'aaaaaaaa',
    revision: 0,
    turn: 0,
    shownAt: new Date(NOW.getTime() + minute * 60_000),
  })
  const visit = (minute: number, seconds: number) => ({
    ...draftOf(person, { trust_1: '6' }),
    base: base(minute),
    visit: { page: 'trust', share: 1 },
    now: new Date(NOW.getTime() + minute * 60_000 + seconds * 1000),
  })
  await saveDraft(db.prisma, visit(0, 20))
  expect(await saveDraft(db.prisma, visit(1, 10))).toMatchObject({ paradata: { seconds: { trust: 30 } } })
  expect(await saveDraft(db.prisma, visit(45, 5))).toMatchObject({ paradata: { seconds: { trust: 35 }, returns: 1 } })
})
