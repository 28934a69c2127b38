import type { Db } from '#app/db/database.server'
import { auditHash } from './audit-hash.server'

const AT_ONCE = 1000

export interface AuditCheck {
  entries: number
  /** of the newest entry, in hexadecimal digits; empty for an empty log */
  headHash: string
  /** the first entry that is not as it was written, or that is missing */
  broken: { number: number; reason: 'missing' | 'changed' | 'chain' } | undefined
}

/**
 * Recomputes the chain of a workspace's log. Whoever may change the database can cut off its end and leave a chain that
 * holds: so the head is told, to be kept elsewhere and compared (`expected`).
 */
export async function verifyAudit(
  db: Db,
  workspaceId: string,
  expected?: { number: number; hash: string },
): Promise<AuditCheck> {
  let number = 0
  let previous: Buffer = Buffer.alloc(0)
  let isExpectedSeen = expected === undefined
  const result = (broken?: AuditCheck['broken']): AuditCheck => ({
    entries: number,
    headHash: previous.toString('hex'),
    broken,
  })
  for (;;) {
    const entries = await db.auditEntry.findMany({
      where: { workspaceId, number: { gt: number } },
      orderBy: { number: 'asc' },
      take: AT_ONCE,
    })
    for (const entry of entries) {
      if (entry.number !== number + 1) return result({ number: number + 1, reason: 'missing' })
      if (!previous.equals(entry.previousHash)) return result({ number: entry.number, reason: 'chain' })
      const hash = auditHash(entry)
      if (!hash.equals(entry.hash)) return result({ number: entry.number, reason: 'changed' })
      number = entry.number
      previous = hash
      if (number === expected?.number) {
        if (expected.hash !== hash.toString('hex')) return result({ number, reason: 'chain' })
        isExpectedSeen = true
      }
    }
    if (entries.length < AT_ONCE) return isExpectedSeen ? result() : result({ number: number + 1, reason: 'missing' })
  }
}
