import { expect, test } from 'vitest'
import { action, loader } from '#app/routes/respond/overview'
import { decideHandover, listHandovers } from '#app/studies/handovers.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
type Person = Awaited<ReturnType<typeof makeAskedPerson>>

function argumentsFor({ workspaceId, token }: Person, form?: Record<string, string>) {
  return routeArguments(makeRequest(`/answer/${workspaceId}/${token}`, form ? { form } : {}), { workspaceId, token })
}

const COLLEAGUE = { colleagueName: 'Huda Nasser', colleagueEmail: 'Huda@Own.test' }

async function propose(person: Person, form: Record<string, string> = COLLEAGUE) {
  return catchResponse(
    action(
      argumentsFor(person, {
        intent: 'hand-over',
        assignment: person.assignmentId,
        colleagueName: '',
        colleagueEmail: '',
        ...form,
      }),
    ),
  )
}

const studyOf = async ({ workspaceId, wave }: Person) => {
  const { studyId } = await t.prisma.wave.findFirstOrThrow({ where: { workspaceId, id: wave.id } })
  return { workspaceId, studyId }
}

test('a proposal shows on the list, mails nobody, and can be taken back', async () => {
  const person = await makeAskedPerson(t.prisma, { partners: ['Delta Valves', 'Cairo Castings'] })
  const mails = await t.prisma.outboxMessage.count()
  expect((await propose(person)).headers.get('location')).toMatch(/\?handed-over$/)
  const page = (await loader(argumentsFor(person))) as { relationships: { state: string }[] }
  expect(page.relationships.map(({ state }) => state)).toEqual(['passed-on', 'open'])
  expect(await t.prisma.outboxMessage.count()).toBe(mails)
  await catchResponse(action(argumentsFor(person, { intent: 'keep', assignment: person.assignmentId })))
  expect(await listHandovers(t.prisma, await studyOf(person))).toEqual([])
})

test('an administrator who accepts it has the colleague asked instead from the next wave on', async () => {
  const person = await makeAskedPerson(t.prisma)
  const { workspaceId, assignment, participant } = person
  const { relationshipId } = assignment
  await t.prisma.informant.create({ data: { workspaceId, relationshipId, participantId: participant.id } })
  await propose(person)
  const study = await studyOf(person)
  expect(await listHandovers(t.prisma, study)).toMatchObject([
    { personName: participant.name, partnerName: 'Delta Valves', colleagueEmail: 'huda@own.test' },
  ])
  const decision = { id: person.assignmentId, isAccepted: true, now: new Date() }
  expect(await decideHandover(t.prisma, study, decision)).toEqual({ ok: true })
  const informants = await t.prisma.informant.findMany({
    where: { workspaceId, relationshipId },
    include: { participant: true },
  })
  expect(informants.map((one) => one.participant)).toMatchObject([
    { email: 'huda@own.test', name: 'Huda Nasser', organizationId: person.organizationId },
  ])
  expect(await decideHandover(t.prisma, study, decision)).toEqual({ ok: false, reason: 'unknown-handover' })
})

test('an address that speaks for another firm is not taken over', async () => {
  const person = await makeAskedPerson(t.prisma)
  const other = await makeAskedPerson(t.prisma, { wave: { ...person.wave, workspaceId: person.workspaceId } })
  await propose(person, { colleagueName: 'X', colleagueEmail: other.participant.email })
  const decision = { id: person.assignmentId, isAccepted: true, now: new Date() }
  expect(await decideHandover(t.prisma, await studyOf(person), decision)).toEqual({
    ok: false,
    reason: 'colleague-elsewhere',
  })
})

test('a name without an address is refused with what was typed', async () => {
  const person = await makeAskedPerson(t.prisma)
  const form = { intent: 'hand-over', assignment: person.assignmentId, colleagueName: 'Huda', colleagueEmail: '' }
  expect(await action(argumentsFor(person, form))).toMatchObject({
    data: { values: { colleagueName: 'Huda' }, errors: { colleagueEmail: ['respond.hand-over.both'] } },
    init: { status: 422 },
  })
})

test('nobody can hand over what somebody else is asked', async () => {
  const person = await makeAskedPerson(t.prisma)
  const other = await makeAskedPerson(t.prisma)
  expect((await propose(person, { ...COLLEAGUE, assignment: other.assignmentId })).status).toBe(404)
  expect(await t.prisma.handover.count()).toBe(0)
})

test('a workspace decides on its own proposals only', async () => {
  const person = await makeAskedPerson(t.prisma)
  await propose(person)
  const other = await makeAskedPerson(t.prisma)
  const decision = { id: person.assignmentId, isAccepted: true, now: new Date() }
  expect(await decideHandover(t.prisma, await studyOf(other), decision)).toMatchObject({ ok: false })
  expect(await listHandovers(t.prisma, await studyOf(other))).toEqual([])
})
