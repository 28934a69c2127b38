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
  /** of the spend; empty where unknown */
  currency: string
}

export interface PlannedInvitation {
  participantId: string
  language: string
  assignments: { relationshipId: string; side: 'buyer' | 'supplier'; position: number }[]
}

/**
 * One invitation per person, however many relationships: the most important ones first (see `byImportance`). The side follows
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
        .sort(byImportance(facts))
        .map((fact, position) => ({ fact, side: sideOf(fact), position }))
        .filter(({ fact, side, position }) => hasQuestions(instrument, fact, side, position))
        .map(({ fact, side, position }) => ({ relationshipId: fact.relationshipId, side, position })),
    }))
    .filter(({ assignments }) => assignments.length > 0)
}

/**
 * By spend, which can be compared within one currency only: the currency in which a person has the most relationships comes
 * first (of equally many, by its code), and what has no known spend comes last.
 */
function byImportance(facts: readonly InformantFact[]) {
  const groupOf = ({ annualSpend, currency }: InformantFact) => (annualSpend > 0 ? currency : undefined)
  const sizes = new Map<string | undefined, number>()
  for (const fact of facts) sizes.set(groupOf(fact), (sizes.get(groupOf(fact)) ?? 0) + 1)
  const sizeOf = (fact: InformantFact) => (groupOf(fact) === undefined ? -1 : (sizes.get(groupOf(fact)) ?? 0))
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return (a: InformantFact, b: InformantFact) =>
    sizeOf(b) - sizeOf(a) ||
    compare(groupOf(a) ?? '', groupOf(b) ?? '') ||
    b.annualSpend - a.annualSpend ||
    compare(a.relationshipCode, b.relationshipCode)
}

function sideOf(fact: InformantFact): 'buyer' | 'supplier' {
  return fact.organizationId === fact.buyerId ? 'buyer' : 'supplier'
}

/** Nobody is sent an empty form. What is asked once for the firm stands in the first one. */
function hasQuestions(instrument: Instrument, fact: InformantFact, side: 'buyer' | 'supplier', position: number) {
  return askedInstrument(instrument, fact, { side, position }).sections.length > 0
}

/** How many relationships, people and questionnaires that makes. */
export function countAsked(planned: readonly PlannedInvitation[]) {
  const assignments = planned.flatMap((plan) => plan.assignments)
  return {
    relationships: new Set(assignments.map((one) => one.relationshipId)).size,
    people: planned.length,
    questionnaires: assignments.length,
  }
}
