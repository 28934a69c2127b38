import { expect, test } from 'vitest'
import { makeRollUpDecider, type RollUpInput, type RollUpWave } from '#app/disclosure/suppression/decide-roll-up'

const wave = (people: string, pools = '', isReleased = false): RollUpWave => ({
  people: new Set(people),
  ...{ pools, isReleased },
})

function input(relationship: string, waves: RollUpWave[], changes: Partial<RollUpInput> = {}): RollUpInput {
  const releasedLevels = waves.map(({ isReleased }) => isReleased)
  return { ...{ relationship, place: 'buyer trust', waves, releasedLevels, earlier: [], isWanted: true }, ...changes }
}

function decide(...inputs: RollUpInput[]): string[] {
  const decider = makeRollUpDecider(3)
  for (const one of inputs) decider.look(one)
  return inputs.filter((one) => decider.decide(one)).map(({ relationship }) => relationship)
}

test('waves that are too small one by one are told together where enough people answered in them', () => {
  expect(decide(input('A', [wave('ab'), wave('bc')]))).toEqual(['A'])
  expect(decide(input('A', [wave('ab'), wave('ab')]))).toEqual([])
  expect(decide(input('A', [wave('abc', '', true), wave('ab')]))).toEqual([])
  expect(decide(input('A', [wave('abc', '', true), wave('')]))).toEqual(['A'])
  expect(decide(input('A', [wave('abc')]))).toEqual([])
  expect(decide(input('A', [wave(''), wave('')]))).toEqual([])
  expect(decide(input('A', [wave('ab'), wave('bc')], { isWanted: false }))).toEqual([])
})

test('two that overlap differ in nothing that is not known', () => {
  const waves = [wave('ab'), wave('bc'), wave('cd'), wave('da')]
  const before = { earlier: [{ newest: 1, waves: 4 }] }
  expect(decide(input('A', waves, before))).toEqual([])
  expect(decide(input('A', waves, { earlier: [{ newest: 4, waves: 4 }] }))).toEqual(['A'])
  const released = [wave('abc', '', true), ...waves.slice(1)]
  const known = { releasedLevels: [true, false, false, false, true] }
  expect(decide(input('A', released, { ...before, ...known }))).toEqual(['A'])
  expect(decide(input('A', released, { ...before, releasedLevels: [true] }))).toEqual([])
})

test('a pool keeps enough people in sides that are not told over several waves', () => {
  const small = (relationship: string, people: string, before: string) =>
    input(relationship, [wave(people, 'portfolio'), wave(before)])
  // E cannot have one: its two people guard nobody, with F's one they do
  expect(decide(small('A', 'ab', 'bc'), small('E', 'xy', 'xy'))).toEqual([])
  expect(decide(small('A', 'ab', 'bc'), small('E', 'xy', 'xy'), small('F', 'z', 'z'))).toEqual(['A'])
  // where nobody else is left, the first of those who could have one stand guard
  expect(decide(small('A', 'ab', 'bc'), small('B', 'de', 'ef'), small('C', 'gh', 'hi'))).toEqual(['C'])
})

test('whoever was told over several waves before guards nobody any more', () => {
  const guard = (earlier: RollUpInput['earlier']) =>
    input('A', [wave(''), wave('abc', 'portfolio')], { earlier, isWanted: false })
  const wants = input('B', [wave('de'), wave('ef', 'portfolio')])
  expect(decide(guard([]), wants)).toEqual(['B'])
  expect(decide(guard([{ newest: 1, waves: 2 }]), wants)).toEqual([])
})

test('a guard that was told over several waves, but not over this one, stands guard', () => {
  const guard = (waves: RollUpWave[], earlier: RollUpInput['earlier']) =>
    input('A', waves, { earlier, isWanted: false })
  const newest = [wave('abc', 'portfolio'), wave(''), wave('')]
  const oldest = [wave(''), wave(''), wave('abc', 'portfolio')]
  expect(decide(guard(newest, [{ newest: 1, waves: 2 }]), input('B', [wave('de', 'portfolio'), wave('ef')]))).toEqual([
    'B',
  ])
  const wants = input('B', [wave('de'), wave('ef'), wave('d', 'portfolio')])
  expect(decide(guard(oldest, [{ newest: 1, waves: 1 }]), wants)).toEqual(['B'])
  expect(decide(guard(oldest, [{ newest: 1, waves: 2 }]), wants)).toEqual([])
})

test('a pool without enough people to stand guard lets nobody out, not even whoever was told before', () => {
  const again = input('A', [wave(''), wave('ab', 'portfolio'), wave('bc')], { earlier: [{ newest: 1, waves: 2 }] })
  expect(decide(again)).toEqual([])
})

test('a wave in which nobody answered needs no guard, and is known', () => {
  expect(decide(input('A', [wave('ab'), wave('', 'portfolio'), wave('bc')]))).toEqual(['A'])
  expect(decide(input('A', [wave(''), wave('ab'), wave('bc')], { earlier: [{ newest: 1, waves: 2 }] }))).toEqual(['A'])
})

test('a longer value would tell, beside a shorter one before it, what the waves say that are only in the longer', () => {
  const waves = [wave(''), wave('ab'), wave('bc'), wave('cd')]
  expect(decide(input('A', waves, { earlier: [{ newest: 1, waves: 2 }] }))).toEqual([])
  expect(decide(input('A', waves, { earlier: [{ newest: 1, waves: 3 }] }))).toEqual(['A'])
})
