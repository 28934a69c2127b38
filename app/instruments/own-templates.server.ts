import { randomBytes } from 'node:crypto'
import type { Db } from '#app/db/database.server'
import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { hashInstrument } from './hash-instrument.server'
import type { InstrumentTextFile } from './instrument-schema'
import { findAnyTemplate } from './load-template.server'
import type { Template } from './template'
import { listTemplates } from './templates'

/** The shipped templates, then the workspace's own, the newest version of each last. */
export async function listAllTemplates(db: Db, workspaceId: string): Promise<(Template & { isOwn: boolean })[]> {
  const own = await db.ownTemplate.findMany({
    where: { workspaceId },
    orderBy: [{ name: 'asc' }, { version: 'asc' }],
    select: { name: true, version: true },
  })
  const found = await Promise.all(own.map((key) => findAnyTemplate(db, { workspaceId, ...key })))
  return [
    ...listTemplates().map((template) => ({ ...template, isOwn: false })),
    ...found.flatMap((template) => (template ? [{ ...template, isOwn: true }] : [])),
  ]
}

/**
 * Keeps a template that the workspace wrote: under its own name, as the next version, or under a new name that no other
 * workspace has. It never changes afterwards.
 */
export function saveOwnTemplate(
  prisma: PrismaClient,
  workspaceId: string,
  { instrument: written, texts }: Template,
): Promise<{ name: string; version: number }> {
  return prisma.$transaction(async (tx) => {
    const newest = await tx.ownTemplate.findFirst({
      where: { workspaceId, name: written.name },
      orderBy: { version: 'desc' },
      select: { version: true },
    })
    const name = newest ? written.name : ownName(written.name)
    const version = (newest?.version ?? 0) + 1
    const instrument = { ...written, name, version }
    await tx.instrument.create({ data: { name, version, hash: hashInstrument(instrument) } })
    await tx.ownTemplate.create({
      data: {
        workspaceId,
        name,
        version,
        instrument: instrument as Prisma.InputJsonObject,
        texts: Object.fromEntries(texts) as Prisma.InputJsonObject,
      },
    })
    return { name, version }
  })
}

function ownName(wanted: string): string {
  const stem = wanted.replace(/^own-/, '').replace(/-[0-9a-f]{8}$/, '')
  return `own-${stem.slice(0, 40)}-${randomBytes(4).toString('hex')}`
}

/**
 * Adds the words of one language, or replaces them as long as no wave was opened with the template. From then on words
 * that are there stay: an answer means what was read when it was given. The questions stay what they are in any case.
 */
export function saveWords(
  prisma: PrismaClient,
  key: { workspaceId: string; name: string; version: number },
  language: string,
  words: InstrumentTextFile,
): Promise<{ ok: true } | { ok: false; reason: 'not-own' | 'words-fixed' }> {
  const { workspaceId, name, version } = key
  return prisma.$transaction(async (tx) => {
    const own = await tx.ownTemplate.findUnique({
      where: { workspaceId_name_version: { workspaceId, name, version } },
      select: { texts: true },
    })
    if (!own) return { ok: false, reason: 'not-own' }
    // a wave that opens at this moment holds its study: it opens with the new words, or they come too late
    await tx.$queryRaw`
      SELECT 1 FROM study
      WHERE workspace_id = ${workspaceId}::uuid AND ((instrument_name = ${name} AND instrument_version = ${version})
        OR id IN (SELECT y.id FROM study_rhythm y WHERE y.workspace_id = ${workspaceId}::uuid))
      ORDER BY id FOR UPDATE`
    const texts = own.texts as Prisma.JsonObject
    const asked = { instrumentName: name, instrumentVersion: version }
    const isNew = !Object.hasOwn(texts, language)
    if (!isNew && (await tx.wave.count({ where: { workspaceId, ...asked } })) > 0)
      return { ok: false, reason: 'words-fixed' }
    await tx.ownTemplate.update({
      where: { workspaceId_name_version: { workspaceId, name, version } },
      data: { texts: { ...texts, [language]: words } as Prisma.InputJsonObject },
    })
    return { ok: true }
  })
}

/** Only a template that no study uses, and no rhythm of one, can go. */
export function deleteOwnTemplate(
  prisma: PrismaClient,
  { workspaceId, name, version }: { workspaceId: string; name: string; version: number },
): Promise<{ ok: boolean }> {
  return prisma.$transaction(async (tx) => {
    const asked = { instrumentName: name, instrumentVersion: version }
    const used = await tx.study.count({
      where: { workspaceId, OR: [asked, { waves: { some: { workspaceId, ...asked } } }] },
    })
    const planned = await tx.studyRhythm.count({
      where: {
        workspaceId,
        OR: ['pulse', 'onset'].map((kind) => ({ settings: { path: [kind, 'instrument'], equals: { name, version } } })),
      },
    })
    if (used + planned > 0) return { ok: false }
    const deleted = await tx.ownTemplate.deleteMany({ where: { workspaceId, name, version } })
    if (deleted.count === 0) return { ok: false }
    await tx.instrument.deleteMany({ where: { name, version } })
    return { ok: true }
  })
}
