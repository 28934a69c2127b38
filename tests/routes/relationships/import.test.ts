import { describe, expect, test } from 'vitest'
import { IMPORT_KINDS, type ImportKind } from '#app/http/paths'
import type { PlanSummary } from '#app/relationships/import-preview'
import { LONGEST_FILE } from '#app/relationships/parse-import'
import { action, loader } from '#app/routes/relationships/import'
import { loader as sample } from '#app/routes/relationships/import-sample'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

interface Reply {
  status: number
  location?: string | null
  summary?: PlanSummary
  csv?: string | undefined
}

function makeUpload(content: BlobPart, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  form.set('file', new File([content], 'file.csv', { type: 'text/csv' }))
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

/** Posts as an administrator; a record goes as forms without files do. */
async function post(workspaceId: string, kind: string, body: FormData | Record<string, string>): Promise<Reply> {
  const sent = body instanceof FormData ? { method: 'POST', body } : { form: body }
  const request = await signedInRequest(`/import/${kind}`, { workspaceId, ...sent })
  try {
    const { data, init } = await action(routeArguments(request, { kind }))
    return { status: init?.status ?? 200, ...(data as Omit<Reply, 'status'>) }
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown
    return { status: thrown.status, location: thrown.headers.get('Location') }
  }
}

async function readSample(workspaceId: string, kind: ImportKind): Promise<Response> {
  const request = await signedInRequest(`/import/${kind}/sample.csv`, { workspaceId })
  return catchResponse(sample(routeArguments(request, { kind })))
}

const codesOf = (reply: Reply) => reply.summary?.problems.map(({ code }) => code.replace('imports.problem.', ''))

describe('importing', () => {
  test('the downloaded samples in order: preview, confirm, and again without any change', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    for (const kind of IMPORT_KINDS) {
      const file = await (await readSample(workspaceId, kind)).arrayBuffer()
      const preview = await post(workspaceId, kind, makeUpload(file, { intent: 'preview' }))
      const { status, summary, csv = '' } = preview
      expect([status, summary?.problems, summary?.counts.unchanged]).toEqual([200, [], 0])
      const lines = summary?.lines.length ?? 0
      expect(lines).toBe(summary?.counts.new)

      const confirmed = await post(workspaceId, kind, { intent: 'import', csv })
      expect(confirmed).toMatchObject({ status: 302, location: `/import/${kind}?imported=${lines}.0.0` })
      const again = await post(workspaceId, kind, makeUpload(file, { intent: 'import' }))
      expect(again).toMatchObject({ status: 302, location: `/import/${kind}?imported=0.0.${lines}` })
    }
    expect(await t.prisma.relationship.count({ where: { workspaceId } })).toBe(3)
  })

  test('a preview writes nothing', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    await post(workspaceId, 'organizations', { intent: 'preview', pasted: 'code,name\nA,First\n' })
    await post(workspaceId, 'organizations', { intent: 'anything', pasted: 'code,name\nA,First\n' })
    await post(workspaceId, 'organizations', { pasted: 'code,name\nA,First\n' })
    expect(await t.prisma.organization.count({ where: { workspaceId } })).toBe(0)
  })

  test('is checked again when it is confirmed: what came in between is not overlooked', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const csv = 'email,name,organization,language,function\na@x.example,A,GONE,en,sales\n'
    const reply = await post(workspaceId, 'participants', { intent: 'import', csv })
    expect(reply.status).toBe(422)
    expect(codesOf(reply)).toEqual(['unknown-organization'])
  })

  test('with a wrong line gives every reason, and no text to confirm', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const text = `code,name\nA,First\n${Array.from({ length: 3000 }, (_, number) => `!${number},x`).join('\n')}`
    for (const intent of ['preview', 'import']) {
      const reply = await post(workspaceId, 'organizations', makeUpload(text, { intent }))
      expect([reply.status, reply.csv]).toEqual([422, undefined])
      expect(reply.summary).toMatchObject({ problemCount: 3000, counts: { new: 1 } })
      expect(reply.summary?.problems).toHaveLength(3000)
    }
    expect(await t.prisma.organization.count({ where: { workspaceId } })).toBe(0)
  })

  test.each<[string, BlobPart, string]>([
    ['an empty file', '', 'empty'],
    ['a spreadsheet', Uint8Array.from([0x50, 0x4b, 3, 4, 0xff]), 'spreadsheet'],
    ['Windows-1256', Uint8Array.from([...Buffer.from('code,name\nA,'), 0xe4, 0xcc, 0xe3]), 'encoding'],
    ['UTF-16', Buffer.from('\ufeffcode,name\nA,B\n', 'utf16le'), 'encoding'],
    ['more than 5 MB', 'x'.repeat(LONGEST_FILE + 1), 'too-large'],
    ['HTML', '<html><script>alert(1)</script>', 'missing-column'],
  ])('%s is refused with its reason', async (_what, content, reason) => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const reply = await post(workspaceId, 'organizations', makeUpload(content, { intent: 'preview' }))
    expect(reply.status).toBe(422)
    expect(codesOf(reply)).toContain(reason)
  })

  test('without any file or text says that there is none', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    expect(codesOf(await post(workspaceId, 'organizations', { intent: 'import' }))).toEqual(['empty'])
  })
})

describe('the pages of imports', () => {
  test.each(['people', 'constructor', '__proto__', 'Organizations', ''])('of kind %s are not there', async (kind) => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const ask = (init: { form?: Record<string, string> } = {}) => signedInRequest('/import/x', { workspaceId, ...init })
    for (const handler of [loader, sample])
      expect((await catchResponse(handler(routeArguments(await ask(), { kind })))).status).toBe(404)
    const confirmed = await ask({ form: { intent: 'import' } })
    expect((await catchResponse(action(routeArguments(confirmed, { kind })))).status).toBe(404)
  })

  test.each(IMPORT_KINDS)('describe the columns of %s that its sample has', async (kind) => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const { columns } = await loader(routeArguments(await signedInRequest('/import/x', { workspaceId }), { kind }))
    const response = await readSample(workspaceId, kind)
    expect(response.headers.get('Content-Disposition')).toBe(`attachment; filename="${kind}-sample.csv"`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    expect(text.split('\n')[0]?.split(',')).toEqual(columns.map(({ name }) => name))
    expect(text).toMatch(/\p{Script=Arabic}/u)
  })

  test('are for administrators only', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const kind = 'organizations'
    for (const role of ['manager', 'researcher'] as const) {
      const ask = (init = {}) => signedInRequest('/import/x', { workspaceId, role, ...init })
      for (const handler of [loader, sample])
        expect((await catchResponse(handler(routeArguments(await ask(), { kind })))).status).toBe(403)
      const confirmed = await ask({ form: { intent: 'import', csv: 'code,name\nA,First\n' } })
      expect((await catchResponse(action(routeArguments(confirmed, { kind })))).status).toBe(403)
    }
    const nobody = await catchResponse(sample(routeArguments(makeRequest('/import/x/sample.csv'), { kind })))
    expect(nobody.headers.get('Location')).toMatch(/^\/sign-in/)
    expect(await t.prisma.organization.count()).toBe(0)
  })
})
