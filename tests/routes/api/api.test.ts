// The interface for programs, as programs reach it: the built pages behind everything that stands before them.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { BaseResolver, createConfig, lintDocument, makeDocumentFromString } from '@redocly/openapi-core'
import { beforeEach, describe, expect, inject, test } from 'vitest'
import type { z } from 'zod'
import { EXAMPLES } from '#app/api/examples'
import { OPERATIONS, type OperationId } from '#app/api/operations'
import { problemSchema } from '#app/api/schemas'
import { findDueExports, writeExport } from '#app/exports/requests/write-export.server'
import { INDEX_PLACES } from '#app/trust/indices'
import { makeKey } from '#tests/factories/make-key'
import { makeOrganization } from '#tests/factories/make-organization'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { type Reply, type Sent, useApplication } from '#tests/setup/test-application'
import { useRuntime } from '#tests/setup/test-runtime'

const PUBLIC_URL = 'http://thiqa.test'
const t = useRuntime({ env: { PUBLIC_URL } })
const application = useApplication(PUBLIC_URL)
// the same requests reach both databases: once is enough for what writes nothing of its own
const isEmbedded = !inject('postgresqlServer')
const PURPOSE = 'A thesis on trust and time.'
const RELATIONSHIPS = [
  { code: 'R1', buyer: [{}, {}, {}], supplier: [{}, {}, {}] },
  { code: 'R2', buyer: [{}, {}, {}], supplier: [{}] },
  { code: 'R3', buyer: [{}, {}, {}], supplier: [{}, {}, {}] },
]

let world: { workspaceId: string; studyId: string; key: string; memberId: string }
beforeEach(async () => {
  const { workspaceId, study } = await makePublishedStudy(t.prisma, { waves: 2, relationships: RELATIONSHIPS })
  const { token, memberId } = await makeKey(t.prisma, { workspaceId, role: 'owner' })
  world = { workspaceId, studyId: study.id, key: token, memberId }
})

const parts = () => ({
  ...{ prisma: t.prisma, queue: t.runtime.queue, secret: t.runtime.secret, clock: () => new Date() },
  ...{ publicUrl: t.runtime.env.publicUrl, dataDirectory: t.runtime.env.dataDirectory },
})

function call(address: string, sent: Omit<Sent, 'path'> = {}, key = world.key): Promise<Reply> {
  const headers = { Authorization: `Bearer ${key}`, ...sent.headers }
  return application.send({ ...sent, path: `/api/v1${address}`, headers })
}

const send = (address: string, body: unknown, headers: Record<string, string> = {}) =>
  call(address, { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } })

/** What came, held against the schema of the call. */
function read<Id extends OperationId>(
  id: Id,
  { status, text }: Reply,
): z.output<(typeof OPERATIONS)[Id]['answer'] extends { schema: infer Schema extends z.ZodType } ? Schema : never> {
  const { answer } = OPERATIONS[id]
  expect([200, 201], text).toContain(status)
  if (!('schema' in answer)) throw new Error(`${id} answers nothing that could be read`)
  return answer.schema.strict().parse(JSON.parse(text)) as never
}

function problem({ headers, text }: Reply) {
  expect(headers['content-type']).toBe('application/problem+json')
  return problemSchema.strict().parse(JSON.parse(text))
}

