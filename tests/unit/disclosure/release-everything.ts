import { makeCommonSpreads } from '#app/disclosure/common-spreads'
import { decidedIndices, indicesTold } from '#app/disclosure/decided-indices'
import { ownSideCells } from '#app/disclosure/own-side-cells'
import { groupRule, OWN_SIDE_POLICY } from '#app/disclosure/policy'
import { makePoolCells, poolKey } from '#app/disclosure/pool-cells'
import { relationshipCells } from '#app/disclosure/relationship-cells'
import { type ReleasedCell, releaseCell } from '#app/disclosure/release'
import { releaseWaveMeasurement } from '#app/disclosure/release-wave-measurement'
import { type EarlierRollUp, makeRollUpDecider, type RollUpInput } from '#app/disclosure/suppression/decide-roll-up'
import { type Answered, makeWaveDecider, type RelationshipWaves } from '#app/disclosure/suppression/decide-wave'
import { type Audience, showsOnlyPools } from '#app/studies/promise'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import { PAIR_INDICES } from '#app/trust/indices'
import { makeWaveMeasurement } from '#app/trust/measure-wave'
import { makePeopleRegister } from '#app/trust/people-register'
import { makePoolSummary } from '#app/trust/pool-summary'
import { type ScoresOfResponse, SIDES, type Side } from '#app/trust/scored-response'
import type { ReleasedSum, Unknowns } from './attacker'

/** What one person leaves out in every answer. */
export const PARTS = ['trust', 'time', 'time_hours', 'service_importance', 'service_received'] as const
export type Part = (typeof PARTS)[number]

export interface StudyAnswer {
  person: number
  relationship: number
  side: Side
  lacks: readonly Part[]
}

export interface StudyShape {
  audience: Audience
  minimumGroupSize: number
  relationships: { buyer: string; supplier: string; category: string }[]
  /** per wave: who answered about which relationship; the function belongs to the person */
  waves: StudyAnswer[][]
}

/** A number that was told: the sum lies between the two. */
export interface ToldSum {
  sum: ReleasedSum
  low: number
  high: number
}

/** Told to the people of one firm alone; to everybody without it. */
interface ToFirm {
  firm?: string | undefined
}

export interface EverythingReleased {
  cells: { wave: number; cell: ReleasedCell }[]
  /** sums of scores, whatever the scores are, and whose these are */
  sums: (ToldSum & ToFirm & { index: string })[]
  scores: Unknowns
  /** sums of squares, likewise */
  squareSums: (ToFirm & { sum: ReleasedSum })[]
  squares: Unknowns
  /** values over several waves that were released although a side was withheld in one of them */
  usefulRollUps: number
}

const FUNCTIONS = ['purchasing', 'quality', 'engineering']
const ROLLED_WAVES = 4
/** shares of time that are free to be what they are; one more is what is left to 100 */
const SHARES = ['time_price', 'time_contract', 'time_expediting'] as const
const SCORES = [
  ...['trust', 'unproductive', 'unproductive_strict', ...SHARES, 'time_design', 'time_hours'],
  ...['service_importance', 'service_received', 'service_gap'],
]
/** What scores are made of: no two of these have anything to do with each other. */
const FORMS: Readonly<Record<string, { constant?: number; of: Record<string, number> }>> = {
  trust: { of: { trust: 1 } },
  unproductive: { of: { time_price: 1, time_contract: 1, time_expediting: 1 } },
  unproductive_strict: { of: { time_price: 1, time_contract: 1 } },
  // as if everybody spent as many hours: somebody may know that
  unproductive_hours_weighted: { of: { time_price: 1, time_contract: 1, time_expediting: 1 } },
  ...Object.fromEntries(SHARES.map((share) => [share, { of: { [share]: 1 } }])),
  time_design: { constant: 100, of: Object.fromEntries(SHARES.map((share) => [share, -1])) },
  service_importance: { of: { service_importance: 1 } },
  service_received: { of: { service_received: 1 } },
  service_gap: { of: { service_received: 1, service_importance: -1 } },
}
/** Trust and time make health, with these weights. */
export const WEIGHTS = { trust: 60, promise_keeping: 0, information: 0, continuity: 0, voice: 0, unproductive: 40 }
const SCALE = { construct: 'trust', minimum: 1, maximum: 7, items: [{ id: 'trust_1', isReversed: false }] }

