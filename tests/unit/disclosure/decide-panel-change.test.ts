import { expect, test } from 'vitest'
import { groupRule } from '#app/disclosure/policy'
import { makeWaveDecider } from '#app/disclosure/suppression/decide-wave'

const INDEX = { id: 'trust', isIn: () => true, isPooled: false, isMatched: () => true }
const answers = (people: string) =>
  [...people].map((person) => ({ person, firm: 'Gulf', function: 'quality', scores: {} }))
const side = (people: string) => ({ buyer: answers(people), supplier: [] })

function isChangeShown(beforePrevious: string, previous: string, current: string): boolean {
  const decider = makeWaveDecider(groupRule({ audience: 'shared', minimumGroupSize: 3 }), [INDEX])
  const waves = { current: side(current), previous: side(previous), beforePrevious: side(beforePrevious) }
  return decider.decideRelationship({ ...waves, pools: { buyer: [], supplier: [] } })('buyer', 'trust').panel.isShown
}

test('the change of those who stayed is shown where those who did not are enough, or nobody', () => {
  expect(isChangeShown('', 'abcd', 'abcd')).toBe(true)
  expect(isChangeShown('', 'abcdefg', 'abcdhij')).toBe(true)
  expect(isChangeShown('', 'abcde', 'abcd')).toBe(false)
  expect(isChangeShown('', 'abcd', 'abcde')).toBe(false)
  expect(isChangeShown('', 'ab', 'abcd')).toBe(false)
  expect(isChangeShown('', 'abc', 'xyz')).toBe(false)
})

test('and where it cannot be set against the change before', () => {
  // a, b and c stayed then; with d they stay now: the difference of both would be d alone
  expect(isChangeShown('abcxyz', 'abcdefg', 'abcdhij')).toBe(false)
  expect(isChangeShown('abcdxyz', 'abcdefg', 'abcdhij')).toBe(true)
})
