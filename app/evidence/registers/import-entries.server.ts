import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'
import { relationshipIds } from '#app/evidence/relationship-ids.server'
import type { Within } from '#app/people/find-reach.server'
import { parseTable, unknownCodes } from '#app/relationships/parse-import'
import type { ImportPlan } from '#app/relationships/plan-import.server'
import { firmsWithin, readEntriesOf } from './entries.server'
import { cellText, type EntryValues, type FieldName, NUMBERS } from './entry'
import { entryKey, type Register, registerFile } from './register'

interface Reader {
  workspaceId: string
  within: Within
  register: Register
}

/**
 * Reads a file of a register and compares it with what is recorded; changes nothing. A line whose key columns are those of a
 * recorded entry changes the rest of it; any other one is a new entry. Columns that the file does not have stay as they are.
 * What is out of the reader's reach is not known.
 */
export async function planEntries(db: Db, reader: Reader, text: string | undefined): Promise<ImportPlan> {
  const { workspaceId, register } = reader
  const { lines, problems, columns } = parseTable(registerFile(register), text)
  const named = lines.map(({ line, row }) => ({ line, code: row.subject }))
  const subjects = await readSubjects(db, reader, [...new Set(named.map(({ code }) => code))])
  const codes = new Map([...subjects].map(([code, id]) => [id, code]))
  const stored = new Map<string, { id: string; values: EntryValues }>()
  for (const batch of inBatches([...codes.keys()], 500))
    for (const { id, subjectId, values } of await readEntriesOf(db, workspaceId, register, batch))
      stored.set(entryKey(register, { subject: codes.get(subjectId) ?? '', values }), { id, values })
  const planned = lines.flatMap(({ line, row }) => {
    const subjectId = subjects.get(row.subject)
    if (!subjectId) return []
    const known = stored.get(entryKey(register, row))
    const kept = known
      ? Object.fromEntries(
          register.fields
            .filter(({ column }) => !columns.has(column))
            .map(({ name }) => [name, known.values[name]] as const),
        )
      : {}
    const values: EntryValues = { ...row.values, ...kept }
    const isSame = register.fields.every(({ name }) => isEqual(name, values, known?.values))
    const state = !known ? 'new' : isSame ? 'unchanged' : 'changed'
    return [
      { line, state, key: `${row.subject} · ${cellText(values.beganOn)}`, values, subjectId, id: known?.id } as const,
    ]
  })
  return {
    lines: planned,
    problems: [...problems, ...unknownCodes(named, subjects, register.subject)],
    apply: async (tx) => {
      const about = (subjectId: string) =>
        register.subject === 'organization' ? { organizationId: subjectId } : { relationshipId: subjectId }
      for (const batch of inBatches(
        planned.filter(({ state }) => state === 'new'),
        1000,
      ))
        await tx.evidenceEntry.createMany({
          data: batch.map(({ subjectId, values }) => ({
            ...{ workspaceId, register: register.name, ...about(subjectId) },
            ...{ ...values, beganOn: values.beganOn as Date },
          })),
        })
      for (const { id, values, state } of planned)
        if (state === 'changed' && id)
          await tx.evidenceEntry.updateMany({
            where: { workspaceId, id },
            data: { ...values, beganOn: values.beganOn as Date },
          })
    },
  }
}

function isEqual(name: FieldName, values: EntryValues, known: EntryValues | undefined): boolean {
  const [a, b] = [cellText(values[name]), cellText(known?.[name] ?? null)]
  // 20.50 is 20.5
  return a === b || (NUMBERS.some((one) => one === name) && a !== '' && b !== '' && Number(a) === Number(b))
}

/** Ids of the relationships or firms that the codes of a file name, as far as they are within reach. */
async function readSubjects(db: Db, reader: Reader, codes: string[]) {
  const { workspaceId, within, register } = reader
  if (register.subject !== 'organization') return relationshipIds(db, reader, codes)
  const found = new Map<string, string>()
  for (const batch of inBatches(codes, 2000)) {
    const rows = await db.organization.findMany({
      where: { workspaceId, code: { in: batch }, AND: [firmsWithin(workspaceId, within)] },
      select: { id: true, code: true },
    })
    for (const { id, code } of rows) found.set(code, id)
  }
  return found
}
