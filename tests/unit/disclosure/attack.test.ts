// Whoever holds everything that is released, of all waves, must not be able to single out fewer people than was promised.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FEWEST_FOR_SPREAD, OWN_SIDE_POLICY } from '#app/disclosure/policy'
import type { CellPlace } from '#app/disclosure/release'
import { HEALTH_PARTS } from '#app/studies/health-weights'
import { showsOnlyPools } from '#app/studies/promise'
import { HEALTH } from '#app/trust/indices'
import { relationshipHealth } from '#app/trust/relationship-health'
import { SIDES } from '#app/trust/scored-response'
import { attack, type ReleasedSum, type Unknowns } from './attacker'
import { narrow } from './interval-attacker'
import { releaseEverything, type StudyShape, WEIGHTS } from './release-everything'
import { type StudyKind, shape } from './study-shapes'

/** `npm run test:attack` looks at many more. */
const RUNS = Number(process.env.ATTACK_RUNS ?? 200)
const SEED = Number(process.env.ATTACK_SEED ?? 20261124)

interface Promised {
  audience: StudyShape['audience']
  sizes: number[]
  firms: number
  kind: StudyKind
  /** share of the runs */
  share: number
  /** released sums that a study has on average: one that shows nothing is safe, too, but that is not what is tested */
  least: number
  /** and sums of squares */
  leastSquares: number
  /** and released values over several waves that say more than their waves */
  leastRolled: number
}

test.each([
  { audience: 'shared', sizes: [3, 4], firms: 3, kind: 'usual', share: 1, least: 8, leastSquares: 0, leastRolled: 0 },
  {
    audience: 'shared',
    sizes: [3, 4],
    firms: 3,
    kind: 'rare',
    share: 1 / 3,
    least: 1,
    leastSquares: 0,
    leastRolled: 0.1,
  },
  {
    audience: 'shared',
    sizes: [3, 4, 5],
    firms: 2,
    kind: 'many',
    share: 1 / 3,
    least: 8,
    leastSquares: 1,
    leastRolled: 0,
  },
  { audience: 'pooled', sizes: [5], firms: 5, kind: 'usual', share: 1 / 5, least: 1, leastSquares: 0, leastRolled: 0 },
  {
    audience: 'pooled',
    sizes: [5, 6],
    firms: 4,
    kind: 'many',
    share: 1 / 5,
    least: 1,
    leastSquares: 0,
    leastRolled: 0,
  },
  {
    audience: 'own-side',
    sizes: [5],
    firms: 6,
    kind: 'usual',
    share: 1 / 5,
    least: 8,
    leastSquares: 0,
    leastRolled: 0,
  },
  {
    audience: 'own-side',
    sizes: [5],
    firms: 3,
    kind: 'rare',
    share: 1 / 10,
    least: 8,
    leastSquares: 0,
    leastRolled: 0.1,
  },
  {
    audience: 'own-side',
    sizes: [5, 6],
    firms: 6,
    kind: 'many',
    share: 1 / 10,
    least: 8,
    leastSquares: 1,
    leastRolled: 0,
  },
] satisfies Promised[])('nobody can be singled out of a study, whatever its shape: $audience, $kind', (promise) => {
  let [released, squared, rolled, studies] = [0, 0, 0, 0]
  fc.assert(
    fc.property(shape(promise), (study) => {
      const { sums, scores, squareSums, squares, usefulRollUps } = releaseEverything(study)
      studies += 1
      released += sums.length
      squared += squareSums.length
      rolled += usefulRollUps
      const { minimumGroupSize: minimum } = study
      const isShownPools = showsOnlyPools(study.audience)
      const isOwnSide = study.audience === 'own-side'
      const firms = study.relationships.flatMap(({ buyer, supplier }) => [buyer, supplier])
      for (const firm of isOwnSide ? new Set(firms) : [undefined]) {
        const seen = (all: readonly { sum: ReleasedSum; firm?: string | undefined }[]) =>
          all.flatMap((one) => (one.firm === undefined || one.firm === firm ? [one.sum] : []))
        // own people from the same numbers as when both firms see both sides
        expect(attack(seen(sums), scores, isOwnSide ? OWN_SIDE_POLICY.minimumGroupSize : minimum)).toBeUndefined()
        expect(attack(seen(squareSums), squares, FEWEST_FOR_SPREAD)).toBeUndefined()
        if (!isShownPools) continue
        // others from as many people and firms as were promised, even if every answer of one's own people is known
        const [ofOthers, squaresOfOthers] = [
          seen(sums).map((sum) => without(firm, sum, scores)),
          seen(squareSums).map((sum) => without(firm, sum, squares)),
        ]
        expect(attack(ofOthers, scores, minimum)).toBeUndefined()
        expect(attack(ofOthers, firmsBehind(scores), 3)).toBeUndefined()
        expect(attack(squaresOfOthers, squares, FEWEST_FOR_SPREAD)).toBeUndefined()
        expect(attack(squaresOfOthers, firmsBehind(squares), 3)).toBeUndefined()
      }
    }),
    { numRuns: Math.ceil(RUNS * promise.share), seed: SEED, endOnFailure: true },
  )
  if (process.env.ATTACK_RUNS) console.log({ ...promise, studies, released, squared, rolled })
  expect(released / studies).toBeGreaterThan(promise.least)
  expect(squared / studies).toBeGreaterThanOrEqual(promise.leastSquares)
  expect(rolled / studies).toBeGreaterThanOrEqual(promise.leastRolled)
})