describe.runIf(isEmbedded)('lists', () => {
  test('come in pages that lead from one to the next', async () => {
    const { studyId } = world
    const studies = read('listStudies', await call('/studies'))
    expect(studies).toMatchObject({
      next_cursor: null,
      data: [{ id: studyId, published_waves: 2, instrument: { name: 'relationship-core' } }],
    })
    expect(read('getStudy', await call(`/studies/${studyId}`))).toEqual(studies.data[0])
    const seen: string[] = []
    let address = `/studies/${studyId}/indices?limit=2`
    for (let page = 0; page < 3; page += 1) {
      const reply = await call(address)
      const { data, next_cursor } = read('listIndices', reply)
      for (const row of data) seen.push(`${row.wave} ${row.relationship}`)
      const [, link = ''] = /<\/api\/v1(.+)>; rel="next"/.exec(String(reply.headers.link ?? '')) ?? []
      expect(link.includes(`cursor=${next_cursor}`)).toBe(next_cursor !== null)
      address = link
    }
    expect(address).toBe('')
    expect(seen).toEqual(['1 R1', '1 R2', '1 R3', '2 R1', '2 R2', '2 R3'])
    const waves = read('listWaves', await call(`/studies/${studyId}/waves?limit=1`))
    expect(waves.data.map(({ number, state }) => [number, state])).toEqual([[1, 'published']])
    const second = read('listWaves', await call(`/studies/${studyId}/waves?limit=1&cursor=${waves.next_cursor}`))
    expect([second.data[0]?.number, second.next_cursor]).toEqual([2, null])
  })

  test('say which parameter is wrong, in the language that is asked for', async () => {
    const english = problem(await call('/studies?limit=0&cursor=x'))
    expect(english).toMatchObject({ status: 422, type: `${PUBLIC_URL}/api#invalid-request` })
    expect(english.errors).toEqual([{ parameter: 'limit', detail: 'a whole number from 1 to 200' }])
    const arabic = problem(await call('/studies?cursor=x', { headers: { 'Accept-Language': 'ar' } }))
    expect(arabic.errors).toEqual([{ parameter: 'cursor', detail: 'ليس مؤشرًا في هذه القائمة' }])
    const wrong = Buffer.from('"1 OR 1=1"').toString('base64url')
    expect(problem(await call(`/studies/${world.studyId}/waves?cursor=${wrong}`)).status).toBe(422)
  })
})

test.runIf(isEmbedded)(
  'released values are those of the pages: what is withheld bears no number and no reason',
  async () => {
    const { data } = read('listIndices', await call(`/studies/${world.studyId}/indices?wave=1`))
    expect(data.map(({ wave }) => wave)).toEqual([1, 1, 1])
    const trust = (relationship: string, side: string) =>
      data
        .find((row) => row.relationship === relationship)
        ?.values.find((value) => value.side === side && value.index === 'trust')
    expect(trust('R1', 'supplier')).toMatchObject({ status: 'released', mean: expect.any(Number) })
    expect(trust('R2', 'supplier')).toEqual({ side: 'supplier', index: 'trust', measure: 'level', status: 'withheld' })
    const places = INDEX_PLACES.map(({ side, index }) => `${side} ${index}`)
    for (const { values } of data) for (const { side, index } of values) expect(places).toContain(`${side} ${index}`)
  },
)

test.runIf(isEmbedded)('codebooks and instruments come with all that is known of them', async () => {
  const codebook = read('getCodebook', await call(`/studies/${world.studyId}/codebook`))
  expect(codebook).toMatchObject({ table: 'wide', rows: 32 })
  const trust = codebook.variables.find(({ name }) => name === 'trust_1')
  expect(trust).toMatchObject({ is_reversed: false, minimum: 1, maximum: 7, question: { en: expect.any(String) } })
  expect(problem(await call(`/studies/${world.studyId}/codebook?table=people`)).errors?.[0]?.parameter).toBe('table')
  const { data } = read('listInstruments', await call('/instruments'))
  const own = data.find(({ name, version }) => name === 'relationship-core' && version === 1)
  const details = read('getInstrument', await call('/instruments/relationship-core/1'))
  expect(details).toMatchObject({ ...own, definition: { sections: expect.any(Array) }, texts: { ar: {} } })
  expect(problem(await call('/instruments/relationship-core/99')).status).toBe(404)
})

test.runIf(isEmbedded)(
  'an answer that has not changed is not sent again, and the log knows of every one that was',
  async () => {
    const address = `/studies/${world.studyId}/indices`
    const first = await call(address)
    const tag = String(first.headers.etag)
    expect(tag).toMatch(/^W\/"[\w-]{27}"$/)
    const again = await call(address, { headers: { 'If-None-Match': `"other", ${tag}` } })
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', tag])
    expect((await call(`${address}?wave=1`, { headers: { 'If-None-Match': tag } })).status).toBe(200)
    const head = await call(address, { method: 'HEAD' })
    expect([head.status, head.text]).toEqual([200, ''])
    const looks = await t.prisma.auditEntry.findMany({
      where: { workspaceId: world.workspaceId, action: 'results-viewed', actorKind: 'key' },
    })
    expect(looks).toHaveLength(3)
    expect(looks[0]).toMatchObject({ objectKind: 'study', objectId: world.studyId })
  },
)