interface Answer extends Answered {
  wave: number
  relationship: number
}

/** Whole numbers from 0 on below `below`, the same for the same words. */
function pick(below: number, ...words: (string | number)[]): number {
  let hash = 2166136261
  for (const letter of words.join(' ')) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619)
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507)
  return ((hash ^ (hash >>> 13)) >>> 0) % below
}

/** Somebody's scores, none of them near an end of its scale. */
function scoresOf(lacks: readonly Part[], ...who: (string | number)[]): ScoresOfResponse {
  const has = (part: Part) => !lacks.includes(part)
  const point = (name: string) => 30 + pick(41, ...who, name)
  const [price = 0, contract = 0, expediting = 0] = SHARES.map((share) => 20 + pick(11, ...who, share))
  const [importance, received] = [point('importance'), point('received')]
  return {
    ...(has('trust') && { trust: point('trust') }),
    ...(has('time') && {
      ...{ unproductive: price + contract + expediting, unproductive_strict: price + contract },
      ...{ time_price: price, time_contract: contract, time_expediting: expediting },
      time_design: 100 - price - contract - expediting,
    }),
    ...(has('time_hours') && { time_hours: 10 }),
    ...(has('service_importance') && { service_importance: importance }),
    ...(has('service_received') && { service_received: received }),
    ...(has('service_importance') && has('service_received') && { service_gap: received - importance }),
  }
}

/** The answers of a study by wave, relationship and side: a person answers for one firm, once about each relationship. */
export function answersOfStudy(study: StudyShape): Record<Side, Answer[]>[][] {
  const { relationships } = study
  return study.waves.map((answers, wave) =>
    relationships.map((relationship, place): Record<Side, Answer[]> => {
      const bySide = (side: Side) => {
        const firm = relationship[side]
        const own = answers.filter((one) => one.relationship === place && one.side === side)
        return [...new Map(own.map((one) => [one.person, one])).values()].map(({ person, lacks }): Answer => {
          const name = `${firm}#${person}`
          const scores = scoresOf(lacks, name, wave, place)
          return { person: name, firm, function: FUNCTIONS[person % 3] ?? '', scores, wave, relationship: place }
        })
      }
      return { buyer: bySide('buyer'), supplier: bySide('supplier') }
    }),
  )
}