const firmOf = (person: string) => person.split('#')[0] ?? ''

/** A sum of which everything that a firm's own people said is known. */
function without(firm: string | undefined, sum: ReleasedSum, unknowns: Unknowns): ReleasedSum {
  return new Map([...sum].filter(([unknown]) => !unknowns.get(unknown)?.every((person) => firmOf(person) === firm)))
}

function firmsBehind(unknowns: Unknowns): Unknowns {
  return new Map([...unknowns].map(([unknown, people]) => [unknown, [...new Set(people.map(firmOf))]]))
}

/** Of one answer that nobody tells, from 0 to 100, at least so many points stay open; none of the answers is near an end. */
const LEAST_OPEN = 50

test.each(['usual', 'rare'] as const)(
  'what rounding and the ends of the scales tell narrows nobody down: %s',
  (kind) => {
    const promise = { audience: 'shared', sizes: [3, 4], firms: 3, kind, share: 1 / 6 } as const
    let narrowest = Number.POSITIVE_INFINITY
    fc.assert(
      fc.property(shape(promise), (study) => {
        const { sums, scores } = releaseEverything(study)
        const found = narrow(sums, scores, study.minimumGroupSize)
        if (!found) return
        narrowest = Math.min(narrowest, found.high - found.low)
        expect(found.high - found.low, JSON.stringify(found)).toBeGreaterThan(LEAST_OPEN)
      }),
      { numRuns: Math.ceil(RUNS * promise.share), seed: SEED, endOnFailure: true },
    )
    if (process.env.ATTACK_RUNS) console.log({ ...promise, narrowest })
  },
)

test('an attacker who knows of rounding narrows down who stands between two sums', () => {
  const told = (names: number[], mean: number) => ({
    ...{ sum: sum(...names), low: names.length * (mean - 0.5), high: names.length * (mean + 0.5) },
  })
  expect(narrow([told([0, 1, 2, 3], 50), told([0, 1, 2], 50)], people, 3)).toEqual({
    ...{ people: ['person 3'], low: 46.5, high: 53.5 },
  })
  // two of three that are 50 in the middle
  expect(narrow([told([0, 1, 2], 50)], people, 3)).toMatchObject({ low: 48.5, high: 151.5 })
})

test('health is computed from what is told: it tells nothing more', () => {
  let told = 0
  const promise = { audience: 'shared', sizes: [3], firms: 3, kind: 'usual' } as const
  for (const study of fc.sample(shape(promise), { numRuns: 30, seed: SEED })) {
    const levels = releaseEverything(study).cells.filter(
      ({ cell }) => cell.scope === 'relationship' && cell.measure === 'level' && cell.function === '',
    )
    const keyOf = (wave: number, { scopeKey, side, index }: CellPlace) => [wave, scopeKey, side, index].join(' ')
    const means = new Map(
      levels.flatMap(({ wave, cell }) => (cell.status === 'released' ? [[keyOf(wave, cell), cell.mean]] : [])),
    )
    const healthOf = (wave: number, place: CellPlace): number | undefined => {
      if (place.side === 'both') {
        const [buyer, supplier] = SIDES.map((side) => healthOf(wave, { ...place, side }))
        return buyer === undefined || supplier === undefined ? undefined : (buyer + supplier) / 2
      }
      const parts = HEALTH_PARTS.flatMap((index) => {
        const mean = means.get(keyOf(wave, { ...place, index }))
        return mean === undefined ? [] : [[index, { n: 1, mean, sd: 0 }]]
      })
      return relationshipHealth(Object.fromEntries(parts), WEIGHTS)?.mean
    }
    for (const { wave, cell } of levels) {
      if (cell.index !== HEALTH.id) continue
      const expected = healthOf(wave, cell)
      expect(cell.status === 'released' ? cell.mean : undefined).toBe(expected && Math.round(expected))
      told += Number(cell.status === 'released')
    }
  }
  expect(told).toBeGreaterThan(20)
})

const people = new Map(Array.from({ length: 7 }, (_, number) => [`${number} trust`, [`person ${number}`]]))
const sum = (...names: number[]): ReleasedSum => new Map(names.map((name) => [`${name} trust`, 1]))

test('the attacker finds what a total and its parts give away', () => {
  const total = sum(0, 1, 2, 3, 4, 5, 6)
  expect(attack([total, sum(0, 1, 2), sum(3, 4, 5)], people, 3)).toContain('person 6')
  expect(attack([total, sum(0, 1, 2)], people, 3)).toBeUndefined()
  expect(attack([sum(0, 1, 2, 3), sum(2, 3, 4, 5), sum(0, 1, 4)], people, 3)).toBeDefined()
  expect(attack([sum(0, 1)], people, 3)).toBeDefined()
  expect(attack([], people, 3)).toBeUndefined()
})
