import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'
import { relationshipIds } from '#app/evidence/relationship-ids.server'
import type { Within } from '#app/people/find-reach.server'
import { parseTable, unknownCodes } from '#app/relationships/parse-import'
import type { ImportPlan } from '#app/relationships/plan-import.server'
import { PROMISE_FILE, type PromiseRow, promiseKey } from './promise-file'

interface Reader {
  workspaceId: string
  within: Within
  now: Date
}

interface Stored {
  id: string
  madeFunction: string
  keepFunction: string
  dueOn: Date | null
  outcome: string
}

/**
 * Reads a file of promises and compares it with what is recorded; changes nothing. A recorded promise gets the functions, the
 * day it is due and the outcome of the file. It is settled when the file is imported, whatever day the file says: questionnaires
 * that are under way ask about what was open when they began. Relationships out of the reader's reach are not known.
 */
export async function planPromises(db: Db, reader: Reader, text: string | undefined): Promise<ImportPlan> {
  const { workspaceId, now } = reader
  const { lines, problems, columns } = parseTable(PROMISE_FILE, text)
  const named = lines.map(({ line, row }) => ({ line, code: row.relationship }))
  const relationships = await relationshipIds(db, reader, [...new Set(named.map(({ code }) => code))])
  const stored = await readStored(db, workspaceId, relationships)
  const planned = lines.flatMap(({ line, row }) => {
    const relationshipId = relationships.get(row.relationship)
    if (!relationshipId) return []
    const known = stored.get(promiseKey(row))
    const values = valuesOf(row, columns, known)
    const state = !known ? 'new' : isSame(values, known) ? 'unchanged' : 'changed'
    const key = `${row.relationship} · ${row.made_on?.toISOString().slice(0, 10)}`
    return [{ line, state, key, row, relationshipId, values, known } as const]
  })
  return {
    lines: planned,
    problems: [...problems, ...unknownCodes(named, relationships, 'relationship')],
    apply: async (tx) => {
      const made = planned.filter(({ state }) => state === 'new')
      for (const batch of inBatches(made, 1000))
        await tx.madePromise.createMany({
          data: batch.map(({ row, relationshipId, values }) => ({
            ...{ workspaceId, relationshipId, ...values, madeBy: row.made_by, text: row.promise },
            madeOn: row.made_on as Date,
            settledAt: values.outcome === 'open' ? null : (row.settled_on ?? now),
          })),
        })
      for (const { known, state, values } of planned) {
        if (state !== 'changed' || !known) continue
        const settled = values.outcome === known.outcome ? {} : { settledAt: values.outcome === 'open' ? null : now }
        await tx.madePromise.updateMany({ where: { workspaceId, id: known.id }, data: { ...values, ...settled } })
      }
    },
  }
}

/** A column that the file does not have stays as it is. */
function valuesOf(row: PromiseRow, columns: ReadonlySet<string>, known: Stored | undefined) {
  return {
    madeFunction: row.made_function,
    keepFunction: row.keep_function,
    dueOn: columns.has('due_on') ? row.due_on : (known?.dueOn ?? null),
    outcome: columns.has('outcome') ? row.outcome : (known?.outcome ?? 'open'),
  }
}

function isSame(values: Omit<Stored, 'id'>, known: Stored): boolean {
  return (
    values.madeFunction === known.madeFunction &&
    values.keepFunction === known.keepFunction &&
    values.dueOn?.getTime() === known.dueOn?.getTime() &&
    values.outcome === known.outcome
  )
}

async function readStored(db: Db, workspaceId: string, relationships: ReadonlyMap<string, string>) {
  const codes = new Map([...relationships].map(([code, id]) => [id, code]))
  const found = new Map<string, Stored>()
  for (const batch of inBatches([...codes.keys()], 500)) {
    const rows = await db.madePromise.findMany({ where: { workspaceId, relationshipId: { in: batch } } })
    for (const { relationshipId, madeBy, text, madeOn, ...own } of rows) {
      const relationship = codes.get(relationshipId) ?? ''
      found.set(promiseKey({ relationship, made_by: madeBy, promise: text, made_on: madeOn }), own)
    }
  }
  return found
}
