import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'
import { relationshipIds } from '#app/evidence/relationship-ids.server'
import type { Within } from '#app/people/find-reach.server'
import { parseTable, unknownCodes } from '#app/relationships/parse-import'
import type { ImportPlan } from '#app/relationships/plan-import.server'
import { CONTACT_FILE, type ContactKind, contactKey } from './contact-form'

interface Reader {
  workspaceId: string
  within: Within
}

/**
 * Reads a file of complaints and contacts and compares it with what is recorded; changes nothing. A line that differs from a
 * recorded entry in nothing but the day on which it was settled changes that day; any other one is a new entry.
 * Relationships out of the reader's reach are not known.
 */
export async function planContacts(db: Db, reader: Reader, text: string | undefined): Promise<ImportPlan> {
  const { workspaceId } = reader
  const { lines, problems, columns } = parseTable(CONTACT_FILE, text)
  const named = lines.map(({ line, row }) => ({ line, code: row.relationship }))
  const relationships = await relationshipIds(db, reader, [...new Set(named.map(({ code }) => code))])
  const stored = await readStored(db, workspaceId, relationships)
  const planned = lines.flatMap(({ line, row }) => {
    const relationshipId = relationships.get(row.relationship)
    if (!relationshipId) return []
    const known = stored.get(contactKey(row))
    const resolvedOn = columns.has('resolved_on') ? row.resolved_on : (known?.resolvedOn ?? null)
    const isSame = known?.resolvedOn?.getTime() === resolvedOn?.getTime()
    const state = !known ? 'new' : isSame ? 'unchanged' : 'changed'
    const key = `${row.relationship} · ${row.happened_on?.toISOString().slice(0, 10)}`
    return [{ line, state, key, row, relationshipId, resolvedOn, id: known?.id } as const]
  })
  return {
    lines: planned,
    problems: [...problems, ...unknownCodes(named, relationships, 'relationship')],
    apply: async (tx) => {
      const made = planned.filter(({ state }) => state === 'new')
      for (const batch of inBatches(made, 1000))
        await tx.recordedContact.createMany({
          data: batch.map(({ row, relationshipId, resolvedOn }) => ({
            ...{ workspaceId, relationshipId, kind: row.kind, side: row.side, function: row.function, text: row.text },
            ...{ happenedOn: row.happened_on as Date, resolvedOn },
          })),
        })
      for (const { id, resolvedOn, state } of planned)
        if (state === 'changed' && id)
          await tx.recordedContact.updateMany({ where: { workspaceId, id }, data: { resolvedOn } })
    },
  }
}

async function readStored(db: Db, workspaceId: string, relationships: ReadonlyMap<string, string>) {
  const codes = new Map([...relationships].map(([code, id]) => [id, code]))
  const found = new Map<string, { id: string; resolvedOn: Date | null }>()
  for (const batch of inBatches([...codes.keys()], 500)) {
    const rows = await db.recordedContact.findMany({
      where: { workspaceId, relationshipId: { in: batch }, deletedAt: null },
    })
    for (const { id, relationshipId, kind, side, happenedOn, resolvedOn, text, ...row } of rows) {
      const own = { relationship: codes.get(relationshipId) ?? '', kind: kind as ContactKind, side: side as 'buyer' }
      found.set(contactKey({ ...own, function: row.function as 'sales', happened_on: happenedOn, text }), {
        ...{ id, resolvedOn },
      })
    }
  }
  return found
}
