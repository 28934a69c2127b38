import type { Db } from '#app/db/database.server'
import { type DataExport, Prisma, type PrismaClient } from '#app/db/generated/client'
import { findDataFile } from '#app/exports/data-files'
import type { JobQueue } from '#app/jobs/queue.server'
import type { AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import { isTooOften } from '#app/people/count-attempts.server'
import type { ExportForm } from './export-form'
import { removeExportFile } from './export-place.server'
import { EXPORT_STATES, type ExportState } from './export-states'

export interface ExportKeeper {
  prisma: PrismaClient
  queue: JobQueue
  dataDirectory: string
  workspaceId: string
  memberId: string
  actor: AuditActor
}

/** A request as whoever made it sees it. */
export interface ExportView {
  id: string
  studyId: string
  file: string
  mediaType: string
  purpose: string
  language: string
  formats: string[]
  state: ExportState
  rowsWritten: number
  rowsTotal: number
  bytes: number | null
  /** in hexadecimal digits */
  sha256: string | null
  createdAt: Date
  readyAt: Date | null
  expiresAt: Date | null
}

/** So many of a member may wait or be written at the same time. */
const MOST_OPEN = 5
const LISTED = 20

/**
 * Records a request with its purpose, and has the file written in the background.
 * @param idempotencyKey of a program: the same key again gives the request that there is
 * @returns reason: the study is not there, too many files are being written, too many requests in an hour
 */
export async function requestExport(
  { prisma, queue, workspaceId, memberId, actor }: ExportKeeper,
  { studyId, form, now, idempotencyKey }: { studyId: string; form: ExportForm; now: Date; idempotencyKey?: string },
): Promise<
  | { ok: true; id: string; isNew: boolean }
  | { ok: false; reason: 'no-study' | 'too-many' | 'too-often' | 'other-request' }
> {
  const study = await prisma.study.findUnique({ where: { workspaceId_id: { workspaceId, id: studyId } } })
  if (!study) return { ok: false, reason: 'no-study' }
  const repeated = async () => {
    if (idempotencyKey === undefined) return undefined
    const found = await prisma.dataExport.findUnique({
      where: { workspaceId_memberId_idempotencyKey: { workspaceId, memberId, idempotencyKey } },
    })
    if (!found) return undefined
    const isSame =
      found.studyId === studyId &&
      (['file', 'purpose', 'language'] as const).every((name) => found[name] === form[name]) &&
      JSON.stringify(found.formats) === JSON.stringify(form.formats)
    return isSame
      ? ({ ok: true, id: found.id, isNew: false } as const)
      : ({ ok: false, reason: 'other-request' } as const)
  }
  const before = await repeated()
  if (before) return before
  const open = await prisma.dataExport.count({
    where: { workspaceId, memberId, state: { in: ['queued', 'running'] } },
  })
  if (open >= MOST_OPEN) return { ok: false, reason: 'too-many' }
  if (await isTooOften(prisma, 'export-asked', `${workspaceId} ${memberId}`, now))
    return { ok: false, reason: 'too-often' }
  try {
    const { file, purpose, language, formats } = form
    const id = await prisma.$transaction(async (tx) => {
      const made = await tx.dataExport.create({
        data: {
          ...{ workspaceId, studyId, memberId, file, purpose, language, formats, createdAt: now },
          ...(idempotencyKey !== undefined && { idempotencyKey }),
        },
      })
      await queue.enqueue(tx, 'write-export', { workspaceId, exportId: made.id })
      const details = { study: studyId, file }
      await recordEvent(tx, actor, { action: 'export-asked', objectKind: 'export', objectId: made.id, details })
      return made.id
    })
    return { ok: true, id, isNew: true }
  } catch (error) {
    // the same key at the same moment: the other one was first
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
    const first = isTaken ? await repeated() : undefined
    if (!first) throw error
    return first
  }
}

/** Writes down what a file is wanted for that is taken at once. */
export async function recordPurpose(
  db: Db,
  {
    now,
    ...taken
  }: Record<'workspaceId' | 'memberId' | 'studyId' | 'file' | 'purpose' | 'language', string> & { now: Date },
): Promise<void> {
  await db.dataExport.create({ data: { ...taken, state: 'taken', createdAt: now } })
}

/** Requests of a member about a study, the newest first; those before a certain one, where it is named. */
export async function listExports(
  db: Db,
  {
    workspaceId,
    memberId,
    studyId,
    before,
    limit = LISTED,
  }: { workspaceId: string; memberId: string; studyId: string; before?: string | undefined; limit?: number },
): Promise<ExportView[]> {
  const rows = await db.dataExport.findMany({
    where: { workspaceId, memberId, studyId, ...(before && { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map(toView)
}

/** @returns undefined for a request that is not there, or that somebody else made */
export async function findExport(
  db: Db,
  { workspaceId, memberId, id }: { workspaceId: string; memberId: string; id: string },
): Promise<ExportView | undefined> {
  const row = await db.dataExport.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
  return row && row.memberId === memberId ? toView(row) : undefined
}

/** Stops the writing, or takes the file away. @returns false where there is nothing to stop or to take away */
export async function cancelExport(
  { prisma, dataDirectory, workspaceId, memberId, actor }: Omit<ExportKeeper, 'queue'>,
  id: string,
): Promise<boolean> {
  const isCancelled = await prisma.$transaction(async (tx) => {
    const { count } = await tx.dataExport.updateMany({
      where: { workspaceId, memberId, id, state: { in: ['queued', 'running', 'ready'] } },
      data: { state: 'cancelled' },
    })
    if (count > 0) await recordEvent(tx, actor, { action: 'export-cancelled', objectKind: 'export', objectId: id })
    return count > 0
  })
  // whoever writes it notices, and takes its part away by itself
  if (isCancelled) await removeExportFile(dataDirectory, { workspaceId, id })
  return isCancelled
}

function toView({ state, bytes, sha256, formats, ...row }: DataExport): ExportView {
  return {
    ...{ id: row.id, studyId: row.studyId, file: row.file, purpose: row.purpose, language: row.language },
    mediaType: findDataFile(row.file)?.format.mediaType ?? mediaTypeOf(row.file),
    formats: Array.isArray(formats) ? formats.map(String) : [],
    state: EXPORT_STATES.find((known) => known === state) ?? 'failed',
    ...{ rowsWritten: row.rowsWritten, rowsTotal: row.rowsTotal },
    bytes,
    sha256: sha256 === null ? null : Buffer.from(sha256).toString('hex'),
    ...{ createdAt: row.createdAt, readyAt: row.readyAt, expiresAt: row.expiresAt },
  }
}

function mediaTypeOf(file: string): string {
  if (file.endsWith('.zip')) return 'application/zip'
  return file.endsWith('.xml') ? 'application/xml; charset=utf-8' : 'application/json; charset=utf-8'
}
