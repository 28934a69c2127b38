// Change between two times against R: paired comparison, reliable change, retest; with the worked example.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { changeOfPeople } from '#app/statistics/change/change-of-people'
import { errorOfChange } from '#app/statistics/change/error-of-change'
import { reliableChange } from '#app/statistics/change/reliable-change'
import { pearson } from '#app/statistics/correlation/pearson'
import { spearman } from '#app/statistics/correlation/spearman'
import { mean } from '#app/statistics/descriptive/mean'
import { standardDeviation } from '#app/statistics/descriptive/standard-deviation'
import { CLOSED, expectEqual, expectSameDigits, isThere, readRows, readValues, withoutWords } from './r-values'

const hasData =
  isThere('change.json', 'the change of 170 persons') && isThere('sai_flat.csv', 'the change of 170 persons')
const golden = hasData ? readValues('change.json').two_times : {}

const CALM = ['calm', 'secure', 'at.ease', 'rested', 'comfortable']
const REVERSED = [...CALM, 'confident', 'relaxed', 'content', 'joyful', 'pleasant']

/** Anxiety, the mean of the answered of 20 items 1–4 where at least half are, of the persons who have it at both times. */
function readTimes(): { before: Map<string, number>; after: Map<string, number> } {
  const times = { 1: new Map<string, number>(), 2: new Map<string, number>() }
  for (const { id = '', time, ...items } of readRows('sai_flat.csv')) {
    const points = Object.entries(items).flatMap(([item, value]) =>
      value === '' ? [] : [REVERSED.includes(item) ? 5 - Number(value) : Number(value)],
    )
    if (points.length * 2 >= Object.keys(items).length) times[time === '1' ? 1 : 2].set(id, mean(points) ?? 0)
  }
  const persons = [...times[1].keys()].filter((id) => times[2].has(id)).sort((a, b) => Number(a) - Number(b))
  const of = (time: 1 | 2) => new Map(persons.map((id) => [id, times[time].get(id) ?? 0]))
  return { before: of(1), after: of(2) }
}

test.runIf(hasData)('170 persons at two times: paired change and retest equal R', () => {
  const { before, after } = readTimes()
  const { all, samePeople } = changeOfPeople(before, after)
  expect(samePeople?.n).toBe(golden.n)
  expectEqual({ ...samePeople, ci_95: [samePeople?.low, samePeople?.high] }, withoutWords(golden.paired), CLOSED)
  // everybody answered twice: the change is the same, only its interval is another
  expectEqual(all?.difference, golden.paired.difference, CLOSED)
  const [x, y] = [[...before.values()], [...after.values()]]
  const [linear, ranks] = [pearson(x, y), spearman(x, y)]
  if (!linear || !ranks) throw new Error('these differ')
  const { n, r, p, low, high } = linear
  expectEqual(
    {
      n,
      pearson: { r, p, df: n - 2, t: r * Math.sqrt((n - 2) / (1 - r ** 2)), ci_95: [low, high] },
      spearman: {
        ...{ rho: ranks.rho, p: ranks.p, ci_95_bonett_wright: [ranks.low, ranks.high] },
        ci_95_fisher: [ranks.fisher?.low, ranks.fisher?.high],
      },
    },
    withoutWords(golden.test_retest),
    CLOSED,
  )
  expectSameDigits(ranks.p, golden.test_retest.spearman.p)
})

test.runIf(hasData).each(['alpha', 'retest'])('reliable change of 170 persons by %s equals R', (name) => {
  const { reliability, ...expected } = golden[`reliable_change_${name}`]
  const { before, after } = readTimes()
  const [sdBefore = 0, sdAfter] = [standardDeviation([...before.values()]), standardDeviation([...after.values()])]
  const error = errorOfChange({ sdBefore }, reliability) ?? Number.NaN
  const changes = [...before].map(([person, score]) => {
    const change = reliableChange({ before: score, after: after.get(person) ?? Number.NaN }, error)
    if (!change) throw new Error('a change has a direction')
    return change
  })
  const count = (direction: string) => changes.filter((change) => change.direction === direction).length
  expectEqual(
    {
      ...{ n: changes.length, improved: count('up'), unchanged: count('none'), worse: count('down') },
      ...{ sd_before: sdBefore, standard_error_of_measurement: error / Math.SQRT2 },
      ...{ standard_error_of_difference: error, smallest_reliable_change: changes[0]?.smallest },
      standard_error_of_difference_unequal_variances: errorOfChange({ sdBefore, sdAfter }, reliability),
      first_40: changes.slice(0, 40).map(({ index }) => index),
    },
    withoutWords(expected),
    CLOSED,
  )
})

test('the worked example of reliable change comes out as written', () => {
  const { reliable_change: expected } = JSON.parse(readFileSync('tests/reference/data/worked_examples.json', 'utf8'))
  const error = errorOfChange({ sdBefore: expected.sd }, expected.reliability) ?? Number.NaN
  const smallest = (level: number) => reliableChange({ before: 50, after: 60 }, error, level)?.smallest
  expectEqual(
    [error, smallest(0.95), smallest(0.9)],
    [expected.standard_error_of_difference, expected.threshold_95, expected.threshold_90],
    CLOSED,
  )
})