test.runIf(isEmbedded)('a key calls 300 times a minute, and is told how often it may', async () => {
  const first = await call('/studies')
  expect([first.headers['ratelimit-policy'], first.headers.ratelimit]).toEqual([
    '"key";q=300;w=60',
    expect.stringMatching(/^"key";r=299;t=(60|59)$/),
  ])
  await t.prisma.attempt.updateMany({ where: { count: 1 }, data: { count: 300 } })
  const refused = await call('/studies')
  expect(problem(refused)).toMatchObject({ status: 429, type: `${PUBLIC_URL}/api#too-many-requests` })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50)
  expect(refused.headers.ratelimit).toMatch(/^"key";r=0;t=/)
  const { token } = await makeKey(t.prisma, { workspaceId: world.workspaceId, role: 'owner' })
  expect((await call('/studies', {}, token)).status).toBe(200)
})

describe.runIf(isEmbedded)('a data file', () => {
  const wanted = { file: 'responses-wide.csv', purpose: PURPOSE }
  const exports = () => `/studies/${world.studyId}/exports`

  test('is asked for once, watched, fetched whole and in parts, and lapses', async () => {
    const made = await send(exports(), wanted, { 'Idempotency-Key': 'thesis-1' })
    const { id, links, state } = read('createExport', made)
    expect([made.status, made.headers.location, state]).toEqual([201, `${PUBLIC_URL}/api/v1/exports/${id}`, 'queued'])
    const again = await send(exports(), wanted, { 'Idempotency-Key': 'thesis-1' })
    expect([again.status, read('createExport', again).id]).toEqual([200, id])
    const other = problem(await send(exports(), { ...wanted, language: 'ar' }, { 'Idempotency-Key': 'thesis-1' }))
    expect(other).toMatchObject({ status: 422, type: `${PUBLIC_URL}/api#other-request` })
    expect(links.file).toBeNull()
    expect(problem(await call(`/exports/${id}/file`)).type).toBe(`${PUBLIC_URL}/api#export-not-ready`)

    expect(await writeExport(parts(), { workspaceId: world.workspaceId, exportId: id })).toBe('written')
    const ready = read('getExport', await call(`/exports/${id}`))
    expect(ready).toMatchObject({ state: 'ready', links: { file: `${PUBLIC_URL}/api/v1/exports/${id}/file` } })
    expect(read('listExports', await call(exports())).data).toEqual([ready])
    const file = await call(`/exports/${id}/file`)
    expect(createHash('sha256').update(file.text).digest('hex')).toBe(ready.sha256)
    const part = await call(`/exports/${id}/file`, { headers: { Range: 'bytes=0-9' } })
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 0-9/${ready.bytes}`])
    expect(problem(await call(`/exports/${id}/file`, { headers: { Range: 'bytes=9999999-' } })).status).toBe(416)
    await t.prisma.dataExport.updateMany({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect(problem(await call(`/exports/${id}/file`)).status).toBe(410)
    const log = await t.prisma.auditEntry.findMany({ where: { workspaceId: world.workspaceId, actorKind: 'key' } })
    expect(log.filter(({ action }) => action === 'export-asked')).toHaveLength(1)
    expect(log.filter(({ action }) => action === 'file-taken')).toHaveLength(4)
  })

  test('is cancelled once', async () => {
    const { id } = read('createExport', await send(exports(), wanted))
    expect((await call(`/exports/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(problem(await call(`/exports/${id}`, { method: 'DELETE' })).status).toBe(409)
    expect(read('getExport', await call(`/exports/${id}`)).state).toBe('cancelled')
  })

  test('is refused with the place that is wrong', async () => {
    expect(problem(await send(exports(), { file: '../secret', purpose: 'x', formats: ['doc'] })).errors).toEqual([
      { pointer: '/file', detail: expect.any(String) },
      { pointer: '/purpose', detail: expect.any(String) },
      { pointer: '/formats/0', detail: expect.any(String) },
    ])
    const text = { body: '{}', headers: { 'Content-Type': 'text/plain' } }
    expect(problem(await call(exports(), text)).status).toBe(415)
    expect(
      problem(await call(exports(), { ...text, body: '{', headers: { 'Content-Type': 'application/json' } })).status,
    ).toBe(400)
    expect(problem(await send(exports(), wanted, { 'Idempotency-Key': 'x'.repeat(101) })).status).toBe(400)
    for (let number = 0; number < 5; number += 1) expect((await send(exports(), wanted)).status).toBe(201)
    expect(problem(await send(exports(), wanted))).toMatchObject({
      status: 429,
      type: `${PUBLIC_URL}/api#too-many-exports`,
    })
  })
})

