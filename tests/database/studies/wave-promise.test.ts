// What was promised to people when a wave opened: the database itself lets nobody take it back.
import { expect, test } from 'vitest'
import type { ConfidentialityPromise } from '#app/studies/promise'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

/** Written shortly: `shared 5`. */
function readPromise(words: string): ConfidentialityPromise {
  const [audience = '', size] = words.split(' ')
  return { audience: audience as ConfidentialityPromise['audience'], minimumGroupSize: Number(size) }
}

async function change(from: string, to: string) {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const { id: studyId } = await makeStudy(db.prisma, { workspaceId, ...readPromise(from) })
  const { id } = await makeWave(db.prisma, { workspaceId, studyId })
  return db.prisma.wave.update({ where: { workspaceId_id: { workspaceId, id } }, data: readPromise(to) })
}

test.each([
  ['shared 5', 'shared 3'],
  ['pooled 6', 'pooled 5'],
  ['shared 3', 'attributed 1'],
  ['own-side 5', 'shared 5'],
  ['own-side 5', 'attributed 1'],
  ['pooled 5', 'own-side 5'],
  ['pooled 5', 'shared 10'],
  // each firm would see its own people's answers from three on
  ['shared 5', 'own-side 5'],
  ['shared 10', 'own-side 10'],
])('an open wave does not go from %s to %s', async (from, to) => {
  await expect(change(from, to)).rejects.toThrow('cannot be weakened')
})

test.each([
  ['shared 3', 'shared 5'],
  ['shared 3', 'own-side 5'],
  ['shared 5', 'pooled 5'],
  ['own-side 5', 'own-side 8'],
  ['own-side 5', 'pooled 5'],
  ['attributed 1', 'shared 3'],
])('it may go from %s to %s', async (from, to) => {
  expect(await change(from, to)).toMatchObject(readPromise(to))
})
