import { createHash } from 'node:crypto'
import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { fromReleaseStore } from '#app/disclosure/release'
import { SIDES } from '#app/trust/scored-response'
import {
  FEWEST_RELATIONSHIPS,
  markOf,
  mayTell,
  POOLED_INDICES,
  poolQuartiles,
  quarterOf,
  type Share,
} from './pooled-figures'

/** What is older says nothing of how others stand today. */
const NEWEST_MONTHS = 12

interface SharedWave {
  workspaceId: string
  waveId: string
}

/**
 * Writes the figures of this quarter that may be told and are not yet: over the newest full wave of each workspace that shares
 * them, if its people were told so. A figure is written once in a quarter and never changes.
 * @returns how many figures it wrote
 */
export function poolBenchmarks(prisma: PrismaClient, now: Date): Promise<number> {
  // over all workspaces: the pool is made of those that share
  return acrossWorkspaces(() =>
    prisma.$transaction(
      async (tx) => {
        // whoever writes has seen what was written before
        await tx.$executeRaw`LOCK TABLE benchmark_figure IN EXCLUSIVE MODE`
        const quarter = quarterOf(now)
        const shares = await readShares(tx, now)
        const told = await tx.benchmarkFigure.findMany({ orderBy: { quarter: 'asc' } })
        const figures = []
        for (const [place, own] of shares) {
          const [index = '', side = ''] = place.split(' ')
          const earlier = told.filter((one) => one.index === index && one.side === side)
          if (earlier.some((one) => one.quarter >= quarter)) continue
          const marks = own.map(markOf)
          const quartiles = poolQuartiles(own)
          const before = earlier.map((one) => one.marks)
          if (quartiles && mayTell(before, marks)) figures.push({ quarter, index, side, ...quartiles, marks })
        }
        await tx.benchmarkFigure.createMany({ data: figures })
        return figures.length
      },
      { timeout: 120_000, maxWait: 30_000 },
    ),
  )
}

/** By index and side in one word. */
async function readShares(tx: Db, now: Date): Promise<Map<string, Share[]>> {
  const since = new Date(now)
  since.setUTCMonth(since.getUTCMonth() - NEWEST_MONTHS)
  // over all workspaces: the newest wave of each that shares its figures
  const waves = await acrossWorkspaces(
    () => tx.$queryRaw<SharedWave[]>`
    SELECT DISTINCT ON (w.workspace_id) w.workspace_id AS "workspaceId", w.id AS "waveId"
    FROM wave w JOIN workspace o ON o.id = w.workspace_id
    WHERE o.benchmarks_since IS NOT NULL AND w.is_benchmarked AND w.state = 'published' AND w.kind = 'full'
      AND w.published_at > ${since}
    ORDER BY w.workspace_id, w.published_at DESC`,
  )
  const shares = new Map<string, Share[]>()
  for (const wave of waves)
    for (const [place, values] of await readValues(tx, wave)) {
      if (values.length < FEWEST_RELATIONSHIPS) continue
      const share = { workspace: hash(wave.workspaceId), wave: hash(wave.waveId), values }
      const others = shares.get(place)
      if (others) others.push(share)
      else shares.set(place, [share])
    }
  return shares
}

async function readValues(tx: Db, { workspaceId, waveId }: SharedWave): Promise<Map<string, number[]>> {
  const rows = await tx.releasedRow.findMany({
    where: { workspaceId, waveId, scope: 'relationship', function: '', measure: 'level', side: { in: [...SIDES] } },
  })
  const values = new Map<string, number[]>()
  for (const cell of rows.flatMap((row) => fromReleaseStore(row, POOLED_INDICES))) {
    if (cell.status !== 'released') continue
    const place = `${cell.index} ${cell.side}`
    const others = values.get(place)
    if (others) others.push(cell.mean)
    else values.set(place, [cell.mean])
  }
  return values
}

function hash(id: string): string {
  return createHash('sha256').update(id).digest('base64url')
}
