import { describe, expect, test } from 'vitest'
import { action, loader } from '#app/routes/respond/answer'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeRequest, type RequestOptions } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { useRuntime } from '#tests/setup/test-runtime'

const db = useRuntime()
type Person = Awaited<ReturnType<typeof makeAskedPerson>>

const SHARES = {
  ...{ time_price: '10', time_contract: '5', time_blame: '5', time_expediting: '5', time_inspection: '5' },
  ...{ time_design: '20', time_quality: '10', time_planning: '20', time_ideas: '15', time_other: '5' },
}
const AGREEMENT = {
  ...{ trust_1: '6', trust_2: '6', trust_3: '3', trust_4: 'not_applicable', trust_5: 'cannot_say' },
  ...{ dependence_1: '4', dependence_2: '4', dependence_3: '4', dependence_4: '4' },
}
const COMPLETE = { ...AGREEMENT, time_hours: '12,5', ...SHARES }

function argumentsFor(person: Person, options: RequestOptions = {}, assignmentId = person.assignmentId) {
  const { workspaceId, token } = person
  const path = `/answer/${workspaceId}/${token}/${assignmentId}`
  return routeArguments(makeRequest(path, options), { workspaceId, token, assignmentId })
}

/** Status, address to go to, and data of whatever a loader or action gives back. */
async function outcome(answer: Promise<unknown>) {
  const result: unknown = await answer.catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown
    throw thrown
  })
  if (result instanceof Response)
    return { status: result.status, location: result.headers.get('location'), data: undefined }
  const wrapped = result as { type?: string; data?: unknown; init?: ResponseInit }
  if (wrapped.type !== 'DataWithResponseInit')
    return { status: 200, location: null, data: result as Record<string, unknown> }
  return { status: wrapped.init?.status ?? 200, location: null, data: wrapped.data as Record<string, unknown> }
}

const post = (person: Person, form: Record<string, string>, assignmentId?: string) =>
  outcome(action(argumentsFor(person, { form }, assignmentId)))
const get = (person: Person, assignmentId?: string) => outcome(loader(argumentsFor(person, {}, assignmentId)))
const overviewOf = ({ workspaceId, token }: Person) => `/answer/${workspaceId}/${token}`

async function countRows() {
  return { drafts: await db.prisma.draft.count(), responses: await db.prisma.response.count() }
}

