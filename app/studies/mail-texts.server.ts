import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import type { OwnText, OwnTextKind } from '#emails/own-text'

interface Place {
  workspaceId: string
  studyId: string
  kind: OwnTextKind
  language: string
}

/** All words of a study's own, in the order of their kinds and languages. */
export function listMailTexts(db: Db, { workspaceId, studyId }: Pick<Place, 'workspaceId' | 'studyId'>) {
  return db.studyMailText.findMany({
    where: { workspaceId, studyId },
    select: { kind: true, language: true, subject: true, opening: true, closing: true },
    orderBy: [{ kind: 'asc' }, { language: 'asc' }],
  })
}

/** Keeps a study's own words for a mail; where all are empty, the usual words come back. They count for every mail that leaves from now on. */
export function saveMailText(
  prisma: PrismaClient,
  { workspaceId, studyId, kind, language }: Place,
  text: OwnText,
  { actor, now }: { actor: AuditActor; now: Date },
): Promise<void> {
  const { subject, opening, closing } = text
  const isUsual = subject === '' && opening === '' && closing === ''
  return prisma.$transaction(async (tx) => {
    if (isUsual) await tx.studyMailText.deleteMany({ where: { workspaceId, studyId, kind, language } })
    else
      await tx.studyMailText.upsert({
        where: { workspaceId_studyId_kind_language: { workspaceId, studyId, kind, language } },
        create: { ...{ workspaceId, studyId, kind, language, subject, opening, closing }, savedAt: now },
        update: { ...{ subject, opening, closing }, savedAt: now },
      })
    await recordEvent(tx, actor, {
      action: 'study-changed',
      objectKind: 'study',
      objectId: studyId,
      details: { intent: isUsual ? 'reset-mail-text' : 'set-mail-text' },
    })
  })
}
