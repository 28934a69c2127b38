// The first workspace of an installation, and further ones beside it.
import { expect, test } from 'vitest'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { addWorkspace, createWorkspace } from '#app/people/create-workspace.server'
import type { SetUpForm } from '#app/people/set-up-form'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()
const NOW = new Date('2026-03-01T08:00:00Z')
const form = (workspaceName: string, email: string): SetUpForm => ({
  ...{ workspaceName, email, name: 'Noura' },
  ...{ language: 'ar', timeZone: 'Asia/Riyadh', currency: 'SAR' },
})
const workspaces = () => acrossWorkspaces(() => db.prisma.workspace.findMany({ orderBy: { name: 'asc' } }))

test('the first one is made once, and only then further ones, each with an owner of its own', async () => {
  expect(await addWorkspace(db.prisma, form('Early', 'early@firm.test'), NOW)).toEqual({
    ...{ ok: false, reason: 'none-yet' },
  })
  expect(await createWorkspace(db.prisma, form('First', 'first@firm.test'), NOW)).toEqual({
    ...{ ok: true, email: 'first@firm.test' },
  })
  expect(await createWorkspace(db.prisma, form('Again', 'again@firm.test'), NOW)).toEqual({
    ...{ ok: false, reason: 'already-set-up' },
  })
  expect(await addWorkspace(db.prisma, form('Taken', 'first@firm.test'), NOW)).toEqual({
    ...{ ok: false, reason: 'address-taken' },
  })
  expect(await addWorkspace(db.prisma, form('Second', 'second@firm.test'), NOW)).toEqual({
    ...{ ok: true, email: 'second@firm.test' },
  })
  const found = await workspaces()
  expect(found.map(({ name }) => name)).toEqual(['First', 'Second'])
  for (const { id: workspaceId } of found) {
    const members = await db.prisma.member.findMany({ where: { workspaceId } })
    expect(members.map(({ role }) => role)).toEqual(['owner'])
    const log = await db.prisma.auditEntry.findMany({ where: { workspaceId } })
    expect(log.map(({ action, actorId }) => [action, actorId])).toEqual([['workspace-created', members[0]?.userId]])
  }
})

test('of two that add the same address at the same moment one is refused', async () => {
  await createWorkspace(db.prisma, form('First', 'first@firm.test'), NOW)
  const add = () => addWorkspace(db.prisma, form('Twice', 'twice@firm.test'), NOW)
  const answers = await Promise.all([add(), add()])
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
})