describe('submitting a questionnaire', () => {
  test('a complete one is stored and leads back to the overview', async () => {
    const person = await makeAskedPerson(db.prisma)
    const result = await post(person, { intent: 'submit', ...COMPLETE })
    expect(result).toMatchObject({ status: 302, location: `${overviewOf(person)}?submitted` })
    const [response] = await db.prisma.response.findMany()
    expect(response?.answers).toMatchObject({
      trust_1: 6,
      trust_4: { missing: 'not_applicable' },
      trust_5: { missing: 'cannot_say' },
      time_hours: 12.5,
      time_ideas: 15,
    })
    expect(await get(person)).toMatchObject({ status: 200, data: { submitted: { answers: { trust_1: 6 } } } })
  })

  test('once more gives the same answer and changes nothing', async () => {
    const person = await makeAskedPerson(db.prisma)
    await post(person, { intent: 'submit', ...COMPLETE })
    for (const form of [COMPLETE, { ...COMPLETE, page: 'time', time_hours: '١٢٫٥' }])
      expect(await post(person, { intent: 'submit', ...form })).toMatchObject({
        status: 302,
        location: `${overviewOf(person)}?submitted`,
      })
    expect(await db.prisma.response.findMany()).toMatchObject([{ answers: { trust_1: 6 } }])
  })

  test('with other answers than before changes nothing, and says so', async () => {
    const person = await makeAskedPerson(db.prisma)
    await post(person, { intent: 'submit', ...COMPLETE })
    for (const form of [{ ...COMPLETE, trust_1: '1' }, { ...COMPLETE, page: 'trust', trust_1: '1' }, {}])
      expect(await post(person, { intent: 'submit', ...form })).toMatchObject({ status: 409, data: { isLate: true } })
    expect(await db.prisma.response.findMany()).toMatchObject([{ answers: { trust_1: 6 } }])
  })

  test('a wrong sum is an error with sum and difference; what was typed stays and is kept', async () => {
    const person = await makeAskedPerson(db.prisma)
    const typed = { ...COMPLETE, time_other: '15' }
    const result = await post(person, { intent: 'submit', ...typed })
    expect(result).toMatchObject({
      status: 422,
      data: { fields: typed, errors: { time: { code: 'sum', values: { sum: 110, total: 100, rest: -10 } } } },
    })
    expect(await get(person)).toMatchObject({ data: { draft: typed, submitted: undefined } })
    expect(await countRows()).toEqual({ drafts: 1, responses: 0 })
  })

  test('open items are asked about once, then stored as skipped', async () => {
    const person = await makeAskedPerson(db.prisma)
    const form = { intent: 'submit', ...COMPLETE, trust_1: '', dependence_4: '' }
    const first = await post(person, form)
    expect(first).toMatchObject({
      status: 422,
      data: { open: ['trust_1', 'dependence_4'], isAskedAgain: true, errors: {} },
    })
    expect(await post(person, { ...form, confirm_open: '1' })).toMatchObject({ status: 302 })
    expect(await db.prisma.response.findMany()).toMatchObject([{ answers: { trust_1: { missing: 'skipped' } } }])
  })

  test('an error after the question about open items does not ask that question again', async () => {
    const person = await makeAskedPerson(db.prisma)
    const form = { intent: 'submit', ...COMPLETE, trust_1: '', time_other: '6', confirm_open: '1' }
    expect(await post(person, form)).toMatchObject({ status: 422, data: { isAskedAgain: true, open: [] } })
  })

  test('no face-to-face time overrides hours and shares', async () => {
    const person = await makeAskedPerson(db.prisma)
    await post(person, { intent: 'submit', ...COMPLETE, time_other: '99', time_none: '1' })
    const [response] = await db.prisma.response.findMany()
    expect(response?.answers).toMatchObject({ time_hours: 0, time_price: { missing: 'no_contact' } })
  })

  test('digits of Arabic are understood', async () => {
    const person = await makeAskedPerson(db.prisma, { language: 'ar' })
    const arabic = { ...COMPLETE, time_hours: '١٢٫٥', time_price: '١٠', time_contract: '۵' }
    expect(await post(person, { intent: 'submit', ...arabic })).toMatchObject({ status: 302 })
    expect(await db.prisma.response.findMany()).toMatchObject([
      { language: 'ar', answers: { time_hours: 12.5, time_price: 10, time_contract: 5 } },
    ])
  })
})

describe('saving for later', () => {
  test('keeps what was typed, wrong or not, and says so on the overview', async () => {
    const person = await makeAskedPerson(db.prisma)
    const typed = { trust_2: '7', time_price: '80', time_blame: 'some' }
    expect(await post(person, { intent: 'save', ...typed })).toMatchObject({
      status: 302,
      location: `${overviewOf(person)}?saved`,
    })
    expect(await get(person)).toMatchObject({ status: 200, data: { draft: typed } })
  })

  test('changing the language keeps what was typed and stays on the form', async () => {
    const person = await makeAskedPerson(db.prisma)
    const result = await post(person, { intent: 'language:ar', trust_2: '7' })
    expect(result).toMatchObject({ status: 302, location: `${overviewOf(person)}/${person.assignmentId}` })
    expect(await get(person)).toMatchObject({ data: { language: 'ar', draft: { trust_2: '7' } } })
  })

  test('after the submission it shows the receipt and says that nothing changed', async () => {
    const person = await makeAskedPerson(db.prisma)
    await post(person, { intent: 'submit', ...COMPLETE })
    expect(await post(person, { intent: 'save', trust_1: '1' })).toMatchObject({ status: 409, data: { isLate: true } })
    expect(await post(person, { intent: 'language:ar' })).toMatchObject({ status: 302 })
    expect(await countRows()).toEqual({ drafts: 0, responses: 1 })
  })

  test('a robot that opens the form and presses every button leaves neither draft nor response', async () => {
    const person = await makeAskedPerson(db.prisma)
    for (let visit = 0; visit < 3; visit++) await get(person)
    for (const intent of ['save', 'submit']) await post(person, { intent })
    expect(await countRows()).toEqual({ drafts: 0, responses: 0 })
  })
})

