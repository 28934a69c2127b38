// Files that are made in the background: asking, writing, cancelling, fetching in parts, expiring; and who is refused.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { deleteOldExports } from '#app/exports/requests/delete-old-exports.server'
import { exportPath } from '#app/exports/requests/export-place.server'
import { findDueExports, writeExport } from '#app/exports/requests/write-export.server'
import { action as ask } from '#app/routes/exports/data'
import { loader as exportFile } from '#app/routes/exports/export-file'
import { loader as exportList } from '#app/routes/exports/export-list'
import { makeMember } from '#tests/factories/make-member'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const PURPOSE = 'A thesis on trust and time.'

let world: Awaited<ReturnType<typeof makeWorld>>
beforeEach(async () => {
  world = await makeWorld()
})

async function makeWorld() {
  const { workspaceId, study } = await makePublishedStudy(t.prisma)
  const member = await makeMember(t.prisma, { workspaceId, role: 'researcher' })
  return { workspaceId, studyId: study.id, member, cookie: await signInAs(member.email) }
}

const parts = () => ({
  ...{ prisma: t.prisma, queue: t.runtime.queue, secret: t.runtime.secret, clock: () => new Date() },
  ...{ publicUrl: t.runtime.env.publicUrl, dataDirectory: t.runtime.env.dataDirectory },
})

/** What the page is told: a redirect, or what is wrong. */
async function post(form: Record<string, string>, cookie = world.cookie) {
  const request = await signedInRequest('/x', { cookie, method: 'POST', form })
  try {
    const told = await ask(routeArguments(request, { studyId: world.studyId }))
    return { status: told.init?.status, data: told.data }
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, data: {} }
    throw thrown
  }
}

async function list() {
  const request = await signedInRequest('/x', { cookie: world.cookie })
  return (await exportList(routeArguments(request, { studyId: world.studyId }))).requests
}

async function fetchFile(id: string, file: string, headers: Record<string, string> = {}, cookie = world.cookie) {
  const request = await signedInRequest(`/studies/${world.studyId}/exports/${id}/${file}`, { cookie })
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  return catchResponse(exportFile(routeArguments(request, { studyId: world.studyId, exportId: id, file })))
}

async function makeReady(file = 'responses-wide.csv') {
  await post({ intent: 'ask', file, purpose: PURPOSE, language: 'en' })
  const [asked] = await list()
  const key = { workspaceId: world.workspaceId, exportId: asked?.id ?? '' }
  expect(await writeExport(parts(), key)).toBe('written')
  return key
}

