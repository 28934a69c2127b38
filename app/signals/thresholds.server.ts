import type { PrismaClient } from '#app/db/generated/client'
import { readThresholds, type Thresholds } from './thresholds'

interface StudyKey {
  workspaceId: string
  studyId: string
}

/** @returns undefined where the workspace has no such study */
export async function findThresholds(prisma: PrismaClient, { workspaceId, studyId }: StudyKey) {
  const study = await prisma.study.findUnique({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    select: { id: true, name: true, signalThresholds: true },
  })
  return study ? { id: study.id, name: study.name, thresholds: readThresholds(study.signalThresholds) } : undefined
}

export async function saveThresholds(
  prisma: PrismaClient,
  { workspaceId, studyId }: StudyKey,
  thresholds: Thresholds,
): Promise<void> {
  await prisma.study.updateMany({ where: { workspaceId, id: studyId }, data: { signalThresholds: thresholds } })
}
