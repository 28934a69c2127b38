import { createHash } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import type { DataExport, PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import type { FormatName } from '#app/exports/formats/formats'
import { openFile } from '#app/exports/open-file.server'
import { openStudyData } from '#app/exports/study-data.server'
import { paths } from '#app/http/paths'
import type { JobQueue } from '#app/jobs/queue.server'
import { findMailedMember } from '#app/mail/find-mailed-member.server'
import { queueNotice } from '#app/mail/queue-notice.server'
import { may } from '#app/people/may'
import { BUNDLE_FORMATS } from './export-form'
import { exportPath, makePartPath, removeExportFile } from './export-place.server'

export interface WriteParts {
  prisma: PrismaClient
  queue: JobQueue
  secret: string
  publicUrl: string
  dataDirectory: string
  clock: () => Date
}

interface ExportKey {
  workspaceId: string
  exportId: string
}

/** Whoever has not said for so long that they write is taken for dead. */
const SILENT_MILLISECONDS = 60_000
const TELL_MILLISECONDS = 1000
const MOST_FAILURES = 3
const KEPT_DAYS = 7
const DAY = 86_400_000

/**
 * Writes a file that was asked for. One at a time does; after a crash the next one begins anew, because rows come in no order in
 * which half a file could go on. Who cancels, or may not take data any more, stops it.
 */
export async function writeExport(
  parts: WriteParts,
  { workspaceId, exportId: id }: ExportKey,
): Promise<'written' | 'stopped' | 'nothing'> {
  const { prisma, dataDirectory, clock } = parts
  const key = { workspaceId, id }
  const began = clock()
  const { count } = await prisma.dataExport.updateMany({
    where: { ...key, workspaceId, OR: [{ state: 'queued' }, { state: 'running', seenAt: { lt: silentSince(began) } }] },
    data: { state: 'running', seenAt: began, rowsWritten: 0 },
  })
  if (count === 0) return 'nothing'
  const asked = await prisma.dataExport.findUniqueOrThrow({ where: { workspaceId_id: key } })
  try {
    const reader = await findMailedMember(parts, { workspaceId, memberId: asked.memberId })
    const written = reader && may(reader.actor, 'take-data') ? await write(parts, asked) : undefined
    if (!reader || !written) {
      await prisma.dataExport.updateMany({
        where: { ...key, workspaceId, state: 'running' },
        data: { state: 'cancelled' },
      })
      await removeExportFile(dataDirectory, key)
      return 'stopped'
    }
    const now = clock()
    const isReady = await prisma.$transaction(async (tx) => {
      const done = await tx.dataExport.updateMany({
        where: { ...key, workspaceId, state: 'running' },
        data: { state: 'ready', ...written, readyAt: now, expiresAt: new Date(now.getTime() + KEPT_DAYS * DAY) },
      })
      if (done.count === 0) return false
      await queueNotice(tx, parts, workspaceId, {
        ...{ about: 'export-ready', email: reader.email, language: reader.language },
        link: `${parts.publicUrl}${paths.data(asked.studyId)}`,
      })
      return true
    })
    if (!isReady) await removeExportFile(dataDirectory, key)
    return isReady ? 'written' : 'stopped'
  } catch (error) {
    const failures = asked.failures + 1
    await prisma.dataExport.updateMany({
      where: { ...key, workspaceId, state: 'running' },
      data: { state: failures < MOST_FAILURES ? 'queued' : 'failed', failures },
    })
    await removeExportFile(dataDirectory, key)
    throw error
  }
}

const silentSince = (now: Date) => new Date(now.getTime() - SILENT_MILLISECONDS)

/** @returns undefined where it was cancelled on the way */
async function write(
  { prisma, dataDirectory, clock }: WriteParts,
  { workspaceId, id, studyId, file: name, language, formats }: DataExport,
): Promise<{ bytes: number; sha256: Uint8Array<ArrayBuffer>; rowsWritten: number } | undefined> {
  const data = await openStudyData(prisma, workspaceId, studyId)
  if (!data) return undefined
  let [rowsWritten, rowsTotal] = [0, 0]
  const tell = () =>
    prisma.dataExport.updateMany({
      where: { workspaceId, id, state: 'running' },
      data: { seenAt: clock(), rowsWritten, rowsTotal },
    })
  const file = await openFile(data, name, {
    language: data.languages.includes(language) ? language : (data.languages[0] ?? 'en'),
    madeAt: clock(),
    formats: BUNDLE_FORMATS.filter((format: FormatName) => Array.isArray(formats) && formats.includes(format)),
    onProgress: (written, of) => {
      rowsWritten = written
      rowsTotal = of
    },
  })
  if (!file) return undefined
  const key = { workspaceId, id }
  const part = await makePartPath(dataDirectory, key)
  const output = await open(part, 'w', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  let isLost = false
  let failure: unknown
  // by the clock and not by what is written: some formats read all rows before the first byte
  const beat = setInterval(() => {
    tell().then(
      ({ count }) => {
        isLost ||= count === 0
      },
      (error: unknown) => {
        failure ??= error
      },
    )
  }, TELL_MILLISECONDS)
  try {
    for await (const chunk of file.bytes) {
      if (failure) throw failure
      if (isLost) return undefined
      await output.appendFile(chunk)
      hash.update(chunk)
      bytes += chunk.length
    }
    await output.sync()
  } finally {
    clearInterval(beat)
    await output.close()
  }
  await rename(part, exportPath(dataDirectory, key))
  return { bytes, sha256: new Uint8Array(hash.digest()), rowsWritten: Math.max(rowsWritten, rowsTotal) }
}

/** Requests that nobody writes: never begun, or begun by a process that is gone. */
export async function findDueExports(prisma: PrismaClient, now: Date): Promise<ExportKey[]> {
  // over all workspaces: the worker's own look
  const rows = await acrossWorkspaces(() =>
    prisma.dataExport.findMany({
      where: { OR: [{ state: 'queued' }, { state: 'running', seenAt: { lt: silentSince(now) } }] },
      select: { workspaceId: true, id: true },
      take: 100,
    }),
  )
  return rows.map(({ workspaceId, id }) => ({ workspaceId, exportId: id }))
}
