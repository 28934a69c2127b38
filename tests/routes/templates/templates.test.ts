import { expect, test } from 'vitest'
import type { Template } from '#app/instruments/template'
import { findTemplate } from '#app/instruments/templates'
import { loader as openPreview, action as preview } from '#app/routes/templates/preview'
import { loader as takeJson } from '#app/routes/templates/template-json'
import { action, loader } from '#app/routes/templates/templates'
import { loader as takeWords } from '#app/routes/templates/words-csv'
import { createStudy } from '#app/studies/create-study.server'
import { studySchema } from '#app/studies/study-form'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkbook } from '#tests/factories/make-workbook'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const PULSE = { name: 'relationship-pulse', version: '1' }
const pulse = () => findTemplate('relationship-pulse', 1) as Template

async function post(workspaceId: string, form: Record<string, string>) {
  return action(routeArguments(await signedInRequest('/templates', { workspaceId, form })))
}

const asFile = ({ instrument, texts }: Template) => JSON.stringify({ instrument, texts: Object.fromEntries(texts) })

async function upload(workspaceId: string, pasted: string) {
  const answer = await catchResponse(post(workspaceId, { intent: 'upload', pasted }))
  const [, name = '', version = ''] = answer.headers.get('location')?.match(/saved=(.+)@(\d+)$/) ?? []
  return { name, version }
}

test('a shipped questionnaire, taken as a file and uploaded, becomes an own one; uploaded again, its next version', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const file = await takeJson(routeArguments(await signedInRequest('/', { workspaceId }), PULSE))
  const first = await upload(workspaceId, await file.text())
  expect(first).toMatchObject({ name: expect.stringMatching(/^own-relationship-pulse-[0-9a-f]{8}$/), version: '1' })
  const own = await takeJson(routeArguments(await signedInRequest('/', { workspaceId }), first))
  expect(await upload(workspaceId, await own.text())).toEqual({ name: first.name, version: '2' })
  const page = await loader(routeArguments(await signedInRequest('/templates', { workspaceId })))
  expect(page.templates.filter(({ isOwn }) => isOwn)).toMatchObject([{ version: 1 }, { version: 2 }])
})

test('a study can use it, then it cannot be deleted; another workspace does not see it', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const { name, version } = await upload(workspaceId, asFile(pulse()))
  const form = studySchema.parse({
    ...{ name: 'S', instrument: `${name}@${version}`, audience: 'attributed', minimumGroupSize: 3 },
    ...{ purpose: '', retentionMonths: 12, contactName: 'C', contactEmail: 'c@firm.test' },
  })
  expect(await createStudy(t.prisma, workspaceId, form)).toMatchObject({ ok: true })
  expect(await post(workspaceId, { intent: 'delete', template: `${name}@${version}` })).toMatchObject({
    init: { status: 409 },
  })
  const { id: other } = await makeWorkspace(t.prisma)
  expect(await createStudy(t.prisma, other, form)).toEqual({ ok: false, reason: 'unknown-instrument' })
  const hidden = await catchResponse(
    openPreview(routeArguments(await signedInRequest('/', { workspaceId: other }), { name, version })),
  )
  expect(hidden.status).toBe(404)
})

test('its questions never change, whatever hand writes them', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const { name } = await upload(workspaceId, asFile(pulse()))
  const changed = t.prisma.ownTemplate.updateMany({ where: { workspaceId, name }, data: { instrument: {} } })
  await expect(changed).rejects.toThrow(/never change/)
})

test.each([
  ['no JSON', '{', 'is not a template'],
  ['a list', '[1]', 'is not a template'],
  ['a template without words', JSON.stringify({ instrument: pulse().instrument, texts: {} }), 'is missing'],
  ['questions that occur twice', twice(), 'occurs twice'],
])('%s is refused with what is wrong', async (_, pasted, problem) => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const refused = (await post(workspaceId, { intent: 'upload', pasted })) as unknown as {
    data: { problems: { problem: string }[] }
  }
  expect(refused).toMatchObject({ init: { status: 422 } })
  expect(refused.data.problems.map((one) => one.problem).join()).toContain(problem)
  expect(await t.prisma.ownTemplate.count()).toBe(0)
})

function twice(): string {
  const { instrument, texts } = structuredClone(pulse())
  instrument.sections[0]?.items.push(...(instrument.sections[0]?.items.slice(0, 1) ?? []))
  return asFile({ instrument, texts })
}

test('words travel through a spreadsheet and back', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const { instrument, texts } = pulse()
  const english = new Map([...texts].filter(([language]) => language === 'en'))
  const { name, version } = await upload(workspaceId, asFile({ instrument, texts: english }))
  const table = await takeWords(
    routeArguments(await signedInRequest(`/?language=ar`, { workspaceId }), { name, version }),
  )
  const lines = (await table.text()).trim().split('\r\n')
  expect(lines[0]).toBe('place,source,translation')
  const key = { intent: 'words', template: `${name}@${version}`, language: 'ar' }
  const empty = await post(workspaceId, { ...key, pasted: lines.join('\n') })
  expect(empty).toMatchObject({ data: { error: 'templates.error.words-missing' } })
  // a spreadsheet of a country with decimal commas writes semicolons
  const filled = lines.slice(1).map((line) => `${line.split(',')[0]};"x";"نص {partner}"`)
  const saved = await catchResponse(
    post(workspaceId, { ...key, pasted: ['place;source;translation', ...filled].join('\r\n') }),
  )
  expect(saved.status).toBe(302)
  const page = await openPreview(
    routeArguments(await signedInRequest('/?language=ar', { workspaceId }), { name, version }),
  )
  expect(page.page.text.items.trust_1?.text).toBe('نص {partner}')
  const shipped = await post(workspaceId, {
    ...key,
    template: 'relationship-pulse@1',
    pasted: ['place;source;translation', ...filled].join('\n'),
  })
  expect(shipped).toMatchObject({ data: { error: 'templates.error.not-own' } })
})

