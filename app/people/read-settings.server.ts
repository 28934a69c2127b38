import type { Db } from '#app/db/database.server'
import { type Audience, mayBenchmark } from '#app/studies/promise'

/** The settings of a workspace and what its studies and their waves promised; nothing of answers or people. */
export async function readSettings(db: Db, workspaceId: string) {
  const workspace = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: {
      name: true,
      language: true,
      timeZone: true,
      currency: true,
      contactMonths: true,
      mailMonths: true,
      benchmarksSince: true,
    },
  })
  const studies = await db.study.findMany({
    where: { workspaceId },
    orderBy: { name: 'asc' },
    select: {
      ...{ id: true, name: true, audience: true, minimumGroupSize: true, retentionMonths: true },
      waves: {
        where: { workspaceId, isTrial: false },
        orderBy: { number: 'desc' },
        select: {
          ...{ id: true, number: true, state: true, openedAt: true },
          ...{ audience: true, minimumGroupSize: true, retentionMonths: true },
        },
      },
    },
  })
  return {
    workspace,
    studies: studies.map((study) => {
      const audience = study.audience as Audience
      return { ...study, audience, isBenchmarked: workspace.benchmarksSince !== null && mayBenchmark({ audience }) }
    }),
  }
}
