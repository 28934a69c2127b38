import { describe, expect, test } from 'vitest'
import { groupRule } from '#app/disclosure/policy'
import { relationshipCells } from '#app/disclosure/relationship-cells'
import { makeWaveDecider } from '#app/disclosure/suppression/decide-wave'
import { USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import { indicesAsked } from '#app/trust/indices'
import type { ScoresOfResponse } from '#app/trust/scored-response'

const POLICY = { audience: 'shared', minimumGroupSize: 3 } as const

describe('what would tell of one person', () => {
  const person = (number: number, scores: Record<string, number>, name = 'quality') => ({
    ...{ person: `p${number}`, firm: 'Gulf', function: name, scores },
  })
  function publishBuyer(answers: ReturnType<typeof person>[], asked: string[]) {
    const indices = indicesAsked(asked)
    const nobody = { buyer: [], supplier: [] }
    const decided = indices.map(({ id, measure, matchedWith }) => ({
      ...{ id, isPooled: true, isIn: (scores: ScoresOfResponse) => measure([{ scores }]) !== undefined },
      isMatched: (scores: ScoresOfResponse) => matchedWith === undefined || typeof scores[matchedWith] === 'number',
    }))
    const current = { buyer: answers, supplier: [] }
    const waves = { current, previous: nobody, beforePrevious: nobody, pools: nobody }
    const decide = makeWaveDecider(groupRule(POLICY), decided).decideRelationship(waves)
    return relationshipCells({
      ...{ relationshipId: 'x', current, previous: nobody, indices, decide },
      ...{ policy: POLICY, weights: USUAL_HEALTH_WEIGHTS, spreads: new Map([['trust', 18]]) },
    }).filter(({ side, status }) => side === 'buyer' && status === 'released')
  }

  test('hours of which one person has most make no value, of the side or of a function', () => {
    const hours = (most: number) =>
      [most, 1, 1, 1, 1, 1].map((time_hours, number) =>
        person(number, { time_hours, unproductive: 10 * number }, number < 3 ? 'purchasing' : 'quality'),
      )
    const told = (most: number) =>
      publishBuyer(hours(most), ['time_hours', 'unproductive'])
        .filter(({ index }) => index === 'unproductive_hours_weighted')
        .map((cell) => cell.function)
    expect(told(1)).toEqual([''])
    expect(told(100)).toEqual([])
  })

  test('uses of time are decided as their sum is', () => {
    // of seven people six have trust too: whatever is told beside that must not single out the seventh
    const answers = Array.from({ length: 7 }, (_, number) =>
      person(
        number,
        { unproductive: 50, time_price: 50, ...(number === 6 ? {} : { trust: 60 }) },
        number > 3 ? 'purchasing' : 'quality',
      ),
    )
    const placesOf = (index: string) =>
      publishBuyer(answers, ['trust', 'unproductive', 'time_price'])
        .filter((cell) => cell.index === index && cell.measure === 'level')
        .map((cell) => cell.function)
    expect(placesOf('time_price')).toEqual(placesOf('unproductive'))
  })

  test('a difference is told only where the same people have both scores', () => {
    const service = (without: number) =>
      Array.from({ length: 5 }, (_, number) =>
        person(number, {
          service_importance: 80,
          ...(number < 5 - without && { service_received: 60, service_gap: -20 }),
        }),
      )
    const told = (without: number) =>
      publishBuyer(service(without), ['service_importance', 'service_received', 'service_gap']).map(
        ({ index }) => index,
      )
    expect(told(0)).toContain('service_gap')
    expect(told(1)).not.toContain('service_gap')
  })

  test('few people have no spread of their own, and an interval that is the same whatever they said', () => {
    const told = (...trust: number[]) => {
      const [cell] = publishBuyer(
        trust.map((own, number) => person(number, { trust: own })),
        ['trust'],
      )
      return cell?.status === 'released' ? cell : undefined
    }
    const [alike, apart] = [told(60, 60, 60), told(20, 60, 100, 60)]
    expect(alike).toEqual(apart)
    expect(alike).toMatchObject({ mean: 60, sd: undefined, n: 3, nTo: 4, low: 40, high: 80 })
    // from ten on their own: sd(50 + 2 * 0:9), qt(0.975, 9) * 6.06 / sqrt(10)
    const ten = (by: number) => told(...Array.from({ length: 10 }, (_, number) => 50 + by * number))
    expect(ten(2)).toMatchObject({ mean: 59, sd: 6, low: 55, high: 63 })
    // and where they say about the same, nothing that says how much so
    const about = (by: number) => told(...Array.from({ length: 10 }, (_, number) => 50 + (number % 2 ? by : -by)))
    expect(about(4)).toEqual(about(0))
    expect(about(0)).toMatchObject({ mean: 50, sd: undefined, low: 39, high: 61 })
  })
})
