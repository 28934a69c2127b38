// How long publication takes, and how much memory: `npm run bench:publish`, or BENCH_RESPONSES=1000000 for ten times that.
// The command limits the heap: without a limit V8 lets garbage pile up to half a gigabyte before it looks, and what is
// measured is how much memory there was, not how much was needed.
import { expect, test } from 'vitest'
import { inWorkspace } from '#app/db/wall/view.server'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { fillWave, PEOPLE } from '#tests/factories/fill-wave'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase({ ofItsOwn: true, onDisk: !process.env.BENCH_MEMORY })
const responses = Number(process.env.BENCH_RESPONSES ?? 0)

test.runIf(responses > 0)(
  `publishes ${responses} responses`,
  async () => {
    const { id: workspaceId } = await makeWorkspace(db.prisma)
    const study = await makeStudy(db.prisma, { workspaceId, audience: 'shared' })
    const wave = await makeWave(db.prisma, { workspaceId, studyId: study.id })
    await fillWave(db.prisma, { workspaceId, waveId: wave.id, relationships: Math.ceil(responses / (2 * PEOPLE)) })
    const where = { workspaceId_id: { workspaceId, id: wave.id } }
    await db.prisma.wave.update({ where, data: { state: 'closing', closedAt: new Date() } })

    const read = await timed(
      () => db.prisma.$queryRaw`
      SELECT count(r.scores::text) FROM response r WHERE r.workspace_id = ${workspaceId}::uuid`,
    )
    const before = process.memoryUsage().rss
    let peak = before
    const cpuBefore = process.cpuUsage()
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 50)
    const published = await timed(() =>
      // as the job does: bound by the wall between workspaces
      inWorkspace(workspaceId, () => publishWave(db.prisma, { workspaceId, waveId: wave.id, now: new Date() })),
    )
    clearInterval(watch)
    // beside other programs the clock says less than the work done; of PostgreSQL's part it knows nothing
    const { user, system } = process.cpuUsage(cpuBefore)
    console.log({
      ...{
        responses,
        seconds: published.seconds,
        processorSeconds: (user + system) / 1e6,
        secondsToReadThem: read.seconds,
      },
      ...{ megabytesAboveBefore: Math.round((peak - before) / 1e6), result: published.result },
    })
    expect(published.result).toMatchObject({ ok: true, responses: Math.ceil(responses / (2 * PEOPLE)) * 2 * PEOPLE })
  },
  3_600_000,
)

async function timed<T>(run: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now()
  const result = await run()
  return { seconds: Math.round(performance.now() - start) / 1000, result }
}
