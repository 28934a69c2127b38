/** One participant who can speak about one relationship. */
export interface InformantFact {
  participantId: string
  organizationId: string
  language: string
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
 * from the person's organization; who belongs to neither firm (the relationship changed hands) is not asked about it.
 */
export function planInvitations(informants: readonly InformantFact[]): PlannedInvitation[] {
  const factsByParticipant = new Map<string, InformantFact[]>()
  for (const fact of informants) {
    if (fact.organizationId !== fact.buyerId && fact.organizationId !== fact.supplierId) continue
    const facts = factsByParticipant.get(fact.participantId)
    if (facts) facts.push(fact)
    else factsByParticipant.set(fact.participantId, [fact])
  }
  return [...factsByParticipant].map(([participantId, facts]) => ({
    participantId,
    language: facts[0]?.language ?? 'en',
    assignments: facts
      .sort((a, b) => b.annualSpend - a.annualSpend || (a.relationshipCode < b.relationshipCode ? -1 : 1))
      .map((fact, position) => ({
        relationshipId: fact.relationshipId,
        side: fact.organizationId === fact.buyerId ? ('buyer' as const) : ('supplier' as const),
        position,
      })),
  }))
}
