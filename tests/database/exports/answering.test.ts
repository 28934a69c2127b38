import { describe, expect, test } from 'vitest'
import { readAnswering, readSectionTitles } from '#app/disclosure/read-answering.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

interface Answered {
  state?: 'open' | 'closing' | 'closed' | 'published'
  arabic?: number
  /** in the order of the people; the rest have phones */
  devices?: ('phone' | 'tablet' | 'desktop')[]
}

/** The last of these people alone saw the page `firm`. */
async function answerAs(count: number, { state = 'published', arabic = 0, devices = [] }: Answered = {}) {
  const first = await makeAskedPerson(db.prisma)
  const { workspaceId, wave } = first
  const people = [first]
  while (people.length < count) people.push(await makeAskedPerson(db.prisma, { wave: { workspaceId, id: wave.id } }))
  for (const [index, { assignment }] of people.entries())
    await makeResponse(db.prisma, {
      assignment,
      language: index < arabic ? 'ar' : 'en',
      paradata: {
        seconds: { trust: 60 * (index + 1), time: 30, ...(index === count - 1 && { firm: 5 }) },
        returns: index,
        device: devices[index] ?? 'phone',
      },
      flags: index === 0 ? ['fast', 'long_string'] : ['fast'],
    })
  const [closedAt, publishedAt] = [new Date(), state === 'published' ? new Date() : null]
  if (state !== 'open')
    await db.prisma.wave.updateMany({ where: { workspaceId }, data: { state, closedAt, publishedAt } })
  const { studyId } = await db.prisma.wave.findFirstOrThrow({ where: { workspaceId, id: wave.id } })
  return { workspaceId, studyId }
}

async function countsOf(count: number, answered?: Answered) {
  const { workspaceId, studyId } = await answerAs(count, answered)
  return (await readAnswering(db.prisma, workspaceId, studyId))[0]?.counts
}

test('flags are counted per wave, times as their median, also by page', async () => {
  const { workspaceId, studyId } = await answerAs(10)
  const [wave] = await readAnswering(db.prisma, workspaceId, studyId)
  expect(wave).toMatchObject({ responses: 10, counts: { medianSeconds: 360, returned: 9 } })
  expect(wave?.counts?.flags).toMatchObject({ fast: 10, long_string: 1, straight_line: 0 })
})

test('a page that fewer people saw than the promise wants has no median', async () => {
  expect((await countsOf(10))?.pageSeconds).toEqual({ trust: 330, time: 30 })
})

test('of fewer than ten responses nothing is counted but their number', async () => {
  const { workspaceId, studyId } = await answerAs(9)
  expect(await readAnswering(db.prisma, workspaceId, studyId)).toMatchObject([{ responses: 9, counts: undefined }])
})

describe('devices and languages', () => {
  test('are counted where enough people used them, and enough or nobody something else', async () => {
    const devices = Array.from({ length: 4 }, () => 'desktop' as const)
    expect(await countsOf(10, { arabic: 3, devices })).toMatchObject({
      devices: { phone: 6, desktop: 4 },
      languages: { ar: 3, en: 7 },
    })
    expect((await countsOf(10))?.languages).toEqual({ en: 10 })
  })

  test('are left out where few used them, or few others', async () => {
    expect((await countsOf(10, { arabic: 2 }))?.languages).toEqual({})
    expect((await countsOf(10, { arabic: 8 }))?.languages).toEqual({})
  })

  test('are left out where all others together would tell of a few', async () => {
    const devices = [...Array.from({ length: 4 }, () => 'desktop' as const), 'tablet' as const]
    expect((await countsOf(10, { devices }))?.devices).toEqual({ phone: 5 })
  })
})

test.each(['open', 'closing', 'closed'] as const)(
  'while a wave is %s, and may be opened again, only its responses are counted: the last person is not told from the others',
  async (state) => {
    const { workspaceId, studyId } = await answerAs(10, { state })
    expect(await readAnswering(db.prisma, workspaceId, studyId)).toEqual([
      { number: 1, isTrial: false, state, responses: 10, counts: undefined },
    ])
  },
)

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
