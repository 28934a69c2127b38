import type { PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'

interface StudyKey {
  workspaceId: string
  studyId: string
}

/** Adds every relationship of the workspace that the study does not ask about yet. Doing it twice changes nothing. */
export async function addAllRelationships(prisma: PrismaClient, { workspaceId, studyId }: StudyKey): Promise<number> {
  const missing = await prisma.relationship.findMany({
    where: { workspaceId, studies: { none: { workspaceId, studyId } } },
    select: { id: true },
  })
  for (const batch of inBatches(missing, 1000)) {
    await prisma.studyRelationship.createMany({
      data: batch.map(({ id }) => ({ workspaceId, studyId, relationshipId: id })),
      skipDuplicates: true,
    })
  }
  return missing.length
}

/** Adds chosen relationships; ids that are not this workspace's are left out. */
export async function addRelationships(
  prisma: PrismaClient,
  { workspaceId, studyId }: StudyKey,
  relationshipIds: string[],
): Promise<number> {
  const own = await prisma.relationship.findMany({
    where: { workspaceId, id: { in: relationshipIds } },
    select: { id: true },
  })
  const added = await prisma.studyRelationship.createMany({
    data: own.map(({ id }) => ({ workspaceId, studyId, relationshipId: id })),
    skipDuplicates: true,
  })
  return added.count
}

/** From the next wave on the study does not ask about this relationship any more; what was published stays. */
export async function removeRelationship(
  prisma: PrismaClient,
  { workspaceId, studyId }: StudyKey,
  relationshipId: string,
) {
  await prisma.studyRelationship.deleteMany({ where: { workspaceId, studyId, relationshipId } })
}