/** Publishes every wave of a study as publication does, and gives an attacker all that was released. */
export function releaseEverything(study: StudyShape): EverythingReleased {
  const { audience, minimumGroupSize, relationships } = study
  const policy = { audience, minimumGroupSize }
  const indices = indicesTold(SCORES, audience)
  const told = openTold(indices)
  const published: PublishedWave[] = []
  const isOwnSide = audience === 'own-side'
  let usefulRollUps = 0
  const waves = answersOfStudy(study)
  for (const { buyer, supplier } of waves.flat()) told.know([...buyer, ...supplier])
  const answersOf = (wave: number, place: number) => waves[wave]?.[place] ?? { buyer: [], supplier: [] }
  for (const wave of waves.keys()) {
    const decided = decidedIndices(indices)
    const decider = makeWaveDecider(groupRule(policy), decided)
    const pools = makePoolCells(indices, decider, policy, WEIGHTS)
    const own: PublishedWave = { pools: new Map(), cells: new Map(), rollUps: new Map() }
    published.push(own)
    const spreads = makeCommonSpreads(indices, audience)
    for (const place of relationships.keys())
      for (const side of SIDES) {
        const answers = answersOf(wave, place)[side]
        const scores = answers.map(({ scores }) => scores)
        spreads.add(scores, isOwnSide ? answers[0]?.firm : undefined)
      }
    const common = spreads.result()
    const measurement = makeWaveMeasurement(SIDES.map((side) => ({ ...SCALE, side })))
    for (const [place, { buyer, supplier, category }] of relationships.entries()) {
      const current = answersOf(wave, place)
      const poolsOf = (target: string, rater: string) => [
        ...[poolKey('portfolio', ''), poolKey('target-firm', target)],
        ...[poolKey('rater-firm', rater), poolKey('category', category)],
      ]
      const of: RelationshipWaves = {
        ...{ current, pools: { buyer: poolsOf(supplier, buyer), supplier: poolsOf(buyer, supplier) } },
        previous: answersOf(wave - 1, place),
        beforePrevious: answersOf(wave - 2, place),
      }
      const decide = decider.decideRelationship(of)
      const { previous } = of
      for (const side of SIDES) {
        pools.add(side, of.pools[side], current[side])
        own.pools.set(`${place} ${side}`, [...of.pools[side]])
      }
      const cells = relationshipCells({
        ...{ relationshipId: String(place), current, previous, indices, decide, policy },
        ...{ weights: WEIGHTS, spreads: common },
      })
      for (const cell of cells) {
        own.cells.set(`${place} ${cell.side} ${cell.index} ${cell.measure} ${cell.function}`, cell)
        told.add(cell, { current, previous: answersOf(wave - 1, place) }, wave)
      }
      if (isOwnSide) {
        const { beforePrevious } = of
        const relationshipId = String(place)
        const more = { relationshipId, indices, decided, weights: WEIGHTS, spreads }
        for (const cell of ownSideCells({ ...more, current, previous, beforePrevious })) {
          if (cell.side === 'both') throw new Error('a value of both sides is no firm’s own')
          const firm = relationships[place]?.[cell.side]
          own.cells.set(`${place} ${cell.side} ${cell.index} ${cell.measure} ${cell.function}`, cell)
          told.add(cell, { current, previous: answersOf(wave - 1, place) }, wave, firm)
        }
      }
      measurement.addRelationship(
        SIDES.flatMap((side) =>
          current[side].map(({ person, firm, scores }) => ({
            ...{ side, language: 'en', person, firm, flags: [] },
            answers: scores.trust === undefined ? {} : { trust_1: 1 + pick(7, person, wave, place) },
          })),
        ),
      )
    }
    const all = (pool: string) => (side: Side) =>
      relationships.flatMap((_, place) =>
        own.pools.get(`${place} ${side}`)?.includes(pool) ? answersOf(wave, place)[side] : [],
      )
    for (const cells of pools.rows())
      for (const cell of cells) {
        if (cell.scope === 'relationship' || cell.scope === 'own-side' || cell.scope === 'unflagged') continue
        if (cell.side === 'both') continue
        const pool = poolKey(cell.scope, cell.scopeKey)
        own.cells.set(`${pool} ${cell.side} ${cell.index}`, cell)
        told.add(cell, { current: { buyer: all(pool)('buyer'), supplier: all(pool)('supplier') } }, wave)
      }
    const sides = SIDES.map((side) => relationships.map((_, place) => answersOf(wave, place)[side]))
    const levelOf = (place: number, side: Side, index: string) => own.cells.get(`${place} ${side} ${index} level `)
    // of a pooled study nothing is told that they are in
    if (audience === 'shared') told.addCommonSpreads(wave, sides, new Set(common.keys()), levelOf)
    if (isOwnSide)
      for (const firm of new Set(sides.flat(2).map((one) => one.firm))) {
        const ofFirm = sides.map((answers) => answers.map((side) => side.filter((one) => one.firm === firm)))
        told.addCommonSpreads(wave, ofFirm, new Set(spreads.result(firm).keys()), levelOf, firm)
      }
    for (const row of releaseWaveMeasurement(measurement, ['en'], policy))
      if (row.status === 'released' && row.kind === 'scale' && row.values.coefficients.icc1 !== null) {
        const whole = own.cells.get(`${poolKey('portfolio', '')} ${row.side} trust`)
        // where nobody is told of all sides, the means of those that own firms are shown are unknown to others
        const known: LevelOf = showsOnlyPools(audience) ? () => undefined : levelOf
        told.addIntraclass(wave, row.side, sides[SIDES.indexOf(row.side)] ?? [], known, whole?.status === 'released')
      }
    if (audience === 'pooled') continue
    const means = indices.filter(({ isMeanOfScores }) => isMeanOfScores)
    const inputs = means.flatMap((index) =>
      relationships.flatMap((_, place) =>
        SIDES.map((side) => {
          const input = rollUpInput(published, { index, side, place }, answersOf)
          const waves = isOwnSide ? input.waves.map((one) => ({ ...one, pools: '' })) : input.waves
          return { index, side, place, input: { ...input, waves } }
        }),
      ),
    )
    const rolledPolicy = isOwnSide ? OWN_SIDE_POLICY : policy
    const decider4 = makeRollUpDecider(rolledPolicy.minimumGroupSize)
    for (const { input } of inputs) decider4.look(input)
    for (const { index, side, place, input } of inputs) {
      if (!decider4.decide(input)) continue
      const rolled = input.waves.flatMap((__, back) => having(answersOf(wave - back, place)[side], index))
      const summary = makePoolSummary(1)
      const register = makePeopleRegister()
      for (const { person, firm, scores } of rolled)
        summary.add(register.numberOf(person, firm), [scores[index.id] ?? undefined])
      const value = summary.summarize(0)
      if (!value) continue
      const scope = isOwnSide ? 'own-side' : 'relationship'
      const at = { index: index.id, side, scope, scopeKey: String(place), function: '' } as const
      // its spread is never told, see openRollUps
      const cell = releaseCell(
        { ...at, measure: 'roll-up' },
        'released',
        { value: { ...value, sd: undefined }, n: value.n, waves: input.waves.length },
        rolledPolicy,
      )
      told.add(
        cell,
        { current: { buyer: rolled, supplier: rolled } },
        wave,
        isOwnSide ? relationships[place]?.[side] : undefined,
      )
      if (input.waves.some(({ isReleased, people }) => !isReleased && people.size > 0)) usefulRollUps += 1
      own.rollUps.set(`${place} ${side} ${index.id}`, input.waves.length)
    }
  }
  return { ...told.result(), usefulRollUps }
}

