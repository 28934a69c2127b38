import type { Prisma, Wave } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { HEALTH_PARTS, healthWeights } from '#app/studies/health-weights'
import { HEALTH, INDICES, PAIR_INDICES } from '#app/trust/indices'
import { SIDES, type Side } from '#app/trust/scored-response'
import { rootOfSquares } from './halves'
import type { PublicationPlan } from './plan-publication.server'
import type { DisclosurePolicy } from './policy'
import { readPoolRows, readRelationshipIds, readStored } from './read-stored.server'
import { type CellPlace, fromReleaseStore, type ReleasedCell, releaseDifference, releaseTrend } from './release'
import { openRollUps } from './roll-ups.server'

const BATCH = 200
const LEVELS = INDICES.flatMap(({ id: index }) => ([...SIDES, 'both'] as const).map((side) => ({ index, side })))
const LEVELS_OF_BOTH = LEVELS.filter(({ side }) => side === 'both')

/**
 * What a wave and those before it show together: the trend of every index, from released levels alone, and values over the
 * last waves for sides that are too small in each. Comes after the wave's own values have been stored, and computes the
 * same for the same waves.
 */
export async function* computeOverWaves(
  db: Prisma.TransactionClient,
  plan: PublicationPlan,
): AsyncGenerator<ReleasedCell[]> {
  const { workspaceId, waveId } = plan.key
  const waves = [plan.wave, ...plan.earlier]
  if (waves.length < 2) return
  yield* poolMoves(db, plan, waves)
  if (plan.policy.audience === 'pooled') return
  const scope = plan.policy.audience === 'own-side' ? 'own-side' : 'relationship'
  const rollUps = await openRollUps(db, plan, scope)
  for (const relationshipIds of inBatches(await readRelationshipIds(db, workspaceId, [waveId]), BATCH)) {
    const stored = await readStored(db, { workspaceId, waveIds: waves.map(({ id }) => id), relationshipIds, scope })
    for (const scopeKey of relationshipIds) {
      const levelOf = (id: string, side: string, index: string) => stored(scopeKey, id, `level ${side} ${index}`)
      const changeOf = (side: Side, index: string) => stored(scopeKey, waveId, `change ${side} ${index}`)
      yield [
        ...trends(waves, { scope, scopeKey }, levelOf),
        ...changesOfBoth(waves, { scope, scopeKey }, levelOf, changeOf, plan.policy),
      ]
    }
    yield (await rollUps?.compute(relationshipIds, stored)) ?? []
  }
}

type NumberedWave = Pick<Wave, 'id' | 'number' | 'healthWeights'>
type LevelOf = (waveId: string, side: CellPlace['side'], index: string) => ReleasedCell | undefined

/** The waves whose value is one with that of the newest: health of other parts or weights is another composite. */
function comparable(
  waves: readonly NumberedWave[],
  { side, index }: Pick<CellPlace, 'side' | 'index'>,
  levelOf: LevelOf,
): readonly NumberedWave[] {
  if (index !== HEALTH.id) return waves
  const compositeOf = ({ id, healthWeights: stored }: NumberedWave) => {
    const weights = healthWeights(stored)
    const isTold = (own: Side, part: string) => levelOf(id, own, part)?.status === 'released'
    return (side === 'both' ? SIDES : [side])
      .flatMap((own) => HEALTH_PARTS.map((part) => (isTold(own, part) ? weights[part] : 0)))
      .join(' ')
  }
  return waves.filter((wave) => waves[0] && compositeOf(wave) === compositeOf(waves[0]))
}

/** Where the newest wave has the value: a trend up to another one would be one of the past. */
function* trends(
  waves: readonly NumberedWave[],
  place: Pick<CellPlace, 'scope' | 'scopeKey'>,
  levelOf: LevelOf,
): Generator<ReleasedCell> {
  for (const { index, side } of LEVELS) {
    if (levelOf(waves[0]?.id ?? '', side, index)?.status !== 'released') continue
    const levels = comparable(waves, { side, index }, levelOf).flatMap(({ id, number }) => {
      const cell = levelOf(id, side, index)
      return cell ? [{ wave: number, cell }] : []
    })
    const trend = releaseTrend({ ...place, index, side, function: '' }, levels)
    if (trend) yield trend
  }
}

/** Since the wave before, where both have the value. */
function changeSince(
  waves: readonly NumberedWave[],
  place: Pick<CellPlace, 'scope' | 'scopeKey' | 'index' | 'side'>,
  levelOf: LevelOf,
  policy: DisclosurePolicy,
  indicative?: number,
): ReleasedCell | undefined {
  const { side, index } = place
  const [after, before] = comparable(waves.slice(0, 2), place, levelOf).map(({ id }) => levelOf(id, side, index))
  return releaseDifference({ ...place, function: '' }, { before, after, indicative }, policy)
}

/**
 * Of both sides of a relationship, where the changes of both are told that they come from; it is reliable beyond what makes theirs
 * reliable together. Of health nobody says what is: its parts are not independent.
 */
function* changesOfBoth(
  waves: readonly NumberedWave[],
  place: Pick<CellPlace, 'scope' | 'scopeKey'>,
  levelOf: LevelOf,
  changeOf: (side: Side, index: string) => ReleasedCell | undefined,
  policy: DisclosurePolicy,
): Generator<ReleasedCell> {
  const toldOf = (index: string) =>
    SIDES.flatMap((side) => {
      const change = changeOf(side, index)
      return change?.status === 'released' ? [change] : []
    })
  for (const { index, side } of LEVELS_OF_BOTH) {
    const pair = PAIR_INDICES.find(({ id }) => id === index)
    const parts = pair ? [pair.of] : HEALTH_PARTS.filter((part) => levelOf(waves[0]?.id ?? '', 'buyer', part))
    if (parts.length === 0 || !parts.every((part) => toldOf(part).length === SIDES.length)) continue
    const root = pair && rootOfSquares(...toldOf(pair.of).map(({ indicative }) => indicative))
    const indicative = root === undefined || pair?.spread === undefined ? undefined : pair.spread * root
    const change = changeSince(waves, { ...place, index, side }, levelOf, policy, indicative)
    if (change) yield change
  }
}

async function* poolMoves(
  db: Prisma.TransactionClient,
  { key: { workspaceId }, policy }: PublicationPlan,
  waves: readonly NumberedWave[],
): AsyncGenerator<ReleasedCell[]> {
  const cells = new Map<string, ReleasedCell>()
  const pools = new Map<string, Pick<CellPlace, 'scope' | 'scopeKey'>>()
  for (const row of await readPoolRows(db, { workspaceId, waveIds: waves.map(({ id }) => id) }))
    for (const cell of fromReleaseStore(row)) {
      const pool = `${cell.scope} ${cell.scopeKey}`
      pools.set(pool, { scope: cell.scope, scopeKey: cell.scopeKey })
      cells.set(`${pool} ${row.waveId} ${cell.side} ${cell.index}`, cell)
    }
  for (const [pool, place] of pools) {
    const levelOf = (id: string, side: string, index: string) => cells.get(`${pool} ${id} ${side} ${index}`)
    const moves = LEVELS.flatMap((level) => changeSince(waves, { ...place, ...level }, levelOf, policy) ?? [])
    yield [...moves, ...trends(waves, place, levelOf)]
  }
}
