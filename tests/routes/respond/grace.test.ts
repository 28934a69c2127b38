import { beforeEach, describe, expect, test } from 'vitest'
import { pagesOf } from '#app/instruments/pages'
import { findTemplate } from '#app/instruments/templates'
import { listOwnSurveys } from '#app/responses/own-surveys.server'
import { action, loader } from '#app/routes/respond/answer'
import { loader as loadOverview } from '#app/routes/respond/overview'
import { action as sendSideBySide, loader as showSideBySide } from '#app/routes/respond/side-by-side'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const HOUR = 3_600_000
const fromNow = (milliseconds: number) => new Date(Date.now() + milliseconds)

async function ask(instrumentName: string, partners?: string[]) {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const study = await makeStudy(t.prisma, { workspaceId, instrumentName })
  const wave = await makeWave(t.prisma, { workspaceId, studyId: study.id, graceMinutes: 120 })
  return makeAskedPerson(t.prisma, { wave, ...(partners && { partners }) })
}
type Person = Awaited<ReturnType<typeof ask>>

/** Its end was an hour ago; `open` until the worker has looked. */
const end = (state: 'open' | 'closing', graceUntil: Date | null = fromNow(HOUR)) =>
  t.prisma.wave.updateMany({
    data: {
      ...{ state, closesAt: fromNow(-HOUR) },
      ...(state === 'closing' && { closedAt: fromNow(-HOUR), graceUntil }),
    },
  })

interface Outcome {
  status: number
  location: string | null
  data: Record<string, unknown>
}
async function outcome(answer: Promise<unknown>): Promise<Outcome> {
  const result: unknown = await answer.catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown
    throw thrown
  })
  if (result instanceof Response) return { status: result.status, location: result.headers.get('location'), data: {} }
  const wrapped = result as { type?: string; data: Outcome['data']; init?: ResponseInit }
  if (wrapped.type !== 'DataWithResponseInit') return { status: 200, location: null, data: result as Outcome['data'] }
  return { status: wrapped.init?.status ?? 200, location: null, data: wrapped.data }
}
const at = ({ workspaceId, token }: Person, rest: string, form?: Record<string, string>) =>
  routeArguments(makeRequest(`/answer/${workspaceId}/${token}${rest}`, form ? { form } : {}), {
    workspaceId,
    token,
    assignmentId: rest.slice(1),
  })
const send = (person: Person, form: Record<string, string>, id = person.assignmentId) =>
  outcome(action(at(person, `/${id}`, form)))
const show = (person: Person, id = person.assignmentId) => outcome(loader(at(person, `/${id}`)))
const overview = (person: Person, query = '') => outcome(loadOverview(at(person, query)))
const countRows = async () => ({ drafts: await t.prisma.draft.count(), responses: await t.prisma.response.count() })

const WHOLE = {
  ...{ page: 'trust', trust_1: '6', trust_2: '6', trust_3: '3', trust_4: '4', trust_5: '5' },
  ...{ dependence_1: '4', dependence_2: '4', dependence_3: '4', dependence_4: '4' },
  ...{ time_hours: '12', time_price: '10', time_contract: '5', time_blame: '5', time_expediting: '5' },
  ...{
    time_inspection: '5',
    time_design: '20',
    time_quality: '10',
    time_planning: '20',
    time_ideas: '15',
    time_other: '5',
  },
}

describe.each(['open', 'closing'] as const)('in the time of grace of a wave that is %s', (state) => {
  let person: Person
  beforeEach(async () => {
    person = await ask('relationship-core')
    await send(person, { intent: 'save', page: 'trust', trust_1: '2' })
    await end(state)
  })

  test('what was begun is there, saves itself and is handed in', async () => {
    expect(await show(person)).toMatchObject({ status: 200, data: { draft: { trust_1: '2' } } })
    const autosave = { intent: 'save', autosave: '1', page: 'trust', trust_1: '3' }
    expect(await send(person, autosave)).toMatchObject({ status: 302, location: expect.stringMatching(/\?saved$/) })
    expect(await show(person)).toMatchObject({ data: { draft: { trust_1: '3' } } })
    expect(await send(person, { intent: 'submit', ...WHOLE })).toMatchObject({
      status: 302,
      location: expect.stringMatching(/\?submitted$/),
    })
    expect(await t.prisma.response.findMany()).toMatchObject([{ answers: { trust_1: 6, time_hours: 12 } }])
  })

  test('what was handed in has its receipt, and can be taken back and handed in once more', async () => {
    const whole = { intent: 'submit', ...WHOLE }
    await send(person, whole)
    expect(await overview(person, '?submitted')).toMatchObject({
      status: 200,
      data: { justDone: 'submitted', relationships: [{ state: 'done' }] },
    })
    expect(await show(person)).toMatchObject({ status: 200, data: { submitted: { answers: { trust_1: 6 } } } })
    // a second press
    expect(await send(person, whole)).toMatchObject({ status: 302, location: expect.stringMatching(/\?submitted$/) })
    expect(await send(person, { intent: 'change' })).toMatchObject({ status: 302 })
    expect(await countRows()).toEqual({ drafts: 1, responses: 0 })
    expect(await send(person, whole)).toMatchObject({ status: 302 })
    expect(await countRows()).toEqual({ drafts: 0, responses: 1 })
  })

  test('what is taken back is gone, and the next page says so before it says that the survey is closed', async () => {
    await send(person, { intent: 'submit', ...WHOLE })
    expect(await send(person, { intent: 'withdraw' })).toMatchObject({
      status: 302,
      location: expect.stringMatching(/\?withdrawn$/),
    })
    expect(await countRows()).toEqual({ drafts: 0, responses: 0 })
    const closed = { status: 410, data: { refused: { reason: 'closed', isWithdrawn: true } } }
    expect(await overview(person, '?withdrawn')).toMatchObject(closed)
    expect(await overview(person)).toMatchObject({ status: 410, data: { refused: { isWithdrawn: false } } })
  })

  test('it stands among the surveys of its person until that time is over', async () => {
    const { email } = person.participant
    const listed = await listOwnSurveys(t.prisma, t.runtime.secret, email)
    expect(listed.map(({ closesAt }) => Math.round((closesAt.getTime() - Date.now()) / HOUR))).toEqual([1])
    await send(person, { intent: 'submit', ...WHOLE })
    expect(await listOwnSurveys(t.prisma, t.runtime.secret, email)).toMatchObject([{ asked: 1, answered: 1 }])
    await end('closing', fromNow(-1))
    expect(await listOwnSurveys(t.prisma, t.runtime.secret, email)).toEqual([])
    expect(await show(person)).toMatchObject({ status: 410 })
  })
})

