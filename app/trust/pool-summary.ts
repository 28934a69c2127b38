import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import { tInterval } from '#app/statistics/intervals/t-interval'
import { makeNumberSet, type NumberSet } from './number-set'

export interface PoolSummary {
  /**
   * @param person by number, see `makePeopleRegister`
   * @param values of one answer, one for each score of the pool; undefined where it has none
   * @param weight above 0, where answers weigh differently
   */
  add(person: number, values: readonly (number | undefined)[], weight?: number): void
  /** @returns undefined before the first answer that has the score */
  summarize(score: number): SampleSummary | undefined
}

/**
 * Means of several scores over the answers about several relationships, answer by answer, without keeping them. A person
 * who answered about several relationships is counted once: `n` is people, the mean is over answers.
 *
 * The standard error divides the spread of the answers by the root of the number of people, not of answers: answers of one
 * person are not independent, and where people give about as many answers this bounds the error from above. Running sums after Welford 1962, Technometrics 4(3),
 * 419–420, https://doi.org/10.1080/00401706.1962.10490022
 *
 * Where answers weigh differently, sd² = Σ w (x − mean)² / (Σ w − Σ w² / Σ w) as in `weightedMean`, and so is the effective number
 * of people, (Σ w)² / Σ Wₖ², Wₖ what all answers of person k weigh. Weighted sums after West 1979, Communications of the ACM
 * 22(9), 532–535, https://doi.org/10.1145/359146.359153
 */
export function makePoolSummary(scores: number): PoolSummary {
  const answers = new Uint32Array(scores)
  const means = new Float64Array(scores)
  const squares = new Float64Array(scores)
  const weights = new Float64Array(scores)
  const squaredWeights = new Float64Array(scores)
  // people by which scores they have: almost all have the same
  const people = new Map<string, NumberSet>()
  // what the answers of each person weigh together, likewise; of nobody where all weigh the same
  const held = new Map<string, Map<number, number>>()
  const having = <Kept>(kept: ReadonlyMap<string, Kept>, score: number) =>
    [...kept].filter(([pattern]) => pattern[score] === '1').map(([, own]) => own)
  const squaresOfPeople = (score: number) => {
    const all = new Map<number, number>()
    for (const own of having(held, score))
      for (const [person, weight] of own) all.set(person, (all.get(person) ?? 0) + weight)
    return [...all.values()].reduce((sum, weight) => sum + weight ** 2, 0)
  }
  const countPeople = (score: number) => {
    const sets = having(people, score)
    if (sets.length === 1) return sets[0]?.size ?? 0
    const all = makeNumberSet()
    for (const those of sets) for (const person of those) all.add(person)
    return all.size
  }
  return {
    add(person, values, given) {
      const weight = given ?? 1
      let pattern = ''
      for (let score = 0; score < scores; score += 1) {
        const value = values[score]
        pattern += value === undefined ? '0' : '1'
        if (value === undefined) continue
        const before = weights[score] ?? 0
        const total = before + weight
        const distance = value - (means[score] ?? 0)
        // the first value itself: of values that are all alike the spread is 0, whatever they weigh
        const mean = before === 0 ? value : (means[score] ?? 0) + (weight * distance) / total
        answers[score] = (answers[score] ?? 0) + 1
        means[score] = mean
        squares[score] = (squares[score] ?? 0) + Math.max(0, weight * distance * (value - mean))
        weights[score] = total
        squaredWeights[score] = (squaredWeights[score] ?? 0) + weight ** 2
      }
      const those = people.get(pattern) ?? makeNumberSet()
      those.add(person)
      people.set(pattern, those)
      if (given === undefined) return
      const own = held.get(pattern) ?? new Map<number, number>()
      own.set(person, (own.get(person) ?? 0) + weight)
      held.set(pattern, own)
    },
    summarize(score) {
      const [count, mean, square] = [answers[score] ?? 0, means[score] ?? 0, squares[score] ?? 0]
      if (count === 0) return undefined
      const n = countPeople(score)
      const [total, squared] = [weights[score] ?? 0, squaredWeights[score] ?? 0]
      const effective = held.size > 0 && n > 1 ? total ** 2 / squaresOfPeople(score) : n
      // sums of tenths are not exact
      const effectiveN = n - effective > 1e-9 * n ? effective : undefined
      const sd = count > 1 ? Math.sqrt(square / (total - squared / total)) : undefined
      const se = sd === undefined || n < 2 ? undefined : sd / Math.sqrt(effectiveN ?? n)
      const interval = se === undefined ? undefined : tInterval(mean, se, n - 1)
      const summary = { n, mean, sd, se, low: interval?.low, high: interval?.high }
      return effectiveN === undefined ? summary : { ...summary, effectiveN }
    },
  }
}