describe('people', () => {
  const post = (body: string, query = '', headers: Record<string, string> = {}) =>
    call(`/participants/import${query}`, { body, headers: { 'Content-Type': 'text/csv', ...headers } })
  const line = (name: string, organization: string) => `${name}@firm.test,${name},${organization},en,sales`
  const header = 'email,name,organization,language,function'
  const count = () => t.prisma.participant.count({ where: { workspaceId: world.workspaceId } })

  test('are imported after a dry run, once for each key, and never in part', async () => {
    const { code } = await makeOrganization(t.prisma, { workspaceId: world.workspaceId })
    const before = await count()
    const file = [header, line('ann', code), line('bo', code)].join('\n')
    expect(read('importParticipants', await post(file, '?dry_run=true'))).toEqual({
      ...{ dry_run: true, added: 2, changed: 0, unchanged: 0 },
    })
    const refused = problem(await post(`${file}\n${line('cy', 'NOBODY')}\nonly one cell\n`))
    expect(refused).toMatchObject({ status: 422, type: `${PUBLIC_URL}/api#invalid-file`, error_count: 2 })
    expect(refused.errors?.map(({ line: at, column, found }) => [at, column, found])).toEqual([
      [4, 'organization', 'NOBODY'],
      [5, undefined, 'only one cell'],
    ])
    expect(await count()).toBe(before)
    const key = { 'Idempotency-Key': 'people-1' }
    const done = { dry_run: false, added: 2, changed: 0, unchanged: 0 }
    expect(read('importParticipants', await post(file, '', key))).toEqual(done)
    expect(read('importParticipants', await post(file, '', key))).toEqual(done)
    expect(problem(await post(`${file}\n${line('dee', code)}`, '', key)).type).toBe(`${PUBLIC_URL}/api#other-request`)
    expect(read('importParticipants', await post(file))).toMatchObject({ added: 0, unchanged: 2 })
    expect(await count()).toBe(before + 2)
    const log = { workspaceId: world.workspaceId, action: 'list-imported', actorKind: 'key' }
    expect(await t.prisma.auditEntry.count({ where: log })).toBe(2)
  })

  test('two requests under one key at the same moment are one', async () => {
    const { code } = await makeOrganization(t.prisma, { workspaceId: world.workspaceId })
    const file = [header, line('eve', code)].join('\n')
    const both = await Promise.all([1, 2].map(() => post(file, '', { 'Idempotency-Key': 'at-once' })))
    for (const reply of both) expect(read('importParticipants', reply)).toMatchObject({ added: 1 })
  })

  test('come as a CSV file; what it must look like can be asked', async () => {
    const form = read('getImportForm', await call('/participants/import'))
    expect(
      form.columns
        .filter(({ is_required }) => is_required)
        .map(({ name }) => name)
        .join(),
    ).toBe(header)
    expect(problem(await post('{}', '', { 'Content-Type': 'application/json' })).status).toBe(415)
    expect(problem(await post(header, '?dry_run=perhaps')).errors?.[0]?.parameter).toBe('dry_run')
  })
})

