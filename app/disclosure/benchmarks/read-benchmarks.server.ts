import type { Db } from '#app/db/database.server'
import { sharesBenchmarks } from '#app/studies/shares-benchmarks.server'
import type { Quartiles } from './pooled-figures'

/** How relationships of other workspaces stand: rough quartiles of a quarter. */
export interface Benchmark extends Quartiles {
  quarter: string
}

/**
 * The newest pooled figures by side and index in one word, e.g. `buyer.trust`. They name no workspace.
 * @returns undefined where the workspace itself does not share: who does not give is not shown
 */
export async function readBenchmarks(db: Db, workspaceId: string): Promise<Record<string, Benchmark> | undefined> {
  if (!(await sharesBenchmarks(db, workspaceId))) return undefined
  const figures = await db.benchmarkFigure.findMany({
    orderBy: { quarter: 'asc' },
    select: { quarter: true, index: true, side: true, low: true, median: true, high: true },
  })
  return Object.fromEntries(figures.map(({ index, side, ...figure }) => [`${side}.${index}`, figure]))
}