test('once a wave was opened with it, words that are there stay and only a language that is not there can be added', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const { instrument, texts } = pulse()
  const english = new Map([...texts].filter(([language]) => language === 'en'))
  const { name, version } = await upload(workspaceId, asFile({ instrument, texts: english }))
  const key = { intent: 'words', template: `${name}@${version}` }
  const table = await takeWords(routeArguments(await signedInRequest('/', { workspaceId }), { name, version }))
  const pasted = (await table.text()).replaceAll('We trust', 'We do not trust')
  const study = await makeStudy(t.prisma, { workspaceId, instrumentName: name, instrumentVersion: Number(version) })
  const corrected = await catchResponse(post(workspaceId, { ...key, language: 'en', pasted }))
  expect(corrected.status).toBe(302)

  await makeWave(t.prisma, { workspaceId, studyId: study.id })
  const read = () => t.prisma.ownTemplate.findFirstOrThrow({ where: { workspaceId, name } })
  const before = await read()
  const refused = await post(workspaceId, { ...key, language: 'en', pasted: pasted.replaceAll('do not', 'never') })
  expect(refused).toMatchObject({ init: { status: 422 }, data: { error: 'templates.error.words-fixed' } })
  expect(await read()).toEqual(before)

  const added = await catchResponse(post(workspaceId, { ...key, language: 'ar', pasted }))
  expect(added.status).toBe(302)
  expect(Object.keys((await read()).texts as object)).toEqual(['ar', 'en'])
  expect((await read()).texts).toMatchObject(before.texts as object)
  const again = await post(workspaceId, { ...key, language: 'ar', pasted })
  expect(again).toMatchObject({ data: { error: 'templates.error.words-fixed' } })
})

test('a preview goes through the pages by the rules of the questionnaire and stores nothing', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const survey = { name: 'relationship-survey', version: '1' }
  const url = '/?language=ar&side=supplier&function=sales'
  const first = await openPreview(routeArguments(await signedInRequest(url, { workspaceId }), survey))
  expect(first).toMatchObject({ language: 'ar', choice: { side: 'supplier', function: 'sales' } })
  expect(first.page.place.number).toBe(1)
  const page = first.page.sections[0]?.id ?? ''
  const next = await preview(
    routeArguments(await signedInRequest(url, { workspaceId, form: { intent: 'next', page, trust_1: '5' } }), survey),
  )
  expect(next.data.page.place.number).toBe(2)
  expect(next.data.carried).toEqual({ trust_1: '5' })
  const wrong = await preview(
    routeArguments(await signedInRequest(url, { workspaceId, form: { intent: 'next', page, trust_1: '99' } }), survey),
  )
  expect(wrong).toMatchObject({ init: { status: 422 }, data: { state: { errors: { trust_1: {} } } } })
  expect(await t.prisma.draft.count()).toBe(0)
})

test('a survey of another tool is shown with what cannot come along, and kept on a second look', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const survey = {
    title: 'Check',
    pages: [
      {
        elements: [
          { type: 'comment', name: 'why', title: 'Why?' },
          { type: 'file', name: 'f', title: 'F' },
        ],
      },
    ],
  }
  const shown = (await post(workspaceId, { intent: 'upload', pasted: JSON.stringify(survey) })) as unknown as {
    data: { imported: { file: string; notes: object[] } }
  }
  expect(shown.data.imported.notes).toEqual([{ path: 'pages.0.elements.1', feature: 'unknown-question' }])
  expect(await t.prisma.ownTemplate.count()).toBe(0)
  expect(await upload(workspaceId, shown.data.imported.file)).toMatchObject({
    name: expect.stringMatching(/^own-check-/),
  })
})

/** The answer to an uploaded file, as a browser sends it. */
async function send(workspaceId: string, intent: Record<string, string>, file: Blob) {
  const body = new FormData()
  for (const [name, value] of Object.entries(intent)) body.set(name, value)
  body.set('file', file, 'form.xlsx')
  const signedIn = await signedInRequest('/templates', { workspaceId })
  const request = new Request(signedIn.url, {
    method: 'POST',
    headers: { Cookie: signedIn.headers.get('cookie') ?? '' },
    body,
  })
  return action(routeArguments(request)) as unknown as Promise<{ data: { error: string; imported?: object } }>
}

test('an XLSForm comes as a workbook; what is no form says what to do', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const upload = { intent: 'upload' }
  const survey = [
    ['type', 'name', 'label'],
    ['text', 'why', 'Why?'],
  ]
  const shown = await send(workspaceId, upload, new Blob([makeWorkbook({ survey })]))
  expect(shown.data).toMatchObject({ error: 'templates.imported.title', imported: { notes: [] } })
  const none = await send(workspaceId, upload, new Blob([makeWorkbook({ survey: [['type'], ['image']] })]))
  expect(none.data).toMatchObject({ error: 'templates.error.nothing-to-ask', imported: { file: undefined } })
  const old = await send(workspaceId, upload, new Blob([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])]))
  expect(old.data.error).toBe('templates.error.workbook-unreadable')
  const words = { intent: 'words', template: 'own-x@1', language: 'ar' }
  const table = await send(workspaceId, words, new Blob([makeWorkbook({ Words: [['place']] })]))
  expect(table.data.error).toBe('templates.error.save-as-csv')
})
