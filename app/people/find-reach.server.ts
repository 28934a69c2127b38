import type { Db } from '#app/db/database.server'
import { Prisma } from '#app/db/generated/client'
import { type Actor, ownSideOf, type Reach, seesEverything } from './may'

/** What of a workspace somebody sees of results, as conditions for queries: nothing needs to be read to know them. */
export interface Within {
  relationships: Prisma.RelationshipWhereInput
  /** studies that ask or asked about at least one of these relationships */
  studies: Prisma.StudyWhereInput
  /** the same for statements that name the table `relationship` `r` */
  sql: Prisma.Sql
  /** the firm whose people's answers the reader is shown where nobody else is */
  ownSideOf?: string | undefined
}

export const EVERYTHING: Within = { relationships: {}, studies: {}, sql: Prisma.sql`true` }

/** How far somebody sees in a workspace. The same rule as that of `may` for a single relationship; a test compares them. */
export function findReach(workspaceId: string, actor: Actor): Within {
  if (seesEverything(actor)) return EVERYTHING
  const relationships = { workspaceId, AND: conditionsOf(actor.reach) }
  const some = { some: { workspaceId, relationship: relationships } }
  return {
    relationships,
    ownSideOf: ownSideOf(actor),
    sql: sqlOf(actor.reach),
    // a relationship that was taken out of a study keeps the results of its waves
    studies: { OR: [{ relationships: some }, { waves: { some: { workspaceId, participation: some } } }] },
  }
}

/** The same reach without what the reader's own firm alone is shown: for what goes on to others. */
export function withoutOwnSide(within: Within): Within {
  return within.ownSideOf === undefined ? within : { ...within, ownSideOf: undefined }
}

/** Whether results of a study are within reach. */
export async function isStudyWithin(db: Db, workspaceId: string, within: Within, studyId: string): Promise<boolean> {
  return (await db.study.count({ where: { workspaceId, id: studyId, AND: [within.studies] } })) > 0
}

function conditionsOf(reach: Reach | undefined): Prisma.RelationshipWhereInput[] {
  if (!reach) return [{ id: { in: [] } }]
  const isOf = (firms: Prisma.UuidFilter<'Relationship'> | string) => [{ buyerId: firms }, { supplierId: firms }]
  const own = reach.firmId === null ? [] : [{ OR: isOf(reach.firmId) }]
  if (reach.seesAll) return own
  const { relationshipIds, categories, organizationIds } = reach
  const named = [{ id: { in: [...relationshipIds] } }, { category: { in: [...categories] } }]
  return [...own, { OR: [...named, ...isOf({ in: [...organizationIds] })] }]
}

function sqlOf(reach: Reach | undefined): Prisma.Sql {
  if (!reach) return Prisma.sql`false`
  const { firmId, seesAll, relationshipIds, categories, organizationIds } = reach
  const own = firmId === null ? Prisma.sql`true` : Prisma.sql`${firmId}::uuid IN (r.buyer_id, r.supplier_id)`
  if (seesAll) return own
  const firms = [...organizationIds]
  return Prisma.sql`(${own} AND (r.id = ANY(${[...relationshipIds]}::uuid[]) OR r.category = ANY(${[...categories]}::text[])
    OR r.buyer_id = ANY(${firms}::uuid[]) OR r.supplier_id = ANY(${firms}::uuid[])))`
}
