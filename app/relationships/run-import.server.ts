import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { brokenConstraint } from './broken-constraint.server'
import type { ImportPlan } from './plan-import.server'

type RunImportResult = { ok: true; plan: ImportPlan } | { ok: false; plan: ImportPlan }
type MakePlan = (tx: Db) => Promise<ImportPlan>
type Also = (tx: Db, plan: ImportPlan) => Promise<void>

const ATTEMPTS = 3

/**
 * Imports a file: everything, or nothing where a single line is wrong. Importing the same file again changes nothing.
 * @param makePlan compares the file with what is stored, in the transaction that it is given
 * @param also done with it, or not at all
 */
export async function runImport(
  prisma: PrismaClient,
  makePlan: MakePlan,
  also: Also = async () => {},
): Promise<RunImportResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await importOnce(prisma, makePlan, also)
    } catch (error) {
      // somebody else wrote the same entries at the same moment: the next look finds them
      if (!brokenConstraint(error) || attempt === ATTEMPTS) throw error
    }
  }
}

function importOnce(prisma: PrismaClient, makePlan: MakePlan, also: Also): Promise<RunImportResult> {
  return prisma.$transaction(
    async (tx) => {
      const plan = await makePlan(tx)
      if (plan.problems.length > 0) return { ok: false, plan }
      await plan.apply(tx)
      await also(tx, plan)
      return { ok: true, plan }
    },
    { timeout: 120_000, maxWait: 30_000 },
  )
}
