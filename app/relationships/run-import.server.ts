import type { PrismaClient } from '#app/db/generated/client'
import type { ImportKind } from '#app/http/paths'
import { type ImportPlan, planImport } from './plan-import.server'

type RunImportResult = { ok: true; plan: ImportPlan } | { ok: false; plan: ImportPlan }

/** Imports a file: everything, or nothing where a single line is wrong. Importing the same file again changes nothing. */
export function runImport(
  prisma: PrismaClient,
  workspaceId: string,
  kind: ImportKind,
  text: string,
): Promise<RunImportResult> {
  return prisma.$transaction(
    async (tx) => {
      const plan = await planImport(tx, workspaceId, kind, text)
      if (plan.problems.length > 0) return { ok: false, plan }
      await plan.apply(tx)
      return { ok: true, plan }
    },
    { timeout: 120_000, maxWait: 30_000 },
  )
}
