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
  return { events: past.slice(0, MOST_EVENTS), total: await countEvents(db, asked) }
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

async function contactEvents(db: Db, { workspaceId, relationshipId, until }: Asked): Promise<EvidenceEvent[]> {
  const rows = await db.recordedContact.findMany({
    where: { workspaceId, relationshipId, deletedAt: null, happenedOn: { lte: until } },
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

async function entryEvents(db: Db, { workspaceId, relationshipId, until }: Asked): Promise<EvidenceEvent[]> {
  const rows = await db.evidenceEntry.findMany({
    where: {
      ...{ workspaceId, relationshipId, deletedAt: null, beganOn: { lte: until } },
      register: { in: Object.keys(LANES) },
    },
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

/** Of all entries, however many: each is one event or two, as above; an open promise that is overdue has another one. */
async function countEvents(db: Db, { workspaceId, relationshipId, until }: Asked): Promise<number> {
  const registers = Object.keys(LANES)
  // days are compared as days of UTC, whatever the zone of the connection
  const day = until.toISOString().slice(0, 10)
  const [row] = await db.$queryRaw<{ total: number }[]>`
    SELECT (
      (SELECT count(*) FILTER (WHERE made_on <= ${day}::date) + count(*) FILTER (WHERE settled_at <= ${until})
              + count(*) FILTER (WHERE outcome = 'open' AND due_on::timestamp < ${until.toISOString()}::timestamptz AT TIME ZONE 'UTC')
       FROM made_promise WHERE workspace_id = ${workspaceId}::uuid AND relationship_id = ${relationshipId}::uuid)
      + (SELECT count(*) FROM recorded_contact
         WHERE workspace_id = ${workspaceId}::uuid AND relationship_id = ${relationshipId}::uuid
           AND deleted_at IS NULL AND happened_on <= ${day}::date)
      + (SELECT count(*) FILTER (WHERE began_on <= ${day}::date) + count(*) FILTER (WHERE ended_on <= ${day}::date)
         FROM evidence_entry
         WHERE workspace_id = ${workspaceId}::uuid AND relationship_id = ${relationshipId}::uuid
           AND deleted_at IS NULL AND kind IS NOT NULL AND register = ANY(${registers}))
    )::int AS total`
  return row?.total ?? 0
}
