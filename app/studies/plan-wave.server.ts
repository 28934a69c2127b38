import type { Db } from '#app/db/database.server'
import type { Instrument } from '#app/instruments/instrument-schema'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import { loadTemplate } from '#app/instruments/load-template.server'
import { type InformantFact, type PlannedInvitation, planInvitations } from './plan-invitations'

interface PlannedStudy {
  workspaceId: string
  id: string
  audience: string
  instrumentName: string
  instrumentVersion: number
}

export interface WavePlan {
  instrument: Instrument
  /** everybody who is named to answer about a relationship that may be asked about */
  informants: (InformantFact & { email: string })[]
  /** whoever of them has something to answer */
  planned: PlannedInvitation[]
  /** why that is nobody: who answers for a firm is marked with the person, and nobody would look for it there */
  lack: 'nobody-to-ask' | 'nobody-for-firm' | undefined
}

/** Whom the next wave of a study would ask about what: opening it and the page that announces it ask here. */
export async function planWave(
  db: Db,
  study: PlannedStudy,
  trial?: { onlyEmails: readonly string[] },
): Promise<WavePlan> {
  const informants = await readInformants(db, {
    workspaceId: study.workspaceId,
    studyId: study.id,
    // nothing of a trial is shown to anybody: it needs no consent of the firms
    needsOptIn: study.audience === 'shared' && !trial,
    ...trial,
  })
  const { instrument } = await loadTemplate(db, study)
  const planned = planInvitations(informants, instrument)
  const nobody = informants.length > 0 && isAboutFirm(instrument) ? 'nobody-for-firm' : 'nobody-to-ask'
  return { instrument, informants, planned, lack: planned.length === 0 ? nobody : undefined }
}

interface ReadInformants {
  workspaceId: string
  studyId: string
  /** only about relationships in which both firms opted in */
  needsOptIn: boolean
  /** only these people; everybody where nobody is named */
  onlyEmails?: readonly string[]
}

/** Who is to be asked about what. */
async function readInformants(db: Db, { workspaceId, studyId, needsOptIn, onlyEmails = [] }: ReadInformants) {
  const optIn = needsOptIn ? { buyerOptInAt: { not: null }, supplierOptInAt: { not: null } } : {}
  const informants = await db.informant.findMany({
    where: {
      workspaceId,
      participant: { active: true, ...(onlyEmails.length > 0 && { email: { in: [...onlyEmails] } }) },
      relationship: { studies: { some: { workspaceId, studyId, ...optIn } } },
    },
    select: {
      participantId: true,
      participant: {
        select: { email: true, organizationId: true, language: true, function: true, answersForFirm: true },
      },
      relationship: {
        select: { id: true, code: true, buyerId: true, supplierId: true, annualSpend: true, currency: true },
      },
    },
  })
  return informants.map(({ participantId, participant, relationship }) => ({
    participantId,
    email: participant.email,
    organizationId: participant.organizationId,
    language: participant.language,
    function: participant.function,
    answersForFirm: participant.answersForFirm,
    relationshipId: relationship.id,
    relationshipCode: relationship.code,
    buyerId: relationship.buyerId,
    supplierId: relationship.supplierId,
    annualSpend: relationship.annualSpend?.toNumber() ?? 0,
    currency: relationship.currency ?? '',
  }))
}
