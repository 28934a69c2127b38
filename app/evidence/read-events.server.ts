import type { Db } from '#app/db/database.server'
import type { EvidenceEvent } from './evidence-event'

/** Events that a page holds, the newest ones. */
const MOST_EVENTS = 200

interface Asked {
  workspaceId: string
  relationshipId: string
  /** what lies ahead has not happened */
  until: Date
}

/** What is recorded of a relationship as events, the newest first; `total` counts those that a page has no room for, too. */
export async function readEvents(db: Db, asked: Asked): Promise<{ events: EvidenceEvent[]; total: number }> {
  const all = [
    ...(await promiseEvents(db, asked)),
    ...(await contactEvents(db, asked)),
    ...(await entryEvents(db, asked)),
  ]
  const past = all.filter(({ day }) => day <= asked.until)
  past.sort((a, b) => b.day.getTime() - a.day.getTime() || (a.id < b.id ? 1 : -1))
  return { events: past.slice(0, MOST_EVENTS), total: past.length }
}

async function promiseEvents(db: Db, { workspaceId, relationshipId, until }: Asked): Promise<EvidenceEvent[]> {
  const rows = await db.madePromise.findMany({ where: { workspaceId, relationshipId } })
  return rows.flatMap(({ id, madeBy, text, madeOn, dueOn, outcome, settledAt }) => {
    const own = { lane: 'promises', side: madeBy as 'buyer', text } as const
    const isLate = outcome === 'open' && dueOn !== null && dueOn < until
    return [
      { ...own, id: `${id} made`, day: madeOn, word: 'made', isBad: false },
      ...(settledAt
        ? [{ ...own, id: `${id} settled`, day: settledAt, word: outcome, isBad: outcome === 'not_kept' }]
        : []),
      ...(isLate ? [{ ...own, id: `${id} late`, day: dueOn, word: 'overdue', isBad: true }] : []),
    ]
  })
}

async function contactEvents(db: Db, { workspaceId, relationshipId }: Asked): Promise<EvidenceEvent[]> {
  const rows = await db.recordedContact.findMany({
    where: { workspaceId, relationshipId, deletedAt: null },
    orderBy: { happenedOn: 'desc' },
    take: MOST_EVENTS,
  })
  return rows.map(({ id, kind, side, text, happenedOn }) => ({
    ...{ id, day: happenedOn, side: side as 'buyer', text, word: kind },
    ...{ lane: kind === 'contact' ? 'contacts' : 'complaints', isBad: kind === 'complaint' },
  }))
}

const LANES: Record<string, EvidenceEvent['lane']> = {
  ...{ ideas: 'ideas', bonds: 'bonds', renewals: 'talks', ratings: 'ratings', owners: 'owners' },
}

async function entryEvents(db: Db, { workspaceId, relationshipId }: Asked): Promise<EvidenceEvent[]> {
  const rows = await db.evidenceEntry.findMany({
    where: { workspaceId, relationshipId, deletedAt: null, register: { in: Object.keys(LANES) } },
    orderBy: { beganOn: 'desc' },
    take: MOST_EVENTS,
  })
  return rows.flatMap(({ id, register, side, kind, outcome, text, beganOn, endedOn }) => {
    const lane = LANES[register]
    if (!lane || !kind) return []
    const own = { lane, side: side as 'buyer', text }
    // ideas are offered and bonds begin, whatever their kind; of the others the kind is what happened
    const begin =
      register === 'ideas' ? 'offered' : register === 'bonds' ? 'begun' : register === 'ratings' ? 'rated' : kind
    const end = outcome ?? 'ended'
    const isBadBegin = begin === 'renegotiation' || begin === 'left'
    const words = register === 'ratings' ? `${kind.toUpperCase()} · ${text}` : text
    return [
      { ...own, id, text: words, day: beganOn, word: begin, isBad: isBadBegin },
      ...(endedOn ? [{ ...own, id: `${id} end`, day: endedOn, word: end, isBad: end === 'failed' }] : []),
    ]
  })
}