function having<One extends Answered>(answers: readonly One[], index: SideIndexDefinition): One[] {
  return answers.filter(({ scores }) =>
    index.isMeanOfScores ? typeof scores[index.id] === 'number' : index.measure([{ scores }]) !== undefined,
  )
}

type Sides = Record<Side, readonly Answer[]>
type LevelOf = (place: number, side: Side, index: string) => ReleasedCell | undefined

/** Turns every released value into what an attacker knows by it. */
function openTold(indices: readonly SideIndexDefinition[]) {
  const cells: EverythingReleased['cells'] = []
  const sums: EverythingReleased['sums'] = []
  const scores = new Map<string, readonly string[]>()
  const squareSums: EverythingReleased['squareSums'] = []
  const squares = new Map<string, readonly string[]>()
  const definitionOf = (id: string) => indices.find((index) => index.id === id)
  const nameOf = ({ wave, relationship, person }: Answer) => `${wave} ${relationship} ${person}`

  /** The sum of an index over answers, each weighing the same. */
  function addTo(sum: Map<string, number>, answers: readonly Answer[], index: string, weight: number): number {
    const { of, constant = 0 } = FORMS[index] ?? { of: {} }
    for (const answer of answers)
      for (const [score, times] of Object.entries(of)) {
        const unknown = `${nameOf(answer)} ${score}`
        scores.set(unknown, [answer.person])
        sum.set(unknown, (sum.get(unknown) ?? 0) + weight * times)
      }
    return constant * answers.length * weight
  }
  /** A mean that was told to half a point (where `mean` is a multiple of what was told, to as many times that), times `n`. */
  function addSum(
    { index, firm }: ToFirm & { index: string },
    mean: number,
    n: number,
    fill: (sum: Map<string, number>) => number,
    times = 1,
  ): void {
    const sum = new Map<string, number>()
    const constant = fill(sum)
    const known = mean * n - constant
    const half = (times * n) / 2
    sums.push({ index, firm, sum, low: known - half, high: known + half })
  }
  function addSquares(sum: Map<string, number>, answers: readonly Answer[], index: string, weight: number): void {
    for (const answer of answers) {
      const unknown = `${nameOf(answer)} ${index}`
      squares.set(unknown, [answer.person])
      sum.set(unknown, (sum.get(unknown) ?? 0) + weight)
    }
  }
  /** n times the square of the mean of a side, where it is not told */
  function addMeanSquare(sum: Map<string, number>, key: string, answers: readonly Answer[], weight: number): void {
    squares.set(key, [...new Set(answers.map(({ person }) => person))])
    sum.set(key, (sum.get(key) ?? 0) + weight)
  }
  return {
    /** Whose answers there are, whether anything is told of them or not. */
    know(answers: readonly Answer[]): void {
      for (const { id } of indices)
        for (const answer of answers)
          if (id in FORMS)
            for (const score of Object.keys(FORMS[id]?.of ?? {}))
              scores.set(`${nameOf(answer)} ${score}`, [answer.person])
    },
    add(
      cell: ReleasedCell,
      { current, previous }: { current: Sides; previous?: Sides },
      wave: number,
      firm?: string,
    ): void {
      cells.push({ wave, cell })
      if (cell.status !== 'released') return
      const { index: id, side, measure, mean } = cell
      const at = { index: id, firm }
      const of = (answers: readonly Answer[], index = definitionOf(id)) => (index ? having(answers, index) : [])
      if (side === 'both') {
        const pair = PAIR_INDICES.find((one) => one.id === id)
        if (!pair) return
        const own = SIDES.map((one) => of(current[one], definitionOf(pair.of)))
        const [buyers = 1, suppliers = 1] = own.map(({ length }) => length)
        const sign = pair.id.endsWith('_gap') ? -1 : 1
        // which side is lower, its mean tells as well
        if (pair.id === 'mutual_trust_min') return
        // n times a mean of two means counts each half
        const times = sign === 1 ? 2 : 1
        const fill = (sum: Map<string, number>) => {
          const one = addTo(sum, own[0] ?? [], pair.of, suppliers)
          return one + addTo(sum, own[1] ?? [], pair.of, sign * buyers)
        }
        addSum(at, mean * times, buyers * suppliers, fill, times)
        return
      }
      const index = definitionOf(id)
      // health is computed from released values alone, see attack.test.ts
      if (!index) return
      const now = of(current[side])
      const before = of(previous?.[side] ?? [])
      if (measure === 'change') {
        addSum(at, mean, now.length * before.length, (sum) => {
          const one = addTo(sum, now, id, before.length)
          return one + addTo(sum, before, id, -now.length)
        })
        return
      }
      if (measure === 'panel-change') {
        const both = new Set(
          before.map(({ person }) => person).filter((person) => now.some((own) => own.person === person)),
        )
        const stayed = (answers: readonly Answer[]) => answers.filter(({ person }) => both.has(person))
        addSum(at, mean, both.size, (sum) => addTo(sum, stayed(now), id, 1) + addTo(sum, stayed(before), id, -1))
        return
      }
      const members = now.filter(
        (one) =>
          (cell.function === '' || one.function === cell.function) &&
          (measure !== 'matched' || typeof one.scores[index.matchedWith ?? ''] === 'number'),
      )
      addSum(at, mean, members.length, (sum) => addTo(sum, members, id, 1))
      if (cell.sd !== undefined) {
        const sum = new Map<string, number>()
        addSquares(sum, members, `${wave} ${id}`, 1)
        squareSums.push({ firm, sum })
      }
    },
    /** The intervals of small sides tell what these have in common. */
    addCommonSpreads(
      wave: number,
      sides: readonly (readonly Answer[][])[],
      told: ReadonlySet<string>,
      levelOf: LevelOf,
      firm?: string,
    ) {
      for (const index of indices) {
        if (!told.has(index.id)) continue
        const sum = new Map<string, number>()
        for (const [number, ofSide] of sides.entries())
          for (const [place, answers] of ofSide.entries()) {
            const own = having(answers, index)
            if (own.length === 0 || own.length >= 10) continue
            addSquares(sum, own, `${wave} ${index.id}`, 1)
            const side = SIDES[number] ?? 'buyer'
            if (levelOf(place, side, index.id)?.status !== 'released')
              addMeanSquare(sum, `${wave} ${place} ${side} ${index.id}`, own, -1)
          }
        squareSums.push({ firm, sum })
      }
    },
    /** An intraclass correlation tells how many times the squares within sides those between them are. */
    addIntraclass(wave: number, side: Side, ofSide: readonly Answer[][], levelOf: LevelOf, isWholeTold: boolean) {
      const index = definitionOf('trust')
      const sum = new Map<string, number>()
      const times = 2 + pick(1000, wave, side)
      const whole = ofSide.flatMap((answers) => (index ? having(answers, index) : []))
      for (const [place, answers] of ofSide.entries()) {
        const own = index ? having(answers, index) : []
        if (own.length === 0) continue
        addSquares(sum, own, `${wave} trust`, -times)
        if (levelOf(place, side, 'trust')?.status !== 'released')
          addMeanSquare(sum, `${wave} ${place} ${side} trust`, own, 1 + times)
      }
      if (!isWholeTold) addMeanSquare(sum, `${wave} ${side} whole`, whole, -1)
      squareSums.push({ sum })
    },
    result: () => ({ cells, sums, scores, squareSums, squares }),
  }
}

