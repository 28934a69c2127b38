import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { ImportKind } from '#app/http/paths'
import { brokenConstraint } from './broken-constraint.server'
import { type ImportPlan, planImport } from './plan-import.server'

type RunImportResult = { ok: true; plan: ImportPlan } | { ok: false; plan: ImportPlan }

const ATTEMPTS = 3

/**
 * Imports a file: everything, or nothing where a single line is wrong. Importing the same file again changes nothing.
 * @param also done with it, or not at all
 */
export async function runImport(
  prisma: PrismaClient,
  workspaceId: string,
  kind: ImportKind,
  text: string | undefined,
  also: (tx: Db, plan: ImportPlan) => Promise<void> = async () => {},
): Promise<RunImportResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await importOnce(prisma, workspaceId, kind, text, also)
    } catch (error) {
      // somebody else wrote the same entries at the same moment: the next look finds them
      if (!brokenConstraint(error) || attempt === ATTEMPTS) throw error
    }
  }
}

function importOnce(
  prisma: PrismaClient,
  workspaceId: string,
  kind: ImportKind,
  text: string | undefined,
  also: (tx: Db, plan: ImportPlan) => Promise<void>,
): Promise<RunImportResult> {
  return prisma.$transaction(
    async (tx) => {
      const plan = await planImport(tx, workspaceId, kind, text)
      if (plan.problems.length > 0) return { ok: false, plan }
      await plan.apply(tx)
      await also(tx, plan)
      return { ok: true, plan }
    },
    { timeout: 120_000, maxWait: 30_000 },
  )
}
