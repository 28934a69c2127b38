import { expect, test } from 'vitest'
import { findDueStudies } from '#app/studies/find-due-studies.server'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()
const NOW = new Date('2026-03-02T09:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)

/** A study of a workspace of its own with a wave that should have ended so many minutes ago. */
async function makeDue(minutes: number, peopleCheckedAt = NOW): Promise<string> {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const study = await makeStudy(db.prisma, { workspaceId })
  await makeWave(db.prisma, { workspaceId, studyId: study.id, closesAt: ago(minutes), peopleCheckedAt })
  return study.id
}
const due = async () => (await findDueStudies(db.prisma, NOW)).map(({ studyId }) => studyId)

test('what has waited longest comes first, whichever workspace it is of', async () => {
  const [little, most, some] = [await makeDue(1), await makeDue(300), await makeDue(60)]
  expect(await due()).toEqual([most, some, little])
})

test('a planned wave that was looked at and must wait lets others go first', async () => {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const study = await makeStudy(db.prisma, { workspaceId })
  const key = { workspaceId, studyId: study.id }
  await db.prisma.studyRhythm.create({
    data: { workspaceId, id: study.id, active: true, settings: {}, savedAt: NOW, plannedAt: NOW },
  })
  const plan = { ...key, kind: 'full', slot: '2026-02-01', opensAt: ago(3000), closesAt: new Date('2026-04-01') }
  const { id } = await db.prisma.plannedWave.create({ data: plan })
  const other = await makeDue(5)
  expect(await due()).toEqual([study.id, other])
  const where = { workspaceId_id: { workspaceId, id } }
  await db.prisma.plannedWave.update({ where, data: { reason: 'wave-running' } })
  expect(await due()).toEqual([other, study.id])
})

test('people who were not looked at for long count too, and a study is named once', async () => {
  const [ended, unseen] = [await makeDue(30), await makeDue(-5000, ago(60))]
  expect(await due()).toEqual([unseen, ended])
})