/** What stays known of a wave that was published: what the next ones lean on. */
interface PublishedWave {
  /** of each relationship and side */
  pools: Map<string, string[]>
  /** levels by place, side and index; pools likewise */
  cells: Map<string, ReleasedCell>
  /** number of waves */
  rollUps: Map<string, number>
}

function rollUpInput(
  published: readonly PublishedWave[],
  { index, side, place }: { index: SideIndexDefinition; side: Side; place: number },
  answersOf: (wave: number, place: number) => Record<Side, Answer[]>,
): RollUpInput {
  const newest = published.length - 1
  const waves = published.toReversed()
  const isReleased = (one: PublishedWave | undefined, key: string) => one?.cells.get(key)?.status === 'released'
  const levels = waves.map((one) => isReleased(one, `${place} ${side} ${index.id} level `))
  return {
    // a side is decided by itself, so it can stand for the relationship
    ...{ relationship: `${place} ${side}`, place: `${side} ${index.id}`, releasedLevels: levels, isWanted: true },
    waves: waves.slice(0, ROLLED_WAVES).map((one, back) => ({
      people: new Set(having(answersOf(newest - back, place)[side], index).map(({ person }) => person)),
      isReleased: levels[back] === true,
      pools: (one.pools.get(`${place} ${side}`) ?? [])
        .filter((pool) => isReleased(one, `${pool} ${side} ${index.id}`))
        .join('|'),
    })),
    earlier: waves.flatMap((one, back): EarlierRollUp[] => {
      const count = back === 0 ? undefined : one.rollUps.get(`${place} ${side} ${index.id}`)
      return count === undefined ? [] : [{ newest: back, waves: count }]
    }),
  }
}
