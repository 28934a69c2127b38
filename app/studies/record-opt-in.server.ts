import type { PrismaClient } from '#app/db/generated/client'

export interface OptIn {
  workspaceId: string
  studyId: string
  /** every relationship of the study where it is left out */
  relationshipId?: string | undefined
  side: 'buyer' | 'supplier'
  /** who agreed in the name of the firm; empty takes the opt-in back */
  agreedBy: string
  now: Date
}

/**
 * Records that a firm agrees to a shared view of a relationship, or that it no longer does. It counts for waves opened
 * from now on: a running wave keeps what was agreed when it opened, because its respondents were told so.
 */
export async function recordOptIn(prisma: PrismaClient, optIn: OptIn): Promise<{ ok: boolean }> {
  const agreed = optIn.agreedBy !== ''
  const [at, by] = agreed ? [optIn.now, optIn.agreedBy] : [null, null]
  const isMissing = optIn.side === 'buyer' ? { buyerOptInAt: null } : { supplierOptInAt: null }
  const changed = await prisma.studyRelationship.updateMany({
    where: {
      workspaceId: optIn.workspaceId,
      studyId: optIn.studyId,
      ...(optIn.relationshipId ? { relationshipId: optIn.relationshipId } : agreed ? isMissing : {}),
    },
    data:
      optIn.side === 'buyer' ? { buyerOptInAt: at, buyerOptInBy: by } : { supplierOptInAt: at, supplierOptInBy: by },
  })
  return { ok: changed.count > 0 || !optIn.relationshipId }
}
