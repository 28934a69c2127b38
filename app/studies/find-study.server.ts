import type { Db } from '#app/db/database.server'
import { type FunctionWeights, functionWeights } from './function-weights'
import type { Audience } from './promise'
import type { WaveState } from './wave-life'

export interface StudyDetails {
  id: string
  name: string
  instrumentName: string
  instrumentVersion: number
  audience: Audience
  minimumGroupSize: number
  functionWeights: FunctionWeights
  contactName: string
  contactEmail: string
  waves: {
    id: string
    number: number
    state: WaveState
    kind: string
    isTrial: boolean
    isImported: boolean
    openedAt: Date
    closesAt: Date
    pausedAt: Date | null
    graceUntil: Date | null
    /** a closed wave that is to be published later */
    waitsUntil: Date | null
    publishedAt: Date | null
  }[]
  /** relationships of the study with the opt-in of each firm and how many people would be asked */
  relationships: StudyRelationshipRow[]
}

export interface StudyRelationshipRow {
  relationshipId: string
  code: string
  buyerName: string
  supplierName: string
  buyerOptInBy: string | null
  supplierOptInBy: string | null
  buyerInformants: number
  supplierInformants: number
}

/** What pages about a study's waves need to know of it. */
export async function findStudyName(
  db: Db,
  workspaceId: string,
  studyId: string,
): Promise<{ id: string; name: string; timeZone: string } | undefined> {
  const study = await db.study.findUnique({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    select: { id: true, name: true },
  })
  if (!study) return undefined
  const { timeZone } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { timeZone: true } })
  return { ...study, timeZone }
}

export async function findStudy(
  db: Db,
  workspaceId: string,
  studyId: string,
  now = new Date(),
): Promise<StudyDetails | undefined> {
  const study = await db.study.findUnique({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    include: {
      waves: { orderBy: [{ openedAt: 'desc' }, { number: 'desc' }] },
      relationships: {
        include: {
          relationship: {
            include: {
              buyer: { select: { name: true } },
              supplier: { select: { name: true } },
              informants: {
                where: { workspaceId, participant: { active: true } },
                select: { participant: { select: { organizationId: true } } },
              },
            },
          },
        },
      },
    },
  })
  if (!study) return undefined
  return {
    ...study,
    audience: study.audience as Audience,
    functionWeights: functionWeights(study.functionWeights),
    waves: study.waves.map(({ publishAt, ...wave }) => ({
      ...wave,
      state: wave.state as WaveState,
      waitsUntil: publishAt && publishAt > now ? publishAt : null,
    })),
    relationships: study.relationships
      .map(({ relationship, ...membership }) => {
        const countOf = (organizationId: string) =>
          relationship.informants.filter((one) => one.participant.organizationId === organizationId).length
        return {
          relationshipId: relationship.id,
          code: relationship.code,
          buyerName: relationship.buyer.name,
          supplierName: relationship.supplier.name,
          buyerOptInBy: membership.buyerOptInAt && membership.buyerOptInBy,
          supplierOptInBy: membership.supplierOptInAt && membership.supplierOptInBy,
          buyerInformants: countOf(relationship.buyerId),
          supplierInformants: countOf(relationship.supplierId),
        }
      })
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  }
}
