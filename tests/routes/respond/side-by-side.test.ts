import { expect, test } from 'vitest'
import { action, loader } from '#app/routes/respond/side-by-side'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

async function askAboutTwo(instrumentName = 'relationship-pulse') {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const study = await makeStudy(t.prisma, { workspaceId, instrumentName })
  const wave = await makeWave(t.prisma, { workspaceId, studyId: study.id })
  return makeAskedPerson(t.prisma, { wave, partners: ['Delta Valves', 'Cairo Castings'] })
}
type Person = Awaited<ReturnType<typeof askAboutTwo>>

function argumentsFor({ workspaceId, token }: Person, form?: Record<string, string>) {
  return routeArguments(makeRequest(`/answer/${workspaceId}/${token}/side-by-side`, form ? { form } : {}), {
    workspaceId,
    token,
  })
}

const trust = (position: number, value: string) =>
  Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`p${position}.trust_${number}`, value]))
const whole = (position: number) => ({ ...trust(position, '5'), [`p${position}.review_direction`]: '2' })

test('firms that are answered are submitted, those that are empty stay open', async () => {
  const person = await askAboutTwo()
  const answer = await catchResponse(action(argumentsFor(person, { intent: 'submit', ...whole(1) })))
  expect(answer.headers.get('location')).toMatch(/\?submitted$/)
  const [first, second] = person.assignments
  const responses = await t.prisma.response.findMany({ where: { workspaceId: person.workspaceId } })
  expect(responses.map(({ id }) => id)).toEqual([second?.id])
  expect(responses[0]?.answers).toMatchObject({ trust_1: 5, review_direction: 2 })
  const page = (await loader(argumentsFor(person))) as { firms: { position: number }[] }
  expect(page.firms.map(({ position }) => position)).toEqual([first?.position])
})

test('an open question is asked about once, beside its firm, while complete firms are submitted', async () => {
  const person = await askAboutTwo()
  const form = { intent: 'submit', ...whole(0), ...trust(1, '3') }
  const again = (await action(argumentsFor(person, form))) as {
    data: { submitted: number; firms: { open: string[]; fields: Record<string, string>; base: string }[] }
    init: { status: number }
  }
  expect(again.init.status).toBe(422)
  expect(again.data.submitted).toBe(1)
  expect(again.data.firms).toMatchObject([{ open: ['review_direction'], fields: { trust_1: '3' } }])
  const base = again.data.firms[0]?.base ?? ''
  const done = { intent: 'submit', ...trust(1, '3'), 'p1.base': base, 'p1.confirm_open': '1' }
  const answer = await catchResponse(action(argumentsFor(person, done)))
  expect(answer.status).toBe(302)
  expect(await t.prisma.response.count({ where: { workspaceId: person.workspaceId } })).toBe(2)
})

test('what is saved is there again, and a language button keeps it too', async () => {
  const person = await askAboutTwo()
  const saved = await catchResponse(action(argumentsFor(person, { intent: 'save', 'p0.trust_1': '7' })))
  expect(saved.headers.get('location')).toMatch(/\?saved$/)
  await catchResponse(action(argumentsFor(person, { intent: 'language:ar', 'p0.trust_1': '7', 'p1.trust_2': '1' })))
  const page = (await loader(argumentsFor(person))) as { language: string; firms: { fields: object }[] }
  expect(page.language).toBe('ar')
  expect(page.firms.map(({ fields }) => fields)).toEqual([{ trust_1: '7' }, { trust_2: '1' }])
})

test('an answer that is none is an error beside its firm, and what was typed is kept', async () => {
  const person = await askAboutTwo()
  const again = (await action(argumentsFor(person, { intent: 'submit', ...whole(0), 'p0.trust_1': '9' }))) as {
    data: { firms: { errors: object; fields: object }[] }
  }
  expect(again.data.firms[0]).toMatchObject({
    errors: { trust_1: { code: 'unknown-choice' } },
    fields: { trust_2: '5' },
  })
  expect(await t.prisma.response.count({ where: { workspaceId: person.workspaceId } })).toBe(0)
})

test('the firms of a page share the time that it was open', async () => {
  const person = await askAboutTwo()
  const shownAt = Date.now() - 60_000
  const bases = { 'p0.base': `0.aaaaaaaa.${shownAt}`, 'p1.base': `0.aaaaaaaa.${shownAt}` }
  await catchResponse(action(argumentsFor(person, { intent: 'submit', ...bases, ...whole(0), ...whole(1) })))
  const responses = await t.prisma.response.findMany({ where: { workspaceId: person.workspaceId } })
  expect(responses.map(({ paradata }) => Object.values((paradata as { seconds: object }).seconds))).toEqual([
    [30],
    [30],
  ])
})

test('a longer questionnaire does not stand side by side', async () => {
  const person = await askAboutTwo('relationship-survey')
  const answer = await catchResponse(loader(argumentsFor(person)))
  expect(answer.status).toBe(302)
})

test('a language button beside a conflict keeps what was typed on the page, as on the page of one firm', async () => {
  const person = await askAboutTwo()
  type Shown = { firms: { base: string; fields: Record<string, string>; isConflict: boolean }[] }
  const [base = ''] = ((await loader(argumentsFor(person))) as Shown).firms.map((firm) => firm.base)
  // another window saved something else since
  const [other = ''] = ((await loader(argumentsFor(person))) as Shown).firms.map((firm) => firm.base)
  await catchResponse(action(argumentsFor(person, { intent: 'save', 'p0.base': other, 'p0.trust_1': '2' })))
  const again = (await action(
    argumentsFor(person, { intent: 'language:ar', 'p0.base': base, 'p0.trust_1': '7' }),
  )) as unknown as { data: Shown; init: { status: number } }
  expect(again.init.status).toBe(409)
  expect(again.data.firms[0]).toMatchObject({ fields: { trust_1: '7' }, isConflict: true })
})

test('answers about a firm that was submitted in another window meanwhile change nothing, and that is said', async () => {
  const person = await askAboutTwo()
  await catchResponse(action(argumentsFor(person, { intent: 'submit', ...whole(0) })))
  const late = { ...whole(0), 'p0.trust_1': '1' }
  const nothing = await catchResponse(action(argumentsFor(person, { intent: 'save', ...late })))
  expect(nothing.headers.get('location')).toMatch(/\?late$/)
  const other = await catchResponse(action(argumentsFor(person, { intent: 'save', ...late, ...trust(1, '4') })))
  expect(other.headers.get('location')).toMatch(/\?saved&late$/)
  const open = (await action(argumentsFor(person, { intent: 'submit', ...late, ...trust(1, '4') }))) as {
    data: { isLate: boolean }
  }
  expect(open.data.isLate).toBe(true)
  const [response] = await t.prisma.response.findMany({ where: { workspaceId: person.workspaceId } })
  expect(response?.answers).toMatchObject({ trust_1: 5 })
})
