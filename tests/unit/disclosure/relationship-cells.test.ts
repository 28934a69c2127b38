import { expect, test } from 'vitest'
import { groupRule } from '#app/disclosure/policy'
import { relationshipCells } from '#app/disclosure/relationship-cells'
import { makeWaveDecider } from '#app/disclosure/suppression/decide-wave'
import { HEALTH_PARTS, USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import { indicesAsked } from '#app/trust/indices'
import type { Side } from '#app/trust/scored-response'

const POLICY = { audience: 'shared', minimumGroupSize: 3 } as const
const PARTS = [...HEALTH_PARTS]

function publish(sizes: Record<Side, number>) {
  const indices = indicesAsked(PARTS)
  const answersOf = (side: Side) =>
    Array.from({ length: sizes[side] }, (_, number) => ({
      ...{ person: `${side} ${number}`, firm: side, function: 'quality' },
      scores: Object.fromEntries(PARTS.map((part) => [part, 40 + 5 * number])),
    }))
  const current = { buyer: answersOf('buyer'), supplier: answersOf('supplier') }
  const nobody = { buyer: [], supplier: [] }
  const decided = indices.map(({ id }) => ({ id, isPooled: true, isIn: () => true, isMatched: () => true }))
  const decide = makeWaveDecider(groupRule(POLICY), decided).decideRelationship({
    ...{ current, previous: nobody, beforePrevious: nobody, pools: nobody },
  })
  const input = {
    ...{ relationshipId: 'x', current, previous: nobody, indices, decide },
    ...{ policy: POLICY, weights: USUAL_HEALTH_WEIGHTS },
  }
  const health = relationshipCells(input).filter(({ index }) => index === 'health')
  return Object.fromEntries(health.map((cell) => [cell.side, cell]))
}

test('health of both sides tells the band in which the people really are', () => {
  expect(publish({ buyer: 4, supplier: 9 })).toMatchObject({
    ...{ buyer: { n: 3, nTo: 4 }, supplier: { n: 5, nTo: 9 }, both: { n: 10, nTo: 19 } },
  })
})

test('health is withheld where the parts are', () => {
  const { buyer, both } = publish({ buyer: 2, supplier: 9 })
  expect([buyer?.status, both?.status]).toEqual(['withheld', 'withheld'])
})
