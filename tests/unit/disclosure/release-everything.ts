import { groupRule } from '#app/disclosure/policy'
import { type EarlierRollUp, makeRollUpDecider, type RollUpInput } from '#app/disclosure/suppression/decide-roll-up'
import { type Answered, makeWaveDecider } from '#app/disclosure/suppression/decide-wave'
import type { Audience } from '#app/studies/promise'
import { type ScoresOfResponse, SIDES, type Side } from '#app/trust/scored-response'
import type { ReleasedSum } from './attacker'

export interface StudyShape {
  audience: Audience
  minimumGroupSize: number
  relationships: { buyer: string; supplier: string; category: string }[]
  /** per wave: who answered about which relationship; the function belongs to the person */
  waves: { person: number; relationship: number; side: Side; isMatched: boolean }[][]
}

const FUNCTIONS = ['purchasing', 'quality', 'engineering']
const ROLLED_WAVES = 4
const INDEX = {
  ...{ id: 'trust', isIn: () => true, isPooled: true },
  isMatched: ({ matched }: ScoresOfResponse) => matched === 1,
}

/** What stays known of a wave that was published: what the next ones lean on. */
interface PublishedWave {
  /** by relationship and side */
  people: Map<string, string[]>
  releasedLevels: Set<string>
  /** released pools of each relationship and side */
  pools: Map<string, string[]>
  /** number of waves, by relationship and side */
  rollUps: Map<string, number>
}

export interface EverythingReleased {
  sums: ReleasedSum[]
  personOf: Map<string, string>
  /** values over several waves that were released although a side was withheld in one of them */
  usefulRollUps: number
}

/** Publishes every wave of a study as publication does, and gives an attacker all that was released of one index. */
export function releaseEverything({
  audience,
  minimumGroupSize,
  relationships,
  waves,
}: StudyShape): EverythingReleased {
  const sums: ReleasedSum[] = []
  const personOf = new Map<string, string>()
  const published: PublishedWave[] = []
  let usefulRollUps = 0
  const rule = groupRule({ audience, minimumGroupSize })
  const nameOf = (wave: number, relationship: number, person: string) => `${wave} ${relationship} ${person}`
  // a person answers for one firm
  const answersOf = (wave: number, place: number): Record<Side, Answered[]> => {
    const relationship = relationships[place]
    const bySide = (side: Side) => {
      const firm = relationship?.[side] ?? ''
      const people = (waves[wave] ?? []).filter((one) => one.relationship === place && one.side === side)
      const matched = new Map(people.map(({ person, isMatched }) => [person, isMatched]))
      return [...matched].map(([number, isMatched]) => {
        const person = `${firm}#${number}`
        personOf.set(nameOf(wave, place, person), person)
        return { person, firm, function: FUNCTIONS[number % 3] ?? '', scores: { matched: Number(isMatched) } }
      })
    }
    return { buyer: bySide('buyer'), supplier: bySide('supplier') }
  }
  for (const wave of waves.keys()) {
    const decider = makeWaveDecider(rule, [INDEX])
    const members = new Map<string, string[]>()
    const own: PublishedWave = { people: new Map(), releasedLevels: new Set(), pools: new Map(), rollUps: new Map() }
    published.push(own)
    for (const [place, { buyer, supplier, category }] of relationships.entries()) {
      const current = answersOf(wave, place)
      const pools = {
        buyer: ['portfolio', `target-firm ${supplier}`, `rater-firm ${buyer}`, `category ${category}`],
        supplier: ['portfolio', `target-firm ${buyer}`, `rater-firm ${supplier}`, `category ${category}`],
      }
      const decide = decider.decideRelationship({
        ...{ current, pools },
        previous: answersOf(wave - 1, place),
        beforePrevious: answersOf(wave - 2, place),
      })
      for (const side of SIDES) {
        const key = `${place} ${side}`
        const sumOf = (answers: Answered[]): ReleasedSum =>
          new Map(answers.map(({ person }) => [nameOf(wave, place, person), 1]))
        const { level, matched, functions, panel } = decide(side, 'trust')
        const answers = current[side]
        own.people.set(
          key,
          answers.map(({ person }) => person),
        )
        own.pools.set(key, pools[side])
        for (const pool of pools[side])
          members.set(`${side} ${pool}`, [...(members.get(`${side} ${pool}`) ?? []), ...sumOf(answers).keys()])
        if (level === 'released') {
          own.releasedLevels.add(key)
          sums.push(sumOf(answers))
        }
        if (matched === 'released') sums.push(sumOf(answers.filter(({ scores }) => scores.matched === 1)))
        for (const [name, decision] of functions)
          if (decision === 'released') sums.push(sumOf(answers.filter((one) => one.function === name)))
        if (panel.isShown)
          sums.push(
            new Map(
              [...panel.stayed].flatMap((person) => [
                [nameOf(wave, place, person), 1] as const,
                [nameOf(wave - 1, place, person), -1] as const,
              ]),
            ),
          )
      }
    }
    for (const side of SIDES) {
      const pools = [...members.keys()]
        .filter((key) => key.startsWith(`${side} `))
        .map((key) => key.slice(side.length + 1))
      const decisions = decider.decidePools(side, 'trust', pools)
      for (const [pool, decision] of decisions)
        if (decision === 'released') sums.push(new Map((members.get(`${side} ${pool}`) ?? []).map((name) => [name, 1])))
      for (const [key, names] of own.pools)
        if (key.endsWith(side))
          own.pools.set(
            key,
            names.filter((name) => decisions.get(name) === 'released'),
          )
    }
    if (audience === 'pooled') continue
    const inputs = [...own.people.keys()].map((key) => rollUpInput(published.toReversed(), key))
    const rollUps = makeRollUpDecider(minimumGroupSize)
    for (const input of inputs) rollUps.look(input)
    for (const input of inputs) {
      if (!rollUps.decide(input)) continue
      const rolled = input.waves.flatMap(({ people }, back) =>
        [...people].map((person) => [nameOf(wave - back, Number.parseInt(input.relationship, 10), person), 1] as const),
      )
      if (rolled.length > 0) sums.push(new Map(rolled))
      if (input.waves.some(({ isReleased, people }) => !isReleased && people.size > 0)) usefulRollUps += 1
      own.rollUps.set(input.relationship, input.waves.length)
    }
  }
  return { sums, personOf, usefulRollUps }
}

/** @param waves the newest first */
function rollUpInput(waves: PublishedWave[], key: string): RollUpInput {
  return {
    // a side is decided by itself, so it can stand for the relationship
    relationship: key,
    place: key.split(' ')[1] ?? '',
    waves: waves.slice(0, ROLLED_WAVES).map((one) => ({
      people: new Set(one.people.get(key)),
      isReleased: one.releasedLevels.has(key),
      pools: (one.pools.get(key) ?? []).join('|'),
    })),
    releasedLevels: waves.map((one) => one.releasedLevels.has(key)),
    earlier: waves.flatMap((one, newest): EarlierRollUp[] => {
      const count = newest === 0 ? undefined : one.rollUps.get(key)
      return count === undefined ? [] : [{ newest, waves: count }]
    }),
    isWanted: true,
  }
}
