import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'
import { readOrganizations } from './import-organizations.server'
import { type ImportProblem, type ParsedImport, shorten } from './parse-import'
import type { ImportPlan } from './plan-import.server'

export async function planParticipants(
  db: Db,
  workspaceId: string,
  { columns, lines, problems }: ParsedImport<'participants'>,
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
      found.push(problem(line, 'unknown-organization', row.organization))
      return []
    }
    // a person's past answers belong to the firm they spoke for: changing firms is a new participant
    if (known && known.organizationId !== organization.id) {
      found.push(problem(line, 'other-organization', row.organization))
      return []
    }
    const timeZone = columns.has('time_zone') ? row.time_zone : (known?.timeZone ?? '')
    const data = { email: row.email, name: row.name, language: row.language, function: row.function, timeZone }
    const isSame =
      known && (['name', 'language', 'function', 'timeZone'] as const).every((name) => known[name] === data[name])
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
      const changed = planned.filter((one) => one.state === 'changed')
      for (const batch of inBatches(changed, 5000)) {
        const rows = JSON.stringify(batch.map(({ id, data }) => ({ id, ...data })))
        await tx.$executeRaw`UPDATE participant AS p SET name = c.name, language = c.language, function = c.function, time_zone = c."timeZone"
          FROM jsonb_to_recordset(${rows}::text::jsonb) AS c(id uuid, name text, language text, function text, "timeZone" text)
          WHERE p.workspace_id = ${workspaceId}::uuid AND p.id = c.id`
      }
    },
  }
}

function problem(line: number, code: string, organization: string): ImportProblem {
  return { line, column: 'organization', code: `imports.problem.${code}`, found: shorten(organization) }
}

/** Stored participants by e-mail, of those that are named. */
export async function readParticipants(db: Db, workspaceId: string, emails: string[]) {
  const found = new Map<
    string,
    { id: string; organizationId: string; name: string; language: string; function: string; timeZone: string }
  >()
  for (const batch of inBatches([...new Set(emails)], 5000)) {
    const rows = await db.participant.findMany({
      where: { workspaceId, email: { in: batch } },
      select: {
        ...{ id: true, email: true, organizationId: true, name: true, language: true, function: true },
        timeZone: true,
      },
    })
    for (const { email, ...row } of rows) found.set(email, row)
  }
  return found
}
