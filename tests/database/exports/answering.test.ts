import { expect, test } from 'vitest'
import { readAnswering } from '#app/disclosure/read-answering.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

async function answerAs(count: number) {
  const first = await makeAskedPerson(db.prisma)
  const { workspaceId, wave } = first
  const people = [first]
  while (people.length < count) people.push(await makeAskedPerson(db.prisma, { wave: { workspaceId, id: wave.id } }))
  for (const [index, { assignment }] of people.entries()) {
    const { id } = await makeResponse(db.prisma, { assignment })
    // the trigger that keeps answers as they are refuses an update: written anew with its paradata
    const row = await db.prisma.response.findFirstOrThrow({ where: { workspaceId, id } })
    await db.prisma.response.deleteMany({ where: { workspaceId, id } })
    await db.prisma.response.create({
      data: {
        ...row,
        answers: row.answers as object,
        scores: row.scores as object,
        paradata: { seconds: { trust: 60 * (index + 1), time: 30 }, returns: index },
        flags: index === 0 ? ['fast', 'long_string'] : ['fast'],
      },
    })
  }
  const { studyId } = await db.prisma.wave.findFirstOrThrow({ where: { workspaceId, id: wave.id } })
  return { workspaceId, studyId }
}

test('flags are counted per wave, times as their median', async () => {
  const { workspaceId, studyId } = await answerAs(3)
  const [wave] = await readAnswering(db.prisma, workspaceId, studyId)
  expect(wave?.counts).toMatchObject({ responses: 3, medianSeconds: 150, returned: 2 })
  expect(wave?.counts?.flags).toMatchObject({ fast: 3, long_string: 1, straight_line: 0 })
})

test('fewer responses than the promise wants are not even counted', async () => {
  const { workspaceId, studyId } = await answerAs(2)
  expect(await readAnswering(db.prisma, workspaceId, studyId)).toMatchObject([{ number: 1, counts: undefined }])
})

test('another workspace sees nothing', async () => {
  const { studyId } = await answerAs(3)
  expect(await readAnswering(db.prisma, (await makeWorkspace(db.prisma)).id, studyId)).toEqual([])
})
