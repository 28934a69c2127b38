import { data, redirect } from '@remix-run/node'
import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import { summarizePlan } from '#app/relationships/import-preview'
import type { ImportPlan } from '#app/relationships/plan-import.server'
import { readImportText } from '#app/relationships/read-import-text.server'
import { runImport } from '#app/relationships/run-import.server'
import { readForm } from './read-form.server'

interface Import {
  prisma: PrismaClient
  actor: AuditActor
  /** for the log */
  list: string
  /** where the page of the import is */
  page: string
  plan(db: Db, text: string | undefined): Promise<ImportPlan>
  /** in the transaction, before the file is compared with what is stored */
  begin?(tx: Db): Promise<unknown>
  /** what follows from it */
  afterwards?(): Promise<void>
}

/**
 * A file that somebody sends: first what would come of it, and its text to be confirmed; then it is imported, whole or not at all,
 * written down, and the page comes back with the counts. Where a line is wrong there is no text: there is nothing to confirm.
 */
export async function takeImport(request: Request, { prisma, actor, list, page, plan, begin, afterwards }: Import) {
  const form = await readForm(request)
  const text = await readImportText(form)
  if (form.get('intent') !== 'import') {
    const planned = await plan(prisma, text)
    return planned.problems.length > 0 ? refuse(planned) : data({ summary: summarizePlan(planned), csv: text })
  }
  const done = await runImport(prisma, async (tx) => {
    await begin?.(tx)
    return plan(tx, text)
  })
  if (!done.ok) return refuse(done.plan)
  const { counts } = summarizePlan(done.plan)
  const details = { added: counts.new, changed: counts.changed, unchanged: counts.unchanged }
  await recordEvent(prisma, actor, { action: 'list-imported', objectKind: 'list', objectId: list, details })
  await afterwards?.()
  throw redirect(`${page}?imported=${counts.new}.${counts.changed}.${counts.unchanged}`)
}

function refuse(plan: ImportPlan) {
  return data({ summary: summarizePlan(plan), csv: undefined }, { status: 422 })
}
