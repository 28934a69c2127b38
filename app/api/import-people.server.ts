import { createHash } from 'node:crypto'
import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import { brokenConstraint } from '#app/relationships/broken-constraint.server'
import { summarizePlan } from '#app/relationships/import-preview'
import { type ImportPlan, planImport } from '#app/relationships/plan-import.server'
import { runImport } from '#app/relationships/run-import.server'

interface ImportCounts {
  added: number
  changed: number
  unchanged: number
}

type ImportPeopleResult =
  | { ok: true; counts: ImportCounts }
  | { ok: false; reason: 'problems'; problems: ImportPlan['problems'] }
  | { ok: false; reason: 'other-request' }

interface ImportPeople {
  workspaceId: string
  memberId: string
  actor: AuditActor
  /** a CSV file, as the page of the import takes it; undefined where it is too long */
  text: string | undefined
  /** only to say what would come of it */
  isDryRun: boolean
  idempotencyKey: string | undefined
  now: Date
}

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000

/**
 * People who are to be asked, from a file that a program sends: all of them, or none where a line is wrong.
 * @returns for a key that was used in the last day: what was answered then, or that it named something else
 */
export async function importPeople(
  prisma: PrismaClient,
  { workspaceId, memberId, actor, text, isDryRun, idempotencyKey, now }: ImportPeople,
): Promise<ImportPeopleResult> {
  const plan = (db: Db) => planImport(db, workspaceId, 'participants', text)
  if (isDryRun) {
    const planned = await plan(prisma)
    return planned.problems.length > 0
      ? { ok: false, reason: 'problems', problems: planned.problems }
      : { ok: true, counts: countsOf(planned) }
  }
  const sent = new Uint8Array(
    createHash('sha256')
      .update(text ?? '')
      .digest(),
  )
  const findRepeated = async (): Promise<ImportPeopleResult | undefined> => {
    if (idempotencyKey === undefined) return undefined
    const before = await prisma.programRequest.findUnique({
      where: { workspaceId_memberId_idempotencyKey: { workspaceId, memberId, idempotencyKey } },
    })
    if (!before) return undefined
    if (!Buffer.from(before.sent).equals(sent)) return { ok: false, reason: 'other-request' }
    return { ok: true, counts: before.answer as unknown as ImportCounts }
  }
  const repeated = await findRepeated()
  if (repeated) return repeated
  try {
    const done = await runImport(prisma, plan, async (tx, planned) => {
      const counts = countsOf(planned)
      await tx.programRequest.deleteMany({
        where: { workspaceId, createdAt: { lt: new Date(now.getTime() - KEPT_MILLISECONDS) } },
      })
      if (idempotencyKey !== undefined)
        await tx.programRequest.create({
          data: { workspaceId, memberId, idempotencyKey, sent, answer: { ...counts }, createdAt: now },
        })
      const told = { objectKind: 'list', objectId: 'participants', details: { ...counts } } as const
      await recordEvent(tx, actor, { action: 'list-imported', ...told })
    })
    return done.ok
      ? { ok: true, counts: countsOf(done.plan) }
      : { ok: false, reason: 'problems', problems: done.plan.problems }
  } catch (error) {
    // the same key at the same moment: the other one was first
    const first = brokenConstraint(error) ? await findRepeated() : undefined
    if (!first) throw error
    return first
  }
}

function countsOf(plan: ImportPlan): ImportCounts {
  const { counts } = summarizePlan(plan)
  return { added: counts.new, changed: counts.changed, unchanged: counts.unchanged }
}
