import { expect, test } from 'vitest'
import { readAnswering, readSectionTitles } from '#app/disclosure/read-answering.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

/** The last of these people alone saw the page `firm`. */
async function answerAs(count: number, state: 'open' | 'closing' = 'closing') {
  const first = await makeAskedPerson(db.prisma)
  const { workspaceId, wave } = first
  const people = [first]
  while (people.length < count) people.push(await makeAskedPerson(db.prisma, { wave: { workspaceId, id: wave.id } }))
  for (const [index, { assignment }] of people.entries())
    await makeResponse(db.prisma, {
      assignment,
      language: index === 0 ? 'ar' : 'en',
      paradata: {
        seconds: { trust: 60 * (index + 1), time: 30, ...(index === count - 1 && { firm: 5 }) },
        returns: index,
        ...(index > 0 && { device: 'phone' }),
      },
      flags: index === 0 ? ['fast', 'long_string'] : ['fast'],
    })
  if (state === 'closing')
    await db.prisma.wave.updateMany({ where: { workspaceId }, data: { state, closedAt: new Date() } })
  const { studyId } = await db.prisma.wave.findFirstOrThrow({ where: { workspaceId, id: wave.id } })
  return { workspaceId, studyId }
}

test('flags, devices and languages are counted per wave, times as their median, also by page', async () => {
  const { workspaceId, studyId } = await answerAs(3)
  const [wave] = await readAnswering(db.prisma, workspaceId, studyId)
  expect(wave).toMatchObject({ responses: 3, counts: { medianSeconds: 150, returned: 2 } })
  expect(wave?.counts?.flags).toMatchObject({ fast: 3, long_string: 1, straight_line: 0 })
  expect(wave?.counts?.devices).toEqual({ phone: 2, tablet: 0, desktop: 0, other: 1 })
  expect(wave?.counts?.languages).toEqual({ ar: 1, en: 2 })
})

test('a page that fewer people saw than the promise wants has no median', async () => {
  const { workspaceId, studyId } = await answerAs(3)
  const [wave] = await readAnswering(db.prisma, workspaceId, studyId)
  expect(wave?.counts?.pageSeconds).toEqual({ trust: 120, time: 30 })
})

test('while a wave is open only its responses are counted: the last person is not told from the others', async () => {
  const { workspaceId, studyId } = await answerAs(3, 'open')
  expect(await readAnswering(db.prisma, workspaceId, studyId)).toEqual([
    { number: 1, isTrial: false, state: 'open', responses: 3, counts: undefined },
  ])
})

test('fewer responses than the promise wants are not even counted', async () => {
  const { workspaceId, studyId } = await answerAs(2)
  expect(await readAnswering(db.prisma, workspaceId, studyId)).toMatchObject([
    { number: 1, responses: undefined, counts: undefined },
  ])
})

test('pages have the titles of their sections, in the order of the questionnaire', async () => {
  const { workspaceId, studyId } = await answerAs(1)
  const titles = await readSectionTitles(db.prisma, { workspaceId, studyId, language: 'ar' })
  expect(titles.map(({ id }) => id)).toEqual(['trust', 'dependence', 'time'])
  for (const { title } of titles) expect(title).toMatch(/[\u0600-\u06ff]{3}/)
})

test('another workspace sees nothing', async () => {
  const { studyId } = await answerAs(3)
  expect(await readAnswering(db.prisma, (await makeWorkspace(db.prisma)).id, studyId)).toEqual([])
})
