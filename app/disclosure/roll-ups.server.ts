import type { Prisma } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { readScores, type StoredScores } from '#app/responses/read-scores.server'
import { weighResponses } from '#app/studies/function-weights'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import { makePeopleRegister } from '#app/trust/people-register'
import { makePoolSummary } from '#app/trust/pool-summary'
import { SIDES, type Side, type WeighedScores } from '#app/trust/scored-response'
import { makeCommonSpreads } from './common-spreads'
import type { PublicationPlan } from './plan-publication.server'
import { OWN_SIDE_POLICY } from './policy'
import { countAnswered, groupBySide, poolsOf, sideKey } from './read-asked.server'
import {
  type ReadStored,
  readPoolRows,
  readRelationshipIds,
  readStored,
  type SingleScope,
  type StoredCells,
} from './read-stored.server'
import { fromReleaseStore, type ReleasedCell, releaseCell } from './release'
import { halvesOfMean } from './round-value'
import { makeRollUpDecider, type RollUpInput } from './suppression/decide-roll-up'

/** Waves that a roll-up is over. */
const ROLLED_WAVES = 4
/** An earlier roll-up that overlaps with this one begins at most so many waves ago. */
const SEEN_WAVES = 2 * ROLLED_WAVES - 1
const BATCH = 200

export interface RollUps {
  /** Released values over the last waves of some relationships; those that are withheld are left out. */
  compute(relationshipIds: readonly string[], stored: StoredCells): Promise<ReleasedCell[]>
}

/**
 * Values over the last four waves together, for sides that are too small in each of them. Looks at all relationships of these
 * waves first, so that each can be decided afterwards.
 * @returns undefined where the waves before were published by a method that did not keep what is needed
 */
export async function openRollUps(
  db: Prisma.TransactionClient,
  { key: { workspaceId, waveId }, indices, policy: promised, functionWeights, earlier }: PublicationPlan,
  scope: SingleScope,
): Promise<RollUps | undefined> {
  const isOwnSide = scope === 'own-side'
  const policy = isOwnSide ? OWN_SIDE_POLICY : promised
  const seenIds = [waveId, ...earlier.map(({ id }) => id)].slice(0, SEEN_WAVES)
  const waveIds = seenIds.slice(0, ROLLED_WAVES)
  const without = await db.participation.count({ where: { workspaceId, waveId: { in: waveIds }, category: null } })
  if (without > 0) return undefined
  const means = indices.filter(({ isMeanOfScores }) => isMeanOfScores)
  const asked = new Set(await readRelationshipIds(db, workspaceId, [waveId]))
  const releasedPools = await Promise.all(waveIds.map((id) => readReleasedPools(db, workspaceId, id, means)))
  const decider = makeRollUpDecider(policy.minimumGroupSize)
  const spreads = makeCommonSpreads(means, policy.audience)

  const readSides = async (relationshipIds: readonly string[], stored: StoredCells): Promise<RolledSide[]> => {
    const read = await readScores(db, { workspaceId, waveIds, relationshipIds })
    const answers = groupBySide(weighResponses(read, functionWeights))
    const answered = await countAnswered(db, workspaceId, waveIds, relationshipIds)
    const pools = await readPoolsOf(db, { workspaceId, waveIds, relationshipIds })
    return relationshipIds.flatMap((relationship) =>
      SIDES.map((side) => {
        const keys = waveIds.map((id) => sideKey(relationship, id, side))
        const waves = keys.map(answers)
        // where answers are gone, nobody can say any more what else was told of them
        const isWhole = keys.every((key, wave) => waves[wave]?.length === (answered.get(key) ?? 0))
        const inputs = means.map((index, place): RollUpInput => {
          const cellOf = (id: string, measure: string) => stored(relationship, id, `${measure} ${side} ${index.id}`)
          const releasedLevels = seenIds.map((id) => cellOf(id, 'level')?.status === 'released')
          return {
            ...{ relationship, place: `${side} ${index.id}`, releasedLevels },
            waves: waves.map((own, wave) => ({
              people: peopleWith(own, index),
              isReleased: releasedLevels[wave] === true,
              // of others in a pool a firm knows nothing, see `ownSideCells`
              pools: isOwnSide
                ? ''
                : pools(keys[wave] ?? '')
                    .filter((pool) => releasedPools[wave]?.(side, place).has(pool))
                    .join('|'),
            })),
            earlier: seenIds.flatMap((id, newest) => {
              const cell = newest === 0 ? undefined : cellOf(id, 'roll-up')
              return cell?.status === 'released' ? [{ newest, waves: cell.waves ?? ROLLED_WAVES }] : []
            }),
            isWanted: asked.has(relationship) && isWhole,
          }
        })
        return { side, answers: waves.flat(), newest: waves[0] ?? [], inputs }
      }),
    )
  }
  for (const relationshipIds of inBatches(await readRelationshipIds(db, workspaceId, waveIds), BATCH)) {
    const stored = await readStored(db, { workspaceId, waveIds: seenIds, relationshipIds, scope })
    for (const { inputs, newest } of await readSides(relationshipIds, stored)) {
      for (const input of inputs) decider.look(input)
      // as for the wave itself: a second spread would tell of the waves less the first
      const scores = newest.map(({ scores }) => scores)
      spreads.add(scores, isOwnSide ? newest[0]?.firm : undefined)
    }
  }
  return {
    async compute(relationshipIds, stored) {
      const sides = await readSides(relationshipIds, stored)
      return sides.flatMap(({ side, answers, inputs }) => {
        const summary = makePoolSummary(means.length)
        const register = makePeopleRegister()
        const common = spreads.result(isOwnSide ? answers[0]?.firm : undefined)
        for (const { person, firm, scores, weight } of answers)
          summary.add(
            register.numberOf(person, firm),
            means.map(({ scores: [score = ''] }) => scores[score] ?? undefined),
            weight,
          )
        return inputs.flatMap((input, place) => {
          const whole = summary.summarize(place)
          if (!whole || !decider.decide(input)) return []
          const value = policy.audience === 'attributed' ? whole : { ...whole, sd: undefined }
          const at = {
            index: means[place]?.id ?? '',
            side,
            scope,
            scopeKey: input.relationship,
          } as const
          const halves = halvesOfMean(value, common.get(at.index), policy)
          const told = { value, n: value.n, waves: waveIds.length, ...halves }
          return [releaseCell({ ...at, function: '', measure: 'roll-up' }, 'released', told, policy)]
        })
      })
    },
  }
}

