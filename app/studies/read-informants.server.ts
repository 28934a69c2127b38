import type { Db } from '#app/db/database.server'
import type { InformantFact } from './plan-invitations'

export interface ReadInformants {
  workspaceId: string
  studyId: string
  /** only about relationships in which both firms had opted in by then; about all where undefined */
  optInBy: Date | undefined
  /** only these people; everybody where nobody is named */
  onlyEmails?: readonly string[] | undefined
  /** only about these relationships; all of the study where none is named */
  onlyRelationships?: readonly string[] | undefined
}

export interface Informant extends InformantFact {
  email: string
  /** IANA name; empty for that of the study */
  timeZone: string
}

/** Who is to be asked about what. */
export async function readInformants(
  db: Db,
  { workspaceId, studyId, optInBy, onlyEmails = [], onlyRelationships }: ReadInformants,
): Promise<Informant[]> {
  const optIn = optInBy ? { buyerOptInAt: { lte: optInBy }, supplierOptInAt: { lte: optInBy } } : {}
  const informants = await db.informant.findMany({
    where: {
      workspaceId,
      participant: { active: true, ...(onlyEmails.length > 0 && { email: { in: [...onlyEmails] } }) },
      relationship: { studies: { some: { workspaceId, studyId, ...optIn } } },
      ...(onlyRelationships && { relationshipId: { in: [...onlyRelationships] } }),
    },
    select: {
      participantId: true,
      participant: {
        select: {
          ...{ email: true, organizationId: true, language: true, function: true, answersForFirm: true },
          timeZone: true,
        },
      },
      relationship: {
        select: { id: true, code: true, buyerId: true, supplierId: true, annualSpend: true, currency: true },
      },
    },
  })
  return informants.map(({ participantId, participant, relationship }) => ({
    ...participant,
    participantId,
    relationshipId: relationship.id,
    relationshipCode: relationship.code,
    buyerId: relationship.buyerId,
    supplierId: relationship.supplierId,
    annualSpend: relationship.annualSpend?.toNumber() ?? 0,
    currency: relationship.currency ?? '',
  }))
}