test.runIf(isEmbedded)('every refusal is a problem, also those that no call gave', async () => {
  const { studyId } = world
  const nobody = await application.send({ path: '/api/v1/studies' })
  expect([problem(nobody).status, nobody.headers['www-authenticate']]).toEqual([401, 'Bearer'])
  expect(problem(await call('/nothing')).status).toBe(404)
  expect(problem(await call('/studies/not-an-id')).status).toBe(404)
  const put = await call(`/studies/${studyId}/exports`, { method: 'PUT', body: '{}' })
  expect([problem(put).status, put.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
  const post = await call('/studies', { method: 'POST', body: '{}' })
  expect([problem(post).status, post.headers.allow]).toEqual([405, 'GET, HEAD'])
  const long = await call(`/studies/${studyId}/exports`, { body: 'x'.repeat(300_000) })
  expect(problem(long).status).toBe(413)
  const elsewhere = await call(`/studies/${studyId}/exports`, {
    body: '{}',
    headers: { Origin: 'https://evil.example' },
  })
  expect(problem(elsewhere).status).toBe(403)
})

describe.runIf(isEmbedded)('the description', () => {
  test('is one that a linter has nothing to say about, in every language', async () => {
    for (const language of ['en', 'ar']) {
      const { status, text, headers } = await application.send({ path: `/api/v1/openapi.json?language=${language}` })
      expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
      const problems = await lintDocument({
        document: makeDocumentFromString(text, 'openapi.json'),
        config: await createConfig({ extends: ['recommended-strict'] }),
        externalRefResolver: new BaseResolver(),
      })
      expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
      expect(text).not.toMatch(/"api\.[a-z]/)
      const operations = Object.values(JSON.parse(text).paths as Record<string, object>).flatMap(Object.values)
      expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(OPERATIONS).sort())
      const again = await application.send({
        path: `/api/v1/openapi.json?language=${language}`,
        headers: { 'If-None-Match': String(headers.etag) },
      })
      expect(again.status).toBe(304)
    }
  })

  test('is a page for people, in their language', async () => {
    const english = await application.send({ path: '/api' })
    expect(english.text).toContain('Interface for programs')
    const arabic = await application.send({ path: '/api', headers: { 'Accept-Language': 'ar' } })
    expect(arabic.text).toMatch(/<html lang="ar" dir="rtl">.*واجهة البرامج/s)
    for (const { path: address } of Object.values(OPERATIONS)) expect(english.text).toContain(`/api/v1${address}`)
  })
})

const PROGRAMS = {
  curl: { command: 'bash', options: ['-euo', 'pipefail', '-c'], needs: ['curl --version', 'jq --version'] },
  R: { command: 'Rscript', options: ['-e'], needs: ['Rscript -e library(httr2)'] },
  Python: { command: 'python3', options: ['-c'], needs: ['python3 --version'] },
} as const

const isThere = (name: keyof typeof PROGRAMS) =>
  PROGRAMS[name].needs.every((one) => {
    const [program = '', ...words] = one.split(' ')
    return spawnSync(program, words).status === 0
  })

/** Runs an example in a directory of its own. */
async function run({ name, code }: (typeof EXAMPLES)[number]) {
  const { command, options } = PROGRAMS[name]
  const directory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-example-'))
  const program = spawn(command, [...options, code], {
    cwd: directory,
    env: { ...process.env, THIQA: application.address(), THIQA_KEY: world.key },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [told, said] = ['', '']
  program.stdout.on('data', (chunk: Buffer) => {
    told += chunk
  })
  program.stderr.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const status = await new Promise((resolve) => program.once('exit', resolve))
  const file = await readFile(path.join(directory, 'responses-wide.csv'), 'utf8').catch(() => '')
  await rm(directory, { recursive: true })
  const rows = told.trim().split('\n')
  return { status, said, relationships: rows.map((row) => row.split(/\s/).slice(0, 2).join(' ')), file }
}

test.runIf(isEmbedded)(
  'the examples list released values and take the answers, those whose programs are installed',
  async () => {
    const examples = EXAMPLES.filter(({ name }) => isThere(name))
    let isRunning = true
    const worker = (async () => {
      while (isRunning) {
        for (const key of await findDueExports(t.prisma, new Date())) await writeExport(parts(), key)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    })()
    const done = await Promise.all(examples.map(run)).finally(() => {
      isRunning = false
    })
    await worker
    for (const [place, { status, said, relationships, file }] of done.entries()) {
      expect([status, said], examples[place]?.name).toEqual([0, expect.not.stringMatching(/error/i)])
      expect(relationships).toEqual(['1 R1', '1 R2', '1 R3', '2 R1', '2 R2', '2 R3'])
      expect(file.trimEnd().split('\r\n')).toHaveLength(33)
    }
  },
  60_000,
)