describe('what a page knows of earlier sendings', () => {
  type Shown = { base: string; arrived: string; echo: string }
  const tabOf = ({ base }: Shown) => base.split('.')[1]

  test('what arrived is named on every later page, also on the receipt', async () => {
    const person = await makeAskedPerson(db.prisma)
    const page = (await get(person)).data as unknown as Shown
    expect(page.arrived).toBe('')
    await post(person, { intent: 'save', base: page.base, turn: '17', ...COMPLETE })
    expect((await get(person)).data).toMatchObject({ arrived: `${tabOf(page)}.17` })
    await post(person, { intent: 'submit', base: page.base, turn: '18', ...COMPLETE, page: 'trust' })
    expect((await get(person)).data).toMatchObject({ submitted: {}, arrived: `${tabOf(page)}.18` })
    // a second press of the button
    await post(person, { intent: 'submit', base: page.base, turn: '19', ...COMPLETE, page: 'trust' })
    expect((await get(person)).data).toMatchObject({ arrived: `${tabOf(page)}.19` })
  })

  test('what conflicts did not arrive: the page that shows it again says which sending it was', async () => {
    const person = await makeAskedPerson(db.prisma)
    const [one, other] = [(await get(person)).data, (await get(person)).data] as unknown as [Shown, Shown]
    await post(person, { intent: 'save', base: one.base, turn: '5', trust_1: '6' })
    const result = await post(person, { intent: 'save', base: other.base, turn: '7', trust_1: '2' })
    expect(result).toMatchObject({
      status: 409,
      data: { isConflict: true, shown: { echo: `${tabOf(other)}.7`, arrived: `${tabOf(one)}.5` } },
    })
  })

  test('after a withdrawal a window that was left open brings nothing back', async () => {
    const person = await makeAskedPerson(db.prisma)
    const stale = (await get(person)).data as unknown as Shown
    await post(person, { intent: 'submit', ...COMPLETE })
    await post(person, { intent: 'withdraw' })
    const autosave = { intent: 'save', autosave: '1', base: stale.base, turn: '9', trust_1: '2' }
    expect(await post(person, autosave)).toMatchObject({ status: 409, data: { isConflict: true } })
    expect(await countRows()).toEqual({ drafts: 0, responses: 0 })
  })
})

describe('a number', () => {
  test('that could mean two things is asked about; nothing is submitted', async () => {
    const person = await makeAskedPerson(db.prisma)
    expect(await post(person, { intent: 'submit', ...COMPLETE, time_hours: '1,250' })).toMatchObject({
      status: 422,
      data: { errors: { time_hours: { code: 'ambiguous', values: { grouped: 1250, decimal: 1.25 } } } },
    })
    expect(await countRows()).toEqual({ drafts: 1, responses: 0 })
  })
})

describe('what cannot be answered gets a friendly page', () => {
  test('an unknown link is a 404 in the language of the browser', async () => {
    const person = await makeAskedPerson(db.prisma)
    const stranger = { ...person, token: 'x'.repeat(43) }
    const request = argumentsFor(stranger, { headers: { 'Accept-Language': 'ar-EG,en;q=0.5' } })
    const result = await outcome(loader(request))
    expect(result).toMatchObject({ status: 404, data: { language: 'ar', refused: { reason: 'unknown' } } })
    expect(result.data?.refused).not.toHaveProperty('contact.contactEmail')
    expect(await post(stranger, { intent: 'submit', ...COMPLETE })).toMatchObject({ status: 404 })
  })

  test("another person's questionnaire is a 404 in one's own language, for reading and for writing", async () => {
    const person = await makeAskedPerson(db.prisma, { language: 'ar' })
    const colleague = await makeAskedPerson(db.prisma, { wave: person.wave })
    const foreign = await makeAskedPerson(db.prisma)
    for (const id of [colleague.assignmentId, foreign.assignmentId, 'nothing', '%00', "' OR 1=1"]) {
      expect(await get(person, id)).toMatchObject({ status: 404, data: { language: 'ar' } })
      expect(await post(person, { intent: 'submit', ...COMPLETE }, id)).toMatchObject({ status: 404 })
      expect(await post(person, { intent: 'save', trust_1: '1' }, id)).toMatchObject({ status: 404 })
    }
    expect(await countRows()).toEqual({ drafts: 0, responses: 0 })
  })

  test('a closed wave is a 410 with a contact; answers that come too late are said to be lost', async () => {
    const person = await makeAskedPerson(db.prisma, { language: 'ar' })
    await db.prisma.wave.updateMany({ data: { state: 'closing', closedAt: new Date() } })
    expect(await get(person)).toMatchObject({
      status: 410,
      data: {
        language: 'ar',
        refused: { reason: 'closed', isLost: false, contact: { contactEmail: 'contact@thiqa.test' } },
      },
    })
    for (const intent of ['submit', 'save', 'language:en'])
      expect(await post(person, { intent, ...COMPLETE })).toMatchObject({
        status: 410,
        data: { refused: { isLost: true } },
      })
    expect(await countRows()).toEqual({ drafts: 0, responses: 0 })
  })

  test('a link that was taken back is a 410', async () => {
    const person = await makeAskedPerson(db.prisma)
    await db.prisma.invitation.updateMany({ data: { revokedAt: new Date() } })
    expect(await get(person)).toMatchObject({ status: 410, data: { refused: { reason: 'revoked' } } })
    expect(await post(person, { intent: 'submit', ...COMPLETE })).toMatchObject({ status: 410 })
  })

  test('other methods are refused', async () => {
    const person = await makeAskedPerson(db.prisma)
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect(await outcome(action(argumentsFor(person, { method })))).toMatchObject({ status: 405 })
  })
})

