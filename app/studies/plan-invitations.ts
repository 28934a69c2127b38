import type { Instrument } from '#app/instruments/instrument-schema'
import { askedInstrument } from './asked-instrument'

/** One participant who can speak about one relationship. */
export interface InformantFact {
  participantId: string
  organizationId: string
  language: string
  function: string
  /** whether the person answers for the firm as a whole */
  answersForFirm: boolean
  relationshipId: string
  relationshipCode: string
  buyerId: string
  supplierId: string
  /** per year; 0 where unknown */
  annualSpend: number
}

export interface PlannedInvitation {
  participantId: string
  language: string
  assignments: { relationshipId: string; side: 'buyer' | 'supplier'; position: number }[]
}

/**
 * One invitation per person, however many relationships: the most important ones (by spend) first. The side follows
 * from the person's organization; who has nothing to be asked about a relationship is not asked about it, and neither is who belongs to neither firm (the relationship changed hands).
 */
export function planInvitations(informants: readonly InformantFact[], instrument: Instrument): PlannedInvitation[] {
  const factsByParticipant = new Map<string, InformantFact[]>()
  for (const fact of informants) {
    if (fact.organizationId !== fact.buyerId && fact.organizationId !== fact.supplierId) continue
    const facts = factsByParticipant.get(fact.participantId)
    if (facts) facts.push(fact)
    else factsByParticipant.set(fact.participantId, [fact])
  }
  return [...factsByParticipant]
    .map(([participantId, facts]) => ({
      participantId,
      language: facts[0]?.language ?? 'en',
      assignments: facts
        .sort((a, b) => b.annualSpend - a.annualSpend || (a.relationshipCode < b.relationshipCode ? -1 : 1))
        .map((fact, position) => ({ fact, side: sideOf(fact), position }))
        .filter(({ fact, side, position }) => hasQuestions(instrument, fact, side, position))
        .map(({ fact, side, position }) => ({ relationshipId: fact.relationshipId, side, position })),
    }))
    .filter(({ assignments }) => assignments.length > 0)
}

function sideOf(fact: InformantFact): 'buyer' | 'supplier' {
  return fact.organizationId === fact.buyerId ? 'buyer' : 'supplier'
}

/** Nobody is sent an empty form. What is asked once for the firm stands in the first one. */
function hasQuestions(instrument: Instrument, fact: InformantFact, side: 'buyer' | 'supplier', position: number) {
  return askedInstrument(instrument, fact, { side, position }).sections.length > 0
}