test('in the time of grace a questionnaire of many pages goes on from page to page', async () => {
  const person = await ask('relationship-survey')
  const pages = pagesOf(findTemplate('relationship-survey', 1)?.instrument.sections ?? [])
  const [first = '', second = ''] = pages.map(([section]) => section?.id ?? '')
  await send(person, { intent: 'next', page: first, trust_1: '2' })
  await end('closing')
  const next = await send(person, { intent: 'next', page: first, trust_1: '5' })
  expect(next).toMatchObject({ status: 302, location: expect.stringMatching(new RegExp(`\\?page=${second}$`)) })
  expect(await show(person)).toMatchObject({ status: 200, data: { draft: { trust_1: '5' } } })
})

test('what was handed in before the end stays as it is', async () => {
  const person = await ask('relationship-core')
  await makeResponse(t.prisma, { assignment: person.assignment, submittedAt: fromNow(-2 * HOUR) })
  await end('closing')
  expect(await show(person)).toMatchObject({ status: 410 })
  expect(await send(person, { intent: 'withdraw' })).toMatchObject({ status: 410 })
  expect(await countRows()).toEqual({ drafts: 0, responses: 1 })
})

test('a wave that was closing before there was a time of grace takes nothing', async () => {
  const person = await ask('relationship-core')
  await send(person, { intent: 'save', ...WHOLE })
  await t.prisma.wave.updateMany({ data: { state: 'closing', closedAt: new Date(), graceUntil: null } })
  expect(await show(person)).toMatchObject({ status: 410 })
  expect(await send(person, { intent: 'submit', ...WHOLE })).toMatchObject({ status: 410 })
  expect(await listOwnSurveys(t.prisma, t.runtime.secret, person.participant.email)).toEqual([])
})

describe('side by side, in the time of grace', () => {
  const firm = (position: number) => ({
    ...Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`p${position}.trust_${number}`, '5'])),
    [`p${position}.review_direction`]: '2',
  })
  const sendAll = (person: Person, form: Record<string, string>) =>
    outcome(sendSideBySide(at(person, '/side-by-side', form)))

  test('the firms that were begun are there and are handed in, others are neither asked nor taken', async () => {
    const person = await ask('relationship-pulse', ['Delta Valves', 'Cairo Castings', 'Aswan Alloys'])
    await sendAll(person, { intent: 'save', 'p1.trust_1': '2', 'p2.trust_1': '2' })
    await end('closing')
    const page = (await outcome(showSideBySide(at(person, '/side-by-side')))).data as { firms: { position: number }[] }
    expect(page.firms.map(({ position }) => position)).toEqual([1, 2])
    const listed = (await overview(person)).data.relationships as { partnerName: string }[]
    expect(listed.map(({ partnerName }) => partnerName)).toEqual(['Cairo Castings', 'Aswan Alloys'])
    expect(await show(person)).toMatchObject({ status: 410, data: { refused: { reason: 'closed' } } })
    // a window that was opened before the end shows all three
    const sent = await sendAll(person, { intent: 'submit', ...firm(0), ...firm(1), ...firm(2) })
    expect(sent).toMatchObject({ status: 302, location: expect.stringMatching(/\?submitted&late$/) })
    const responses = await t.prisma.response.findMany({ orderBy: { id: 'asc' } })
    expect(responses.map(({ id }) => id).sort()).toEqual(
      person.assignments
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    )
    expect((await countRows()).drafts).toBe(0)
  })
})
