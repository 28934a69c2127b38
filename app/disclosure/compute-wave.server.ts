import type { Prisma } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { loadAhead } from '#app/db/load-ahead'
import { type PlacedScores, readScores, readScoresOnly, type StoredScores } from '#app/responses/read-scores.server'
import { weighResponses } from '#app/studies/function-weights'
import { SIDES, type Side } from '#app/trust/scored-response'
import { type CommonSpreads, makeCommonSpreads } from './common-spreads'
import { decidedIndices } from './decided-indices'
import { ownSideCells } from './own-side-cells'
import type { PublicationPlan, WaveKey } from './plan-publication.server'
import { groupRule } from './policy'
import { makePoolCells } from './pool-cells'
import { countAnswered, groupBySide, readAsked, sideKey } from './read-asked.server'
import { readRelationshipIds } from './read-stored.server'
import { relationshipCells } from './relationship-cells'
import type { ReleasedCell } from './release'
import { makeWaveDecider } from './suppression/decide-wave'
import { makeUnflaggedCells } from './unflagged-cells'

export interface SideParticipation {
  relationshipId: string
  side: Side
  invited: number
  answered: number
  category: string
}

/** Waves before this one that its changes lean on. */
const COMPARED_WAVES = 2
/** Relationships whose answers are in memory at once. */
const BATCH = 100

/**
 * Everything that a wave's promise allows to be shown of it, relationship by relationship, then pool by pool. Computes the
 * same for the same answers, whenever it is asked: what was published can be recomputed.
 */
export async function* computeWave(
  db: Prisma.TransactionClient,
  { key, wave, policy, indices, weights, functionWeights, earlier }: PublicationPlan,
): AsyncGenerator<{ cells: ReleasedCell[]; participation: SideParticipation[] }> {
  const { workspaceId, waveId } = key
  const decided = decidedIndices(indices)
  const decider = makeWaveDecider(groupRule(policy), decided)
  const pools = makePoolCells(indices, decider, policy, weights)
  // signs are recorded while people answer: of an imported wave nobody knows who would carry them
  const unflagged = wave.isImported ? undefined : makeUnflaggedCells(indices, policy)
  const asked = await readRelationshipIds(db, workspaceId, [waveId])
  const isOwnSide = policy.audience === 'own-side'
  const spreads = makeCommonSpreads(indices, policy.audience)
  await addSpreads(db, { key, asked, isOwnSide }, spreads)
  const earlierIds = earlier.slice(0, COMPARED_WAVES).map(({ id }) => id)
  const common = spreads.result()
  const read = async (relationshipIds: readonly string[]) => ({
    some: await readAsked(db, key, relationshipIds),
    answers: groupBySide(
      weighResponses(
        await readScores(db, { workspaceId, waveIds: [waveId, ...earlierIds], relationshipIds }),
        functionWeights,
      ),
    ),
    answered: await countAnswered(db, workspaceId, earlierIds, relationshipIds),
  })
  for await (const { some, answers, answered } of loadAhead(inBatches(asked, BATCH), read)) {
    for (const { id: relationshipId, invited, category, pools: keys } of some) {
      const current = bothSides((side) => answers(sideKey(relationshipId, waveId, side)))
      const [previous = NOBODY, beforePrevious = NOBODY] = readEarlier(relationshipId, earlierIds, answers, answered)
      const decide = decider.decideRelationship({ current, previous, beforePrevious, pools: keys })
      for (const side of SIDES) {
        pools.add(side, keys[side], current[side])
        unflagged?.add(side, current[side])
      }
      const input = { relationshipId, indices, weights }
      const cells = relationshipCells({ ...input, current, previous, decide, policy, spreads: common })
      const ownSides = isOwnSide ? ownSideCells({ ...input, current, previous, beforePrevious, decided, spreads }) : []
      yield {
        cells: [...cells, ...ownSides],
        participation: SIDES.map((side) => ({
          ...{ relationshipId, side, category },
          ...{ invited: invited[side], answered: current[side].length },
        })),
      }
    }
  }
  const portfolio: ReleasedCell[] = []
  for (const cells of pools.rows()) {
    portfolio.push(...cells.filter(({ scope }) => scope === 'portfolio'))
    yield { cells, participation: [] }
  }
  for (const cells of unflagged?.rows(portfolio) ?? []) yield { cells, participation: [] }
}

/** Reads the wave once before: what all sides have in common must be known before the first one is told. */
async function addSpreads(
  db: Prisma.TransactionClient,
  { key: { workspaceId, waveId }, asked, isOwnSide }: { key: WaveKey; asked: readonly string[]; isOwnSide: boolean },
  spreads: CommonSpreads,
): Promise<void> {
  for (const relationshipIds of inBatches(asked, BATCH)) {
    const answers = isOwnSide
      ? groupBySide(await readScores(db, { workspaceId, waveIds: [waveId], relationshipIds }))
      : groupBySide<PlacedScores & { firm?: string }>(
          await readScoresOnly(db, { workspaceId, waveId, relationshipIds }),
        )
    for (const id of relationshipIds)
      for (const side of SIDES) {
        const own = answers(sideKey(id, waveId, side))
        const scores = own.map(({ scores }) => scores)
        spreads.add(scores, own[0]?.firm)
      }
  }
}

type BySide = Record<Side, StoredScores[]>
const NOBODY: BySide = { buyer: [], supplier: [] }

function bothSides(read: (side: Side) => StoredScores[]): BySide {
  return { buyer: read('buyer'), supplier: read('supplier') }
}

/**
 * Answers about a relationship in the waves before. Where some of them are gone (their time was over, somebody had them
 * erased) what was released of them cannot be told any more, and so nothing is: not of that wave, nor of one that leans on it.
 */
function readEarlier(
  relationshipId: string,
  waveIds: readonly string[],
  answers: (key: string) => StoredScores[],
  answered: ReadonlyMap<string, number>,
): BySide[] {
  const waves = waveIds.map((waveId) =>
    SIDES.map((side) => {
      const key = sideKey(relationshipId, waveId, side)
      const found = answers(key)
      return { found, isWhole: found.length === (answered.get(key) ?? 0) }
    }),
  )
  const readSide = (wave: number, side: number) => {
    const isWhole = waves.every((sides) => sides[side]?.isWhole)
    return isWhole ? (waves[wave]?.[side]?.found ?? []) : []
  }
  return waves.map((_, wave) => ({ buyer: readSide(wave, 0), supplier: readSide(wave, 1) }))
}