describe('a file that is asked for', () => {
  test('is written in the background, told by mail, and fetched whole or in parts', async () => {
    const key = await makeReady()
    const [ready] = await list()
    expect(ready).toMatchObject({
      state: 'ready',
      purpose: PURPOSE,
      file: 'responses-wide.csv',
      bytes: expect.any(Number),
    })
    expect(await writeExport(parts(), key)).toBe('nothing')
    expect(await t.prisma.outboxMessage.count({ where: { workspaceId: world.workspaceId, kind: 'notice' } })).toBe(1)
    const whole = await fetchFile(key.exportId, 'responses-wide.csv')
    const bytes = Buffer.from(await whole.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(ready?.sha256)
    expect(whole.headers.get('Content-Disposition')).toBe('attachment; filename="responses-wide.csv"')
    const tag = whole.headers.get('ETag') ?? ''
    const part = await fetchFile(key.exportId, 'responses-wide.csv', { Range: 'bytes=10-19', 'If-Range': tag })
    expect([part.status, part.headers.get('Content-Range')]).toEqual([206, `bytes 10-19/${bytes.length}`])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20))
    const end = await fetchFile(key.exportId, 'responses-wide.csv', { Range: 'bytes=-5' })
    expect(Buffer.from(await end.arrayBuffer())).toEqual(bytes.subarray(-5))
    expect((await fetchFile(key.exportId, 'responses-wide.csv', { Range: `bytes=${bytes.length}-` })).status).toBe(416)
    // of another file than the one that it began with, the whole
    const other = await fetchFile(key.exportId, 'responses-wide.csv', { Range: 'bytes=0-1', 'If-Range': '"other"' })
    expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, bytes.length])
    const actions = (await t.prisma.auditEntry.findMany({ where: { workspaceId: world.workspaceId } })).map(
      ({ action }) => action,
    )
    expect(actions).toContain('export-asked')
    expect(actions.filter((one) => one === 'file-taken')).toHaveLength(5)
  })

  test('says what is wrong with what was typed, and keeps it', async () => {
    for (const [form, field] of [
      [{ file: '../../etc/passwd', purpose: PURPOSE }, 'file'],
      [{ file: 'bundle.zip', purpose: 'x' }, 'purpose'],
      [{ file: 'bundle.zip', purpose: `${PURPOSE}\u202e\u0007` }, 'purpose'],
    ] as const) {
      const refused = await post({ intent: 'ask', ...form })
      expect(refused.status).toBe(422)
      expect(refused.data).toMatchObject({ values: form, errors: { [field]: [expect.any(String)] } })
    }
    expect(await list()).toEqual([])
  })

  test('waits its turn: five at a time for each member', async () => {
    for (let number = 0; number < 5; number += 1) await post({ intent: 'ask', file: 'indices.csv', purpose: PURPOSE })
    expect((await post({ intent: 'ask', file: 'indices.csv', purpose: PURPOSE })).status).toBe(429)
    expect(await list()).toHaveLength(5)
  })

  test('is begun anew after a crash, and not written twice at the same time', async () => {
    await post({ intent: 'ask', file: 'bundle.zip', purpose: PURPOSE })
    const [asked] = await list()
    const key = { workspaceId: world.workspaceId, exportId: asked?.id ?? '' }
    const where = { workspaceId_id: { workspaceId: world.workspaceId, id: key.exportId } }
    await t.prisma.dataExport.update({ where, data: { state: 'running', seenAt: new Date() } })
    expect(await findDueExports(t.prisma, new Date())).toEqual([])
    expect(await writeExport(parts(), key)).toBe('nothing')
    await t.prisma.dataExport.update({ where, data: { seenAt: new Date(Date.now() - 61_000) } })
    expect(await findDueExports(t.prisma, new Date())).toEqual([key])
    expect(await writeExport(parts(), key)).toBe('written')
    expect((await fetchFile(key.exportId, 'bundle.zip')).headers.get('Content-Type')).toBe('application/zip')
  })

  test('is not written for somebody who may not take data any more', async () => {
    await post({ intent: 'ask', file: 'indices.csv', purpose: PURPOSE })
    const [asked] = await list()
    const { workspaceId, member } = world
    await t.prisma.member.update({
      where: { workspaceId_id: { workspaceId, id: member.id } },
      data: { role: 'manager' },
    })
    expect(await writeExport(parts(), { workspaceId, exportId: asked?.id ?? '' })).toBe('stopped')
  })

  test('can be cancelled while it waits, and taken away when it is ready', async () => {
    const key = await makeReady()
    const place = exportPath(t.runtime.env.dataDirectory, { workspaceId: world.workspaceId, id: key.exportId })
    expect(existsSync(place)).toBe(true)
    await post({ intent: 'cancel', id: key.exportId })
    expect(existsSync(place)).toBe(false)
    expect((await fetchFile(key.exportId, 'responses-wide.csv')).status).toBe(404)
    expect((await post({ intent: 'cancel', id: key.exportId })).status).toBe(409)
  })
})

test('a link is good for seven days; then the file is gone, and so are files that nobody asked for', async () => {
  const { exportId } = await makeReady()
  const { dataDirectory } = t.runtime.env
  const place = exportPath(dataDirectory, { workspaceId: world.workspaceId, id: exportId })
  const stray = exportPath(dataDirectory, {
    workspaceId: world.workspaceId,
    id: '01890000-0000-7000-8000-000000000000',
  })
  await writeFile(`${stray}.part`, 'half')
  await utimes(`${stray}.part`, new Date(0), new Date(0))
  expect(await deleteOldExports(parts(), new Date())).toBe(0)
  expect(await readdir(path.dirname(place))).toEqual([exportId])
  const where = { workspaceId_id: { workspaceId: world.workspaceId, id: exportId } }
  await t.prisma.dataExport.update({ where, data: { expiresAt: new Date(Date.now() - 1) } })
  expect((await fetchFile(exportId, 'responses-wide.csv')).status).toBe(410)
  expect(await deleteOldExports(parts(), new Date())).toBe(1)
  await expect(readFile(place)).rejects.toThrow('ENOENT')
  expect((await fetchFile(exportId, 'responses-wide.csv')).status).toBe(410)
})

test('what is somebody else’s, of another workspace, or called otherwise, is not there', async () => {
  const { exportId } = await makeReady()
  const colleague = await makeMember(t.prisma, { workspaceId: world.workspaceId, role: 'researcher' })
  const stranger = await makeMember(t.prisma, { workspaceId: (await makeWorkspace(t.prisma)).id, role: 'owner' })
  for (const { email } of [colleague, stranger]) {
    const cookie = await signInAs(email)
    expect((await fetchFile(exportId, 'responses-wide.csv', {}, cookie)).status).toBe(404)
  }
  const manager = await makeMember(t.prisma, { workspaceId: world.workspaceId, role: 'manager' })
  expect((await fetchFile(exportId, 'responses-wide.csv', {}, await signInAs(manager.email))).status).toBe(403)
  for (const file of ['../../../etc/passwd', 'bundle.zip', ''])
    expect((await fetchFile(exportId, file)).status).toBe(404)
  expect((await fetchFile('..', 'responses-wide.csv')).status).toBe(404)
  expect((await post({ intent: 'cancel', id: exportId }, await signInAs(colleague.email))).status).toBe(409)
})