describe('hostile forms', () => {
  const hostile: Record<string, Record<string, string>> = {
    'a megabyte in a field': { ...COMPLETE, trust_1: 'x'.repeat(1_000_000), time_price: '9'.repeat(1_000_000) },
    'characters that no database stores': {
      ...COMPLETE,
      trust_1: '\u0000',
      time_hours: '\u0000',
      time_price: '\ud800',
    },
    'names of prototypes': {
      ...COMPLETE,
      ...Object.fromEntries([['__proto__', 'x']]),
      constructor: 'x',
      trust_1: '__proto__',
    },
    'scripts and statements': {
      ...COMPLETE,
      trust_1: '<script>alert(1)</script>',
      time_price: "1'); DROP TABLE response; --",
    },
    'numbers that are none': {
      ...COMPLETE,
      time_hours: '1e999',
      time_price: '-5',
      time_blame: 'NaN',
      time_other: '0x10',
    },
    'points off the scale': { ...COMPLETE, trust_1: '8', trust_2: '0', trust_3: '3.5', trust_4: '٧' },
  }

  test.each(Object.entries(hostile))('%s: 422, kept as typed, nothing stored', async (_name, form) => {
    const person = await makeAskedPerson(db.prisma)
    expect(await post(person, { intent: 'submit', ...form })).toMatchObject({ status: 422 })
    expect(await post(person, { intent: 'save', ...form })).toMatchObject({ status: 302 })
    expect(await get(person)).toMatchObject({ status: 200 })
    expect(await countRows()).toEqual({ drafts: 1, responses: 0 })
  })

  test('fields that the questionnaire does not have are not stored', async () => {
    const person = await makeAskedPerson(db.prisma)
    await post(person, { intent: 'save', trust_1: '3', workspaceId: 'x', submittedAt: 'x', trust_99: '7' })
    expect(await get(person)).toMatchObject({ data: { draft: { trust_1: '3' } } })
    const [draft] = await db.prisma.draft.findMany()
    expect(draft?.fields).toEqual({ trust_1: '3' })
  })

  test.each(['language:xx', 'language:', 'delete', '__proto__', 'x'.repeat(10_000)])(
    'the button %.20s is a 400',
    async (intent) => {
      const person = await makeAskedPerson(db.prisma)
      expect(await post(person, { intent, trust_1: '3' })).toMatchObject({ status: 400 })
      expect(await countRows()).toEqual({ drafts: 0, responses: 0 })
    },
  )

  test('files instead of texts count as nothing, and bodies that are no forms are a 400', async () => {
    const person = await makeAskedPerson(db.prisma)
    const files = new FormData()
    files.set('intent', 'submit')
    files.set('trust_1', new File(['5'], 'five.txt'))
    expect(await outcome(action(argumentsFor(person, { method: 'POST', body: files })))).toMatchObject({
      status: 422,
      data: { fields: {} },
    })
    const headers = { 'Content-Type': 'application/json' }
    expect(await outcome(action(argumentsFor(person, { method: 'POST', body: '{"intent":', headers })))).toMatchObject({
      status: 400,
    })
  })
})
