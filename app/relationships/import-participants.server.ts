import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'
import { readOrganizations } from './import-organizations.server'
import type { ImportProblem, ParsedImport } from './parse-import'
import type { ImportPlan } from './plan-import.server'

export async function planParticipants(
  db: Db,
  workspaceId: string,
  { lines, problems }: ParsedImport<'participants'>,
): Promise<ImportPlan> {
  const organizations = await readOrganizations(
    db,
    workspaceId,
    lines.map(({ row }) => row.organization),
  )
  const stored = await readParticipants(
    db,
    workspaceId,
    lines.map(({ row }) => row.email),
  )
  const found: ImportProblem[] = [...problems]
  const planned = lines.flatMap(({ line, row }) => {
    const organization = organizations.get(row.organization)
    const known = stored.get(row.email)
    if (!organization) {
      found.push({ line, column: 'organization', code: 'imports.problem.unknown-organization' })
      return []
    }
    // a person's past answers belong to the firm they spoke for: changing firms is a new participant
    if (known && known.organizationId !== organization.id) {
      found.push({ line, column: 'organization', code: 'imports.problem.other-organization' })
      return []
    }
    const data = { email: row.email, name: row.name, language: row.language, function: row.function }
    const isSame =
      known && known.name === data.name && known.language === data.language && known.function === data.function
    const state = !known ? ('new' as const) : isSame ? ('unchanged' as const) : ('changed' as const)
    return [{ line, state, key: row.email, id: known?.id, data: { ...data, organizationId: organization.id } }]
  })
  return {
    lines: planned,
    problems: found,
    apply: async (tx) => {
      const created = planned.filter((one) => one.state === 'new')
      for (const batch of inBatches(created, 1000))
        await tx.participant.createMany({ data: batch.map(({ data }) => ({ workspaceId, ...data })) })
      for (const { state, id, data } of planned)
        if (state === 'changed' && id)
          await tx.participant.update({ where: { workspaceId_id: { workspaceId, id } }, data })
    },
  }
}

/** Stored participants by e-mail, of those that are named. */
export async function readParticipants(db: Db, workspaceId: string, emails: string[]) {
  const found = new Map<
    string,
    { id: string; organizationId: string; name: string; language: string; function: string }
  >()
  for (const batch of inBatches([...new Set(emails)], 5000)) {
    const rows = await db.participant.findMany({
      where: { workspaceId, email: { in: batch } },
      select: { id: true, email: true, organizationId: true, name: true, language: true, function: true },
    })
    for (const { email, ...row } of rows) found.set(email, row)
  }
  return found
}
