import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { type Audience, MINIMUM_GROUP_SIZES } from '#app/studies/promise'
import { numberNext } from './number-next'

type StudyValues = Partial<Prisma.StudyUncheckedCreateInput> & {
  workspaceId: string
  /** relationships in the study, both firms of which have opted in */
  relationshipIds?: string[]
}

/** A study with the core instrument, confidential (`shared`, at least three answers) unless told otherwise. */
export async function makeStudy(db: Db, { relationshipIds = [], ...values }: StudyValues) {
  const { workspaceId } = values
  const study = await db.study.create({
    data: {
      name: `Study ${numberNext()}`,
      instrumentName: 'relationship-core',
      instrumentVersion: 1,
      audience: 'shared',
      minimumGroupSize: MINIMUM_GROUP_SIZES[(values.audience ?? 'shared') as Audience][0],
      contactName: 'Sara Contact',
      contactEmail: 'contact@thiqa.test',
      pseudonymKey: new Uint8Array(32).fill(7),
      ...values,
    },
  })
  const at = new Date('2026-01-01T08:00:00Z')
  await db.studyRelationship.createMany({
    data: relationshipIds.map((relationshipId) => ({
      workspaceId,
      studyId: study.id,
      relationshipId,
      buyerOptInAt: at,
      buyerOptInBy: 'buyer',
      supplierOptInAt: at,
      supplierOptInBy: 'supplier',
    })),
  })
  return study
}
