import type { Db } from '#app/db/database.server'
import { groupBy } from '#app/db/group-by'
import { type Finding, findingKey } from './finding'
import { SEVERITY, type SeenBy } from './signal-kinds'

/** What was found about one relationship, and who may see it. */
export interface Found {
  relationshipId: string
  seenBy: SeenBy
  finding: Finding
}

interface Kept {
  workspaceId: string
  /** null for what rests on evidence alone */
  studyId: string | null
  relationshipIds: readonly string[]
  found: readonly Found[]
  now: Date
}

export interface KeptCount {
  raised: number
  cleared: number
}

/**
 * Raises what is seen for the first time, keeps what is still seen with its newest numbers, and clears what is not seen any
 * more, with the reason. What is unknown stays as it is. Of the same thing one is open at most: a key in the database holds
 * that, so that this may be called any number of times, also twice at once.
 */
export async function keepSignals(
  tx: Db,
  { workspaceId, studyId, relationshipIds, found, now }: Kept,
): Promise<KeptCount> {
  const keyOf = ({ relationshipId, seenBy, finding }: Found) =>
    `${studyId ?? ''} ${relationshipId} ${seenBy} ${findingKey(finding)}`
  const byKey = new Map(found.map((one) => [keyOf(one), one]))
  const open = await tx.signal.findMany({
    where: { workspaceId, studyId, relationshipId: { in: [...relationshipIds] }, clearedAt: null },
    select: { id: true, openKey: true },
  })
  const known = new Set(open.map(({ openKey }) => openKey))
  const raised = [...byKey].filter(([key, { finding }]) => finding.state === 'seen' && !known.has(key))
  const made = await tx.signal.createManyAndReturn({
    data: raised.map(([openKey, { relationshipId, seenBy, finding }]) => ({
      ...{ workspaceId, studyId, relationshipId, seenBy, openKey, raisedAt: now },
      ...{ kind: finding.kind, side: finding.side, subject: finding.subject, word: finding.word },
      ...{ severity: SEVERITY[finding.kind], ownerSide: finding.ownerSide, sinceAt: finding.since ?? now },
      ...{ lines: finding.lines as never, raisedLines: finding.lines as never },
    })),
    skipDuplicates: true,
    select: { id: true },
  })
  const still = open.flatMap(({ id, openKey }) => {
    const finding = byKey.get(openKey ?? '')?.finding
    return finding?.state === 'seen' ? [{ id, word: finding.word, lines: finding.lines }] : []
  })
  if (still.length > 0)
    await tx.$executeRaw`UPDATE signal AS s SET word = n.word, lines = n.lines
      FROM jsonb_to_recordset(${JSON.stringify(still)}::text::jsonb) AS n(id uuid, word text, lines jsonb)
      WHERE s.workspace_id = ${workspaceId}::uuid AND s.id = n.id AND s.lines IS DISTINCT FROM n.lines`
  const over = open.flatMap(({ id, openKey }) => {
    const finding = byKey.get(openKey ?? '')?.finding
    if (finding && finding.state !== 'clear') return []
    return [{ id, word: finding?.word ?? 'gone' }]
  })
  await clearSignals(tx, { workspaceId, over, now })
  return { raised: made.length, cleared: over.length }
}

/** Clears signals, each with the word for its reason; what was being done about them is over with them. */
export async function clearSignals(
  tx: Db,
  { workspaceId, over, now }: { workspaceId: string; over: readonly { id: string; word: string }[]; now: Date },
): Promise<void> {
  for (const [clearedWord, some] of groupBy(over, ({ word }) => word)) {
    const ids = some.map(({ id }) => id)
    await tx.signal.updateMany({
      where: { workspaceId, id: { in: ids }, clearedAt: null },
      data: { clearedAt: now, clearedWord, openKey: null },
    })
    await tx.intervention.updateMany({
      where: { workspaceId, signalId: { in: ids }, state: 'open' },
      data: { state: 'cleared', closedAt: now },
    })
  }
}
