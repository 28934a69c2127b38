import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'
import type { ParsedImport } from './parse-import'
import type { ImportPlan } from './plan-import.server'

export async function planOrganizations(
  db: Db,
  workspaceId: string,
  { lines, problems }: ParsedImport<'organizations'>,
): Promise<ImportPlan> {
  const stored = await readOrganizations(
    db,
    workspaceId,
    lines.map(({ row }) => row.code),
  )
  const planned = lines.map(({ line, row }) => {
    const known = stored.get(row.code)
    const state = !known ? 'new' : known.name === row.name ? 'unchanged' : 'changed'
    return { line, state, key: row.code, row, id: known?.id } as const
  })
  return {
    lines: planned,
    problems,
    apply: async (tx) => {
      const created = planned.filter((one) => one.state === 'new')
      for (const batch of inBatches(created, 1000))
        await tx.organization.createMany({ data: batch.map(({ row }) => ({ workspaceId, ...row })) })
      const changed = planned.filter((one) => one.state === 'changed')
      for (const batch of inBatches(changed, 5000)) {
        const rows = JSON.stringify(batch.map(({ id, row }) => ({ id, name: row.name })))
        await tx.$executeRaw`UPDATE organization AS o SET name = c.name
          FROM jsonb_to_recordset(${rows}::text::jsonb) AS c(id uuid, name text)
          WHERE o.workspace_id = ${workspaceId}::uuid AND o.id = c.id`
      }
    },
  }
}

/** Stored organizations by code, of those that are named. */
export async function readOrganizations(db: Db, workspaceId: string, codes: string[]) {
  const found = new Map<string, { id: string; code: string; name: string }>()
  for (const batch of inBatches([...new Set(codes)], 5000)) {
    const rows = await db.organization.findMany({
      where: { workspaceId, code: { in: batch } },
      select: { id: true, code: true, name: true },
    })
    for (const row of rows) found.set(row.code, row)
  }
  return found
}
