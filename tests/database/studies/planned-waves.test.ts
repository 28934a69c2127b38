import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import type { Prisma } from '#app/db/generated/client'
import { advanceStudy } from '#app/studies/advance-study.server'
import { openPlannedWave } from '#app/studies/open-planned-wave.server'
import { skipPlanned } from '#app/studies/rhythm/list-planned.server'
import { saveRhythm } from '#app/studies/rhythm/save-rhythm.server'
import { makeAskingStudy } from '#tests/factories/make-asking-study'
import { makeRhythm } from '#tests/factories/make-rhythm'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const START = new Date('2026-01-05T06:00:00Z')
const HOUR = 3_600_000
const partsOf = () => ({ prisma: t.prisma, queue: t.runtime.queue, secret: t.runtime.secret, allowsRehearsal: false })

let key = { workspaceId: '', studyId: '' }

beforeEach(async () => {
  const { workspaceId, studyId } = await makeAskingStudy(t.prisma)
  key = { workspaceId, studyId }
  await saveRhythm(t.prisma, key, { rhythm: makeRhythm(), active: true, now: START })
})

const plans = () => t.prisma.plannedWave.findMany({ where: key, orderBy: { opensAt: 'asc' } })

/** Begins something while a change is written and not yet there for others to see. */
async function during<Result>(
  change: (tx: Prisma.TransactionClient) => Promise<unknown>,
  begin: () => Promise<Result>,
): Promise<Result> {
  let begun: Promise<Result> | undefined
  await t.prisma.$transaction(
    async (tx) => {
      await change(tx)
      begun = begin()
      await pause(500)
    },
    { timeout: 20_000 },
  )
  if (!begun) throw new Error('nothing was begun')
  return begun
}

test('a wave that somebody leaves out at the moment when it opens is left out', async () => {
  const [first] = await plans()
  const id = first?.id ?? ''
  const now = first?.opensAt ?? START
  const opened = await during(
    (tx) => skipPlanned(tx, key, { id, isSkipped: true, now }),
    () => openPlannedWave(partsOf(), { ...key, plannedWaveId: id, now }),
  )
  expect(opened).toEqual({ ok: false, reason: 'not-due' })
  expect((await plans())[0]?.state).toBe('skipped')
  expect(await t.prisma.wave.count({ where: key })).toBe(0)
})

test('a rhythm that is stopped at the moment when it is planned on plans nothing', async () => {
  const { workspaceId, studyId } = key
  await during(
    async (tx) => {
      await tx.$queryRaw`
        SELECT 1 FROM study WHERE workspace_id = ${workspaceId}::uuid AND id = ${studyId}::uuid FOR UPDATE`
      await tx.studyRhythm.update({
        where: { workspaceId_id: { workspaceId, id: studyId } },
        data: { active: false },
      })
      await tx.plannedWave.deleteMany({ where: key })
    },
    () => advanceStudy(partsOf(), key, new Date(START.getTime() + 2 * HOUR)),
  )
  expect(await plans()).toEqual([])
})