interface RolledSide {
  side: Side
  /** of all the waves */
  answers: (StoredScores & WeighedScores)[]
  newest: StoredScores[]
  /** one for each index that is a mean */
  inputs: RollUpInput[]
}

function peopleWith(answers: readonly StoredScores[], { scores: [score = ''] }: SideIndexDefinition): Set<string> {
  return new Set(answers.flatMap(({ person, scores }) => (typeof scores[score] === 'number' ? [person] : [])))
}

/** Which pools of a wave were released, by side and place of the index. */
async function readReleasedPools(
  db: Prisma.TransactionClient,
  workspaceId: string,
  waveId: string,
  indices: readonly SideIndexDefinition[],
): Promise<(side: Side, index: number) => ReadonlySet<string>> {
  const places = new Map(indices.map(({ id }, place) => [id, place]))
  const released: Record<Side, Set<string>[]> = {
    buyer: indices.map(() => new Set()),
    supplier: indices.map(() => new Set()),
  }
  for (const row of await readPoolRows(db, { workspaceId, waveIds: [waveId] }))
    for (const { side, index, status, scope, scopeKey } of fromReleaseStore(row))
      if (status === 'released' && side !== 'both') released[side][places.get(index) ?? -1]?.add(`${scope} ${scopeKey}`)
  return (side, index) => released[side][index] ?? new Set()
}

/** The pools that the answers of each side went into when a wave was published. */
async function readPoolsOf(
  db: Prisma.TransactionClient,
  { workspaceId, waveIds, relationshipIds }: ReadStored,
): Promise<(key: string) => string[]> {
  const rows = await db.participation.findMany({
    where: { workspaceId, waveId: { in: [...waveIds] }, relationshipId: { in: [...relationshipIds] } },
    include: { relationship: { select: { buyerId: true, supplierId: true } } },
  })
  const pools = new Map(
    rows.map(({ relationship, category, ...row }) => [
      sideKey(row.relationshipId, row.waveId, row.side),
      poolsOf({ ...relationship, category: category ?? '' })[row.side as Side],
    ]),
  )
  return (key) => pools.get(key) ?? []
}
