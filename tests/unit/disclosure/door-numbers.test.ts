// The numbers themselves, as they come through the door: intervals of trends and changes, what a firm sees of its own, measurements.
import { describe, expect, test } from 'vitest'
import {
  type CellPlace,
  isReleased,
  type ReleasedCell,
  releaseCell,
  releaseDifference,
  releaseToOwnSide,
  releaseTrend,
  toStoredCells,
} from '#app/disclosure/release'
import {
  fromMeasurementStore,
  isReleasedMeasurement,
  releaseAnswering,
  releaseScale,
} from '#app/disclosure/release-measurement'
import { HEALTH_PARTS, USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import { sumAnswering } from '#app/trust/measure-wave'
import { COEFFICIENTS, type MeasuredScale } from '#app/trust/measured-values'
import { ATTRIBUTED, answersOf, publishRelationship, SHARED_3 } from './make-answers'

const PLACE: CellPlace = {
  ...{ index: 'trust', side: 'buyer', scope: 'relationship', scopeKey: 'x', function: '', measure: 'level' },
}
const { measure: _, ...TREND } = PLACE

// before 60, sd 9, n 5; after 66, sd 12, n 8: Welch's interval by R
const WELCH = { se: 5.848076606885, low: -6.954195864846, high: 18.954195864846 }

describe('a change between what two waves told of a pool', () => {
  const value = (mean: number, sd: number | undefined, half: number) => ({
    ...{ mean, sd, se: undefined, low: mean - half, high: mean + half },
  })
  const told = (mean: number, sd: number | undefined, n: number, half: number, policy = ATTRIBUTED) =>
    releaseCell(PLACE, 'released', { value: value(mean, sd, half), n, half }, policy)

  test('has the interval of Welch where both tell their spread as it is', () => {
    const change = releaseDifference(TREND, { before: told(60, 9, 5, 1), after: told(66, 12, 8, 1) }, ATTRIBUTED)
    expect(change).toMatchObject({ ...TREND, measure: 'change', mean: 6, n: 8, se: expect.closeTo(WELCH.se, 9) })
    expect(change).toMatchObject({ low: expect.closeTo(WELCH.low, 9), high: expect.closeTo(WELCH.high, 9) })
    expect(isReleased(change)).toBe(true)
  })

  test('else that of both intervals together, in whole points and bands where answers are confidential', () => {
    const named = releaseDifference(
      TREND,
      { before: told(60, undefined, 5, 3), after: told(66, undefined, 8, 4) },
      ATTRIBUTED,
    )
    expect(named).toMatchObject({ mean: 6, low: 1, high: 11, se: undefined })
    const [before, after] = [told(60, 12, 24, 3, SHARED_3), told(66, 14, 12, 4, SHARED_3)]
    const change = releaseDifference(TREND, { before, after }, SHARED_3)
    expect(change).toMatchObject({ mean: 6, low: 1, high: 11, n: 10, nTo: 19, sd: undefined, se: undefined })
  })

  test('is none where either is withheld or not there, and comes from released values alone', () => {
    const after = told(66, 12, 8, 1)
    const before = releaseCell(PLACE, 'complement', { value: undefined, n: 0 }, ATTRIBUTED)
    expect(releaseDifference(TREND, { before, after }, ATTRIBUTED)).toBeUndefined()
    expect(releaseDifference(TREND, { before: after, after: before }, ATTRIBUTED)).toBeUndefined()
    expect(releaseDifference(TREND, { before: undefined, after }, ATTRIBUTED)).toBeUndefined()
    const forged = { ...after } as ReleasedCell
    expect(() => releaseDifference(TREND, { before: forged, after }, ATTRIBUTED)).toThrow('released values alone')
    expect(() => releaseDifference(TREND, { before: after, after: forged }, ATTRIBUTED)).toThrow(
      'released values alone',
    )
  })
})

describe('a trend', () => {
  const levelOf = (wave: number, mean: number, half: number | undefined, n = 5) => {
    const [low, high] = half === undefined ? [undefined, undefined] : [mean - half, mean + half]
    return { wave, cell: releaseCell(PLACE, 'released', { value: { mean, sd: 9, se: 3, low, high }, n }, ATTRIBUTED) }
  }
  const intervalOf = (...levels: [wave: number, mean: number, half: number | undefined][]) => {
    const trend = releaseTrend(
      TREND,
      levels.map((level) => levelOf(...level)),
    )
    return trend?.status === 'released' ? [trend.mean, trend.low, trend.high] : undefined
  }
  const near = (...numbers: number[]) => numbers.map((number) => expect.closeTo(number, 9))

  test('has the interval of the line, where the levels themselves are surer', () => {
    // confint(lm(c(60, 70, 66, 75) ~ c(1, 2, 4, 7)))
    expect(intervalOf([1, 60, 2], [2, 70, 3], [4, 66, 4], [7, 75, 5])).toEqual(
      near(1.928571428571427, -2.406884719340309, 6.264027576483163),
    )
  })

  test('has the interval of its levels, where they lie on a line by chance', () => {
    // 6 * sqrt(2) / 2
    expect(intervalOf([1, 60, 6], [2, 63, 6], [3, 66, 6])).toEqual(
      near(3, 3 - 4.242640687119285, 3 + 4.242640687119285),
    )
    // of unequal waves and halves: sqrt(sum((((x - mean(x)) / sum((x - mean(x))^2)) * half)^2))
    expect(intervalOf([1, 61, 200], [2, 62, 300], [4, 64, 400], [7, 67, 500])).toEqual(
      near(1, 1 - 89.78432207126096, 1 + 89.78432207126096),
    )
  })

  test('has no interval where a level has none, and neither a spread nor a standard error', () => {
    expect(intervalOf([1, 60, 6], [2, 63, undefined], [3, 66, 6])).toEqual([expect.closeTo(3, 9), undefined, undefined])
    const trend = releaseTrend(TREND, [levelOf(1, 60, 6, 9), levelOf(2, 63, 6, 4), levelOf(3, 66, 6, 7)])
    expect(trend).toMatchObject({
      ...TREND,
      measure: 'trend',
      n: 4,
      nTo: undefined,
      waves: 3,
      sd: undefined,
      se: undefined,
    })
    expect(isReleased(trend)).toBe(true)
  })

  test('needs three waves that differ', () => {
    expect(releaseTrend(TREND, [levelOf(1, 60, 6), levelOf(2, 63, 6)])).toBeUndefined()
    expect(releaseTrend(TREND, [levelOf(2, 60, 6), levelOf(2, 63, 6), levelOf(2, 66, 6)])).toBeUndefined()
    expect(releaseTrend(TREND, [])).toBeUndefined()
  })
})

describe('what a firm is shown of its own people', () => {
  const cell = (changes: Partial<CellPlace>, decision: 'released' | 'complement' = 'released') =>
    releaseCell(
      { ...PLACE, ...changes },
      decision,
      { value: { mean: 61.2, sd: 9.4, se: 3, low: 55, high: 67 }, n: 12, waves: 2, half: 6 },
      SHARED_3,
    )

  test('is what was released of its side, and what was withheld stays so', () => {
    const shown = releaseToOwnSide(
      [
        ...[cell({}), cell({ side: 'supplier' }), cell({ side: 'both' }), cell({ function: 'quality' })],
        ...[cell({ measure: 'change' }), cell({ index: 'dependence' }, 'complement')],
      ],
      'buyer',
    )
    const own = { ...PLACE, scope: 'own-side' }
    const told = { status: 'released', n: 10, nTo: 19, mean: 61, sd: 9, se: undefined, low: 55, high: 67, waves: 2 }
    expect(shown).toEqual([
      { ...own, ...told },
      { ...own, ...told, measure: 'change' },
      { ...own, index: 'dependence', status: 'withheld', reason: 'complement' },
    ])
    expect(shown.every(isReleased)).toBe(true)
  })

  test('comes from released cells alone', () => {
    const copy = { ...cell({}) } as ReleasedCell
    expect(() => releaseToOwnSide([copy], 'buyer')).toThrow('only what was released is shown to anybody')
    expect(() => releaseTrend(TREND, [{ wave: 1, cell: copy }])).toThrow(
      'a trend is computed from released values alone',
    )
  })

  test('is stored with all its numbers', () => {
    expect(toStoredCells([cell({}), cell({ index: 'dependence' }, 'complement')])).toEqual({
      trust: { n: 10, nTo: 19, mean: 61, sd: 9, se: undefined, low: 55, high: 67, waves: 2 },
      dependence: { reason: 'complement' },
    })
  })
})

describe('intervals of a relationship that is told to both firms', () => {
  // 18 points is what the sides of the wave have in common (make-answers.ts); a band of 3 to 4 people begins at 3
  const half = (1.959963984540054 * 18) / Math.sqrt(3)
  const scores = (level: number) => (_person: string, place: number) => ({ trust: level + 2 * place, dependence: 50 })

  test('are as wide as the smallest number of their band makes them, of pairs by both sides', () => {
    const cells = publishRelationship(
      { current: { buyer: answersOf('abcd', scores(60)), supplier: answersOf('wxyz', scores(40)) } },
      ['trust', 'dependence'],
    )
    expect(cells['trust buyer level']).toMatchObject({
      mean: 63,
      low: Math.round(63 - half),
      high: Math.round(63 + half),
    })
    const root = Math.SQRT2 * half
    expect(cells['trust_gap both level']).toMatchObject({
      mean: 20,
      low: Math.round(20 - root),
      high: Math.round(20 + root),
    })
    expect(cells['mutual_trust_mean both level']).toMatchObject({
      ...{ mean: 53, low: Math.round(53 - root / 2), high: Math.round(53 + root / 2) },
    })
    expect(cells['mutual_trust_min both level']).toMatchObject({ mean: 43, low: undefined, high: undefined })
  })

  test('of pairs take of each side its own people and spread, of the index that the pair is of', () => {
    const publish = (spreads: ReadonlyMap<string, number>) =>
      publishRelationship(
        {
          current: { buyer: answersOf('abc', scores(60)), supplier: answersOf('uvwxyz', scores(40)) },
          spreads,
        },
        ['trust', 'dependence'],
      )
    // 18 of trust over bands that begin at 3 and at 5; 6 of dependence
    const root = (spread: number) => 1.959963984540054 * spread * Math.sqrt(1 / 3 + 1 / 5)
    const cells = publish(
      new Map([
        ['trust', 18],
        ['dependence', 6],
      ]),
    )
    expect(cells['trust_gap both level']).toMatchObject({
      ...{ mean: 17, low: Math.round(17 - root(18)), high: Math.round(17 + root(18)) },
    })
    expect(cells['dependence_asymmetry both level']).toMatchObject({
      ...{ mean: 0, low: -Math.round(root(6)), high: Math.round(root(6)) },
    })
    expect(cells['interdependence_mean both level']).toMatchObject({
      ...{ mean: 50, low: Math.round(50 - root(6) / 2), high: Math.round(50 + root(6) / 2) },
    })
    const without = publish(new Map([['trust', 18]]))
    expect(without['trust_gap both level']).toEqual(cells['trust_gap both level'])
    expect(without['dependence_asymmetry both level']).toMatchObject({ mean: 0, low: undefined, high: undefined })
    expect(without['dependence buyer level']).toMatchObject({ mean: 50, low: undefined, high: undefined })
  })

  test('of pairs of ten people and more take the spread of each side', () => {
    const side = (people: string, level: number, by: number) =>
      answersOf(people, (_, place) => ({ trust: level + (place % 2 ? by : -by), dependence: place % 2 ? 90 : 10 }))
    const cells = publishRelationship(
      { current: { buyer: side('abcdefghij', 60, 10), supplier: side('klmnopqrstuvwxyzABCDEF', 40, 20) } },
      ['trust', 'dependence'],
    )
    // qt(0.975, 9) * sqrt(1000 / 9) / sqrt(10); qt(0.975, 21) * sqrt(8800 / 21) / sqrt(22)
    const root = Math.hypot(7.540523876, 9.076178914)
    expect(cells['trust_gap both level']).toMatchObject({
      ...{ mean: 20, low: Math.round(20 - root), high: Math.round(20 + root), sd: undefined },
    })
  })

  test('of health are the weighted sums of those of its parts', () => {
    const parts = Object.fromEntries(HEALTH_PARTS.map((part) => [part, 50]))
    const spreads = new Map(HEALTH_PARTS.map((part, place) => [part, 6 + 3 * place]))
    const publish = (known: ReadonlyMap<string, number>) =>
      publishRelationship(
        { current: { buyer: answersOf('abc', () => parts), supplier: answersOf('xyz', () => parts) }, spreads: known },
        [...HEALTH_PARTS],
      )
    const cells = publish(spreads)
    // of each part the half as it is told, in whole points
    const halves = HEALTH_PARTS.map((part) => {
      const cell = cells[`${part} buyer level`]
      if (cell?.status !== 'released' || cell.high === undefined) throw new Error('has no interval')
      expect(cell.high).toBe(Math.round(50 + (1.959963984540054 * (spreads.get(part) ?? 0)) / Math.sqrt(3)))
      return (USUAL_HEALTH_WEIGHTS[part] / 100) * (cell.high - 50)
    })
    const sum = halves.reduce((total, half) => total + half, 0)
    for (const side of ['buyer', 'supplier', 'both'])
      expect(cells[`health ${side} level`], side).toMatchObject({
        ...{ mean: 50, low: Math.round(50 - sum), high: Math.round(50 + sum), sd: undefined, se: undefined },
      })
    const without = publish(new Map([...spreads].slice(1)))
    for (const side of ['buyer', 'supplier', 'both'])
      expect(without[`health ${side} level`], side).toMatchObject({ mean: 50, low: undefined, high: undefined })
  })

  test('of changes are those of both levels, of the same people no narrower', () => {
    const wave = (level: number) => ({ buyer: answersOf('abcd', scores(level)) })
    const cells = publishRelationship({ current: wave(70), previous: wave(60) }, ['trust', 'dependence'])
    const root = Math.SQRT2 * half
    const told = { mean: 10, low: Math.round(10 - root), high: Math.round(10 + root), sd: undefined, se: undefined }
    expect(cells['trust buyer change']).toMatchObject(told)
    expect(cells['trust buyer panel-change']).toMatchObject(told)
  })

  test('of ten people and more are their own', () => {
    const people = 'abcdefghijkl'
    const wave = (even: number, odd: number) => ({
      buyer: answersOf(people, (_, place) => ({ trust: place % 2 ? odd : even, dependence: 50 })),
    })
    const cells = publishRelationship({ current: wave(40, 60), previous: wave(52, 40) }, ['trust', 'dependence'])
    // qt(0.975, 9)
    const halfOf = (distance: number) => (2.2621571628 * (distance / 2) * Math.sqrt(12 / 11)) / Math.sqrt(10)
    const [own, before] = [halfOf(20), halfOf(12)]
    expect(cells['trust buyer level']).toMatchObject({
      ...{ mean: 50, sd: 10, low: Math.round(50 - own), high: Math.round(50 + own) },
    })
    const change = Math.hypot(own, before)
    expect(cells['trust buyer change']).toMatchObject({
      ...{ mean: 4, low: Math.round(4 - change), high: Math.round(4 + change) },
    })
    // −12 and 20, as if the two answers of a person had nothing in common
    const paired = halfOf(32)
    expect(cells['trust buyer panel-change']).toMatchObject({
      ...{ mean: 4, sd: 17, low: Math.round(4 - paired), high: Math.round(4 + paired) },
    })
  })
})

describe('how well a scale measured', () => {
  const place = { construct: 'trust', side: 'buyer', language: '' } as const
  const spread = { groups: 10, mean: 0.71234, lowerQuartile: 0.61234, median: 0.72345, upperQuartile: 0.83456 }
  const item = {
    ...{ id: 'a', isReversed: true, mean: 4.123, sd: 1.234, itemRest: 0.5678, alphaIfDeleted: 0.8765, loading: 0.4321 },
    missing: { asked: 40, percent: { not_applicable: 2.4, cannot_say: 2.6, skipped: 0 } },
  }
  const coefficients = Object.fromEntries(COEFFICIENTS.map((name, index) => [name, 0.12345 + index / 50])) as Record<
    (typeof COEFFICIENTS)[number],
    number
  >
  const values: MeasuredScale = {
    ...{ complete: 38, relationships: 12, coefficients, items: [item] },
    ...{ noFactorBecause: { minres: null, ml: null }, agreement: { uniform: spread, slightly_skewed: null } },
  }
  const scale = (changes: Partial<Parameters<typeof releaseScale>[0]> = {}, policy: typeof SHARED_3 = SHARED_3) =>
    releaseScale(
      { place, decision: 'released', tellsMissing: true, tellsGroups: true, people: 20, values, ...changes },
      policy,
    )
  const toldOf = (...all: Parameters<typeof scale>) => {
    const row = scale(...all)
    if (row.status !== 'released' || row.kind !== 'scale') throw new Error('is withheld')
    return row
  }

  test('is exact where people agreed to be seen by company', () => {
    expect(scale({ people: 10 }, ATTRIBUTED)).toEqual({
      ...{ ...place, kind: 'scale', status: 'released', n: 10, nTo: undefined, values },
    })
    expect(scale({ people: 9 }, ATTRIBUTED)).toEqual({ ...place, status: 'withheld', reason: 'minimum' })
  })

  test('is two digits and whole percents where answers are confidential, and no means of items', () => {
    const { values: told, ...row } = toldOf()
    expect(row).toEqual({ ...place, kind: 'scale', status: 'released', n: 20, nTo: undefined })
    expect(told).toMatchObject({ complete: 38, relationships: 12, noFactorBecause: { minres: null, ml: null } })
    for (const name of COEFFICIENTS) expect(told.coefficients[name]).toBe(Math.round(coefficients[name] * 100) / 100)
    expect(told.items).toEqual([
      {
        ...{ id: 'a', isReversed: true, mean: null, sd: null, itemRest: 0.57, alphaIfDeleted: 0.88, loading: 0.43 },
        missing: { asked: 40, percent: { not_applicable: 2, cannot_say: 3, skipped: 0 } },
      },
    ])
    expect(told.agreement).toEqual({
      uniform: { groups: 10, mean: 0.71, lowerQuartile: 0.61, median: 0.72, upperQuartile: 0.83 },
      slightly_skewed: null,
    })
  })

  test('tells no value that is not there as a number, and none as minus nothing', () => {
    const none = Object.fromEntries(COEFFICIENTS.map((name) => [name, name === 'alpha' ? -0.001 : null]))
    const { coefficients: told } = toldOf({ values: { ...values, coefficients: none as typeof coefficients } }).values
    expect(told.alpha).toBe(0)
    expect(told.icc1).toBeNull()
  })

  test('keeps back missing answers, groups, and agreement of a few', () => {
    expect(toldOf({ tellsMissing: false }).values.items[0]?.missing).toBeNull()
    const { coefficients: told } = toldOf({ tellsGroups: false }).values
    const icc = COEFFICIENTS.filter((name) => told[name] === null)
    expect(icc).toEqual(['icc1', 'icc1_low', 'icc1_high', 'icc1_n0', 'icc2', 'icc2_low', 'icc2_high'])
    const few = { uniform: { ...spread, groups: 9 }, slightly_skewed: spread }
    expect(toldOf({ values: { ...values, agreement: few } }).values.agreement).toMatchObject({
      ...{ uniform: null, slightly_skewed: { groups: 10 } },
    })
  })

  test('is withheld for the reason that suppression gives, for too few people, and where there is nothing', () => {
    const reason = (changes: Partial<Parameters<typeof releaseScale>[0]>) => {
      const row = scale(changes)
      return row.status === 'withheld' && row.reason
    }
    expect(reason({ decision: 'complement' })).toBe('complement')
    expect(reason({ people: 19 })).toBe('minimum')
    expect(reason({ values: undefined })).toBe('minimum')
    expect(reason({ values: undefined, decision: 'dominance' })).toBe('dominance')
    expect(() => scale({}, { audience: 'shared', minimumGroupSize: 2 })).toThrow(RangeError)
  })

  test('comes back from the store as it was, and only it is released', () => {
    const answering = (policy: typeof SHARED_3) =>
      releaseAnswering(
        {
          place: { ...place, construct: '' },
          decision: 'released',
          people: 30,
          values: { ...sumAnswering([]), responses: 7 },
        },
        policy,
      )
    const ofSupplier = scale({ place: { ...place, side: 'supplier' } })
    const closed = scale({ decision: 'pair' })
    const rows = [scale(), ofSupplier, scale({ people: 25 }, ATTRIBUTED), answering(ATTRIBUTED), closed]
    const stored = rows.map((row) => {
      const told =
        row.status === 'released' ? { reason: null, n: row.n, nTo: row.nTo ?? null, values: row.values } : null
      return {
        ...row,
        ...(told ?? { reason: row.status === 'withheld' ? row.reason : null, n: null, nTo: null, values: null }),
      }
    })
    const back = fromMeasurementStore(JSON.parse(JSON.stringify(stored)))
    expect(back).toEqual(rows)
    expect([...rows, ...back].every(isReleasedMeasurement)).toBe(true)
    expect([{ ...rows[0] }, null, undefined, 7].some(isReleasedMeasurement)).toBe(false)
    expect(() => Object.assign(rows[0] ?? {}, { n: 1 })).toThrow(TypeError)
    // how answers were given is told by company alone
    expect(answering(SHARED_3)).toEqual({ ...place, construct: '', status: 'withheld', reason: 'complement' })
    expect(answering(ATTRIBUTED)).toMatchObject({ kind: 'answering', n: 30, values: { responses: 7 } })
  })

  test('does not come back as what it cannot have been', () => {
    const stored = { ...place, status: 'withheld', reason: 'minimum', n: null, nTo: null, values: null }
    expect(fromMeasurementStore([stored])[0]).toEqual({ ...place, status: 'withheld', reason: 'minimum' })
    for (const [wrong, words] of [
      [{ side: 'both' }, 'A stored measurement has an unknown side'],
      [{ n: 3 }, 'neither released nor withheld'],
      [{ values }, 'neither released nor withheld'],
      [{ reason: 'because' }, 'neither released nor withheld'],
      [{ status: 'released', n: 20, values }, 'neither released nor withheld'],
      [{ status: 'released', reason: null, values }, 'neither released nor withheld'],
      [{ status: 'told', reason: null, n: 20, values }, 'neither released nor withheld'],
    ] as const)
      expect(() => fromMeasurementStore([{ ...stored, ...wrong }]), JSON.stringify(wrong)).toThrow(words)
  })
})
