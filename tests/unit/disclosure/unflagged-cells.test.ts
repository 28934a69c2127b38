import { expect, test } from 'vitest'
import { indicesTold } from '#app/disclosure/decided-indices'
import { type ReleasedCell, releaseCell } from '#app/disclosure/release'
import { makeUnflaggedCells } from '#app/disclosure/unflagged-cells'
import { ATTRIBUTED, answersOf, POOLED_5, SHARED_3 } from './make-answers'

const TWO = ['fast', 'reverse_inconsistency']
const PLACE = {
  index: 'trust',
  side: 'buyer',
  scope: 'portfolio',
  scopeKey: '',
  function: '',
  measure: 'level',
} as const

interface Asked {
  policy?: typeof SHARED_3
  /** people of whom all responses are flagged */
  flagged: string
  portfolio?: ReleasedCell
  others?: ReleasedCell[]
}

/** Trust of ten buyers, 10, 20, … 100. */
function publish({ policy = SHARED_3, flagged, portfolio, others = [] }: Asked): ReleasedCell | undefined {
  const cells = makeUnflaggedCells(indicesTold(['trust'], policy.audience), policy)
  const answers = answersOf('abcdefghij', (_, place) => ({ trust: 10 * (place + 1) }))
  cells.add(
    'buyer',
    answers.map((one) => ({ ...one, flags: flagged.includes(one.person) ? TWO : ['fast'] })),
  )
  const all = portfolio ?? releaseCell(PLACE, 'released', { value: { ...VALUE, mean: 55 }, n: 10 }, policy)
  return [...cells.rows([...others, all])].flat().find(({ side, index }) => side === 'buyer' && index === 'trust')
}
const VALUE = { mean: 55, sd: undefined, se: undefined, low: undefined, high: undefined }

test('a mean without the flagged is told where enough are flagged and enough are left', () => {
  expect(publish({ flagged: 'hij' })).toMatchObject({ scope: 'unflagged', status: 'released', mean: 40, n: 5, nTo: 9 })
  expect(publish({ flagged: 'defghij' })).toMatchObject({ mean: 20, n: 3, nTo: 4 })
  // two who are flagged, two who are left
  expect(publish({ flagged: 'ij' })).toMatchObject({ reason: 'minimum' })
  expect(publish({ flagged: 'cdefghij' })).toMatchObject({ reason: 'minimum' })
})

test('where nobody is flagged it is the same mean', () => {
  expect(publish({ flagged: '' })).toMatchObject({ status: 'released', mean: 55, n: 10, nTo: 19, sd: undefined })
})

test('where answers are seen by company name one flagged person is enough', () => {
  expect(publish({ policy: ATTRIBUTED, flagged: 'j' })).toMatchObject({ mean: 50, n: 9, sd: expect.any(Number) })
})

test('nothing is told where pools alone are, nor where the mean of all is withheld', () => {
  expect(publish({ policy: POOLED_5, flagged: 'fghij' })).toMatchObject({ reason: 'dominance' })
  const portfolio = releaseCell(PLACE, 'complement', { value: VALUE, n: 10 }, SHARED_3)
  expect(publish({ flagged: 'hij', portfolio })).toMatchObject({ reason: 'complement' })
})

test('the mean of all is the one of the same side and index', () => {
  const withheld = [
    { ...PLACE, side: 'supplier' as const },
    { ...PLACE, index: 'dependence' },
  ].map((place) => releaseCell(place, 'complement', { value: VALUE, n: 10 }, SHARED_3))
  expect(publish({ flagged: 'hij', others: withheld })).toMatchObject({ status: 'released', mean: 40 })
})

test('who is left without the score counts on neither side', () => {
  const cells = makeUnflaggedCells(indicesTold(['trust'], 'shared'), SHARED_3)
  const answers = answersOf('abcdefg', (_, place) => ({ trust: place === 6 ? null : 10 * place }))
  cells.add(
    'supplier',
    answers.map((one) => ({ ...one, flags: 'efg'.includes(one.person) ? TWO : [] })),
  )
  const all = releaseCell({ ...PLACE, side: 'supplier' }, 'released', { value: VALUE, n: 6 }, SHARED_3)
  const told = [...cells.rows([all])].flat().find(({ side, index }) => side === 'supplier' && index === 'trust')
  // two of the flagged have a trust score
  expect(told).toMatchObject({ reason: 'minimum' })
})

test('a person who is flagged about one relationship alone is on both sides', () => {
  const cells = makeUnflaggedCells(indicesTold(['trust'], 'shared'), SHARED_3)
  const answers = answersOf('abcabc', (_, place) => ({ trust: place < 3 ? 30 : 60 }))
  cells.add(
    'buyer',
    answers.map((one, place) => ({ ...one, flags: place < 3 ? TWO : [] })),
  )
  const all = releaseCell(PLACE, 'released', { value: { ...VALUE, mean: 45 }, n: 3 }, SHARED_3)
  expect([...cells.rows([all])].flat()[0]).toMatchObject({ mean: 60, n: 3 })
})
