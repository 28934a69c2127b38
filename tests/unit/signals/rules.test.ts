import { describe, expect, test } from 'vitest'
import { evaluateEvidence, evaluateOwnSide, evaluateStudy } from '#app/signals/evaluate'
import type { Facts } from '#app/signals/facts'
import { readThresholds, type Thresholds, USUAL_THRESHOLDS } from '#app/signals/thresholds'
import { type Cells, makeFacts } from './make-facts'

const find = (facts: Facts, kind: string, side: string, thresholds: Thresholds = USUAL_THRESHOLDS) =>
  [...evaluateEvidence(facts), ...evaluateStudy(facts, thresholds)].find(
    (one) => one.kind === kind && one.side === side,
  )
const look = (facts: Facts, kind: string, side: string) => {
  const found = find(facts, kind, side)
  return [found?.state, found?.word]
}
const day = (ago: number) => new Date(new Date('2026-12-01T00:00:00Z').getTime() - ago * 86_400_000)
const complaint = (side: string, ago: number) => ({ kind: 'complaint', side, happenedOn: day(ago), resolvedOn: null })
const contact = (ago: number) => ({ kind: 'contact', side: 'supplier', happenedOn: day(ago), resolvedOn: null })
const register = { since: day(400), newest: day(2) }
const newest = (cells: Cells) => makeFacts([{ cells }])

describe('silence', () => {
  const silent = [{}, { buyer: [4, 0] as [number, number] }]

  test('is what nobody says and nobody asks about, and names its cause', () => {
    expect(look(makeFacts(silent), 'silence', 'buyer')).toEqual(['seen', 'not-contacted'])
    expect(look(makeFacts([{}, { cells: { 'buyer.voice': 40 } }]), 'silence', 'buyer')).toEqual(['seen', 'not-candid'])
    const both = makeFacts([{}, { cells: { 'buyer.voice': 40 }, buyer: [4, 0] }])
    expect(look(both, 'silence', 'buyer')).toEqual(['seen', 'neither'])
    expect(find(both, 'silence', 'buyer')?.lines).toEqual([
      { what: 'no-complaint', values: { days: 91, waves: 2 } },
      { what: 'low-voice', values: { mean: 40, n: 4 } },
      { what: 'no-answer', values: { invited: 4 } },
    ])
  })

  test('is no signal where a side is quiet: candid, in touch, and answering', () => {
    const facts = makeFacts([{}, { cells: { 'buyer.voice': 80 } }], { register, contacts: [contact(20)] })
    expect(look(facts, 'silence', 'buyer')).toEqual(['clear', 'quiet'])
  })

  test('ends with a complaint, and begins again when it is old', () => {
    const with20 = { contacts: [complaint('buyer', 20)] }
    expect(look(makeFacts(silent, with20), 'silence', 'buyer')).toEqual(['clear', 'complained'])
    // that of the other side says nothing of this one
    expect(look(makeFacts(silent, { contacts: [complaint('supplier', 20)] }), 'silence', 'buyer')[0]).toBe('seen')
    expect(look(makeFacts([{ buyer: [4, 0] }], { contacts: [complaint('buyer', 179)] }), 'silence', 'buyer')[0]).toBe(
      'clear',
    )
    expect(look(makeFacts([{ buyer: [4, 0] }], { contacts: [complaint('buyer', 181)] }), 'silence', 'buyer')[0]).toBe(
      'seen',
    )
  })

  test('needs two waves or half a year', () => {
    expect(look(makeFacts([{ buyer: [4, 0] }]), 'silence', 'buyer')).toEqual(['clear', 'too-early'])
    expect(look(makeFacts([]), 'silence', 'buyer')).toEqual(['unknown', ''])
  })

  test('counts that nobody was in touch only where the register is kept', () => {
    const of = (more: Partial<Facts>) => look(makeFacts([{}, {}], more), 'silence', 'buyer')[0]
    expect(of({})).toBe('clear')
    expect(of({ register })).toBe('seen')
    expect(of({ register, contacts: [contact(93)] })).toBe('seen')
    expect(of({ register, contacts: [contact(90)] })).toBe('clear')
    expect(of({ register: { since: day(400), newest: day(100) } })).toBe('clear')
    expect(of({ register: { since: day(60), newest: day(2) } })).toBe('clear')
  })

  test('counts attention that fell by fifteen points, of the same people where that is told', () => {
    const of = (cells: Cells) => look(makeFacts([{}, { cells }]), 'silence', 'buyer')[0]
    expect(of({ 'buyer.review_neglect.change': -15 })).toBe('seen')
    expect(of({ 'buyer.review_neglect.change': -14 })).toBe('clear')
    expect(of({ 'buyer.review_neglect.change': -30, 'buyer.review_neglect.panel-change': -2 })).toBe('clear')
  })
})

describe('erosion', () => {
  const fall = { n: 4, mean: -12, low: -20, high: -4 }
  const flat = { n: 4, mean: -5, low: -12, high: 2 }

  test('is a fall beyond chance, since the wave before or over several', () => {
    const of = (cells: Cells) =>
      look(makeFacts([{}, {}, { cells: { 'buyer.trust': 50, ...cells } }]), 'erosion', 'buyer')
    expect(of({ 'buyer.trust.change': fall })).toEqual(['seen', 'fell'])
    expect(of({ 'buyer.trust.change': flat })).toEqual(['clear', 'steady'])
    expect(of({ 'buyer.trust.change': flat, 'buyer.trust.trend': { ...fall, waves: 3 } })).toEqual(['seen', 'falls'])
    // the same people count where they are told
    expect(of({ 'buyer.trust.change': fall, 'buyer.trust.panel-change': flat })).toEqual(['clear', 'steady'])
    expect(of({ 'buyer.trust.change': -12 })).toEqual(['unknown', ''])
  })

  test('began with the first wave of its fall', () => {
    const facts = makeFacts([{}, {}, { cells: { 'buyer.trust': 50, 'buyer.trust.trend': { ...fall, waves: 3 } } }])
    expect(find(facts, 'erosion', 'buyer')?.since).toEqual(facts.waves[0]?.wave.publishedAt)
  })

  test('of an earlier wave says nothing of now', () => {
    const cells = { 'buyer.trust': 50, 'buyer.trust.change': fall }
    expect(look(makeFacts([{}, { cells }, { cells: { 'buyer.trust': 52 } }]), 'erosion', 'buyer')[0]).toBe('unknown')
  })
})

test('a gap warns from fifteen points on, if chance does not explain it; who is trusted less must act', () => {
  const of = (mean: number, low: number, high: number) =>
    find(newest({ 'both.trust_gap': { n: 8, mean, low, high } }), 'gap', 'both')
  expect(of(15, 3, 27)).toMatchObject({ state: 'seen', word: 'buyer-trusts-more', ownerSide: 'buyer' })
  expect(of(-15, -27, -3)).toMatchObject({ state: 'seen', word: 'supplier-trusts-more', ownerSide: 'supplier' })
  expect(of(14, 3, 25)?.state).toBe('clear')
  expect(of(20, -1, 41)?.state).toBe('clear')
})

test('a house is divided where agreement about trust is below a half', () => {
  const of = (sd: number) => look(newest({ 'buyer.trust': { n: 12, mean: 60, sd } }), 'divided-house', 'buyer')[0]
  // half of the variance of answers by lot on seven steps: 1111 / 2
  expect(of(23.5)).toBe('clear')
  expect(of(23.6)).toBe('seen')
  expect(look(newest({ 'buyer.trust': 60 }), 'divided-house', 'buyer')[0]).toBe('unknown')
})

test('levels warn from their threshold on', () => {
  expect(look(newest({ 'buyer.unproductive': 45 }), 'haggling', 'buyer')[0]).toBe('seen')
  expect(look(newest({ 'buyer.unproductive': 44.9 }), 'haggling', 'buyer')[0]).toBe('clear')
  expect(look(newest({ 'supplier.promise_keeping': 39.9 }), 'broken-promise', 'supplier')).toEqual(['seen', 'few-kept'])
  expect(look(newest({ 'supplier.promise_keeping': 40 }), 'broken-promise', 'supplier')[0]).toBe('clear')
  expect(look(newest({ 'buyer.finance_1': 39 }), 'weak-finance', 'buyer')[0]).toBe('seen')
  const strict = readThresholds({ hagglingFrom: 30 })
  expect(find(newest({ 'buyer.unproductive': 31 }), 'haggling', 'buyer', strict)?.state).toBe('seen')
})

test('one voice is missing where a side did not answer, or too few of it did', () => {
  const of = (buyer: [number, number], supplier: [number, number] = [4, 4]) =>
    look(makeFacts([{ buyer, supplier }]), 'one-voice', 'buyer')
  expect(of([4, 0])).toEqual(['seen', 'only-one-side'])
  expect(of([4, 0], [4, 0])).toEqual(['seen', 'low-response'])
  expect(of([10, 2])).toEqual(['seen', 'low-response'])
  expect(of([10, 3])).toEqual(['clear', 'answered'])
  expect(of([0, 0])).toEqual(['unknown', ''])
})

test('a promise is broken when its day has passed, and whole again when it was fulfilled', () => {
  const promise = { id: 'p', madeBy: 'supplier', madeOn: day(300), dueOn: day(10), outcome: 'open', settledAt: null }
  const of = (more: object) =>
    look(makeFacts([], { promises: [{ ...promise, ...more }] }), 'broken-promise', 'supplier')
  expect(of({})).toEqual(['seen', 'overdue'])
  expect(of({ dueOn: day(0) })).toEqual(['clear', 'not-due'])
  expect(of({ dueOn: null })).toEqual(['clear', 'not-due'])
  expect(of({ outcome: 'kept', settledAt: day(1) })).toEqual(['clear', 'fulfilled'])
  expect(of({ outcome: 'not_kept', settledAt: day(1) })).toEqual(['seen', 'not-kept'])
  expect(of({ outcome: 'not_kept', settledAt: day(200) })).toEqual(['clear', 'long-ago'])
})

test('a rating that fell by two steps within a year warns the partner, whatever another source says', () => {
  const rating = (kind: string, ago: number, text = 'Agency') => ({ side: 'supplier', kind, text, beganOn: day(ago) })
  const of = (...ratings: Facts['ratings']) => look(makeFacts([], { ratings }), 'weak-finance', 'supplier')
  expect(of(rating('a', 300), rating('bbb', 20))).toEqual(['clear', 'rating-held'])
  expect(of(rating('a', 300), rating('bb', 20))).toEqual(['seen', 'rating-fell'])
  expect(of(rating('a', 300), rating('bb', 20, 'Bank'))).toEqual(['clear', 'rating-held'])
  expect(of(rating('a', 300), rating('bb', 100), rating('bbb', 10))).toEqual(['clear', 'rating-held'])
  const seen = find(makeFacts([], { ratings: [rating('a', 300), rating('bb', 20)] }), 'weak-finance', 'supplier')
  expect(seen).toMatchObject({
    ownerSide: 'buyer',
    since: day(20),
    lines: [{ what: 'rating-fell', values: { steps: 2 } }],
  })
})

test('a side without an accountable owner is seen, and the other side’s must act', () => {
  const facts = makeFacts([], { owners: { buyer: true, supplier: false } })
  expect(find(facts, 'no-owner', 'supplier')).toMatchObject({ state: 'seen', ownerSide: 'buyer' })
  expect(find(facts, 'no-owner', 'buyer')?.state).toBe('clear')
  // since the last one left, where that was written down
  const ownerChanges = [{ side: 'supplier', kind: 'left', beganOn: day(40) }]
  expect(find({ ...facts, ownerChanges }, 'no-owner', 'supplier')?.since).toEqual(day(40))
})

describe('a signal is itself a disclosure', () => {
  const PLACES = ['trust', 'voice', 'promise_keeping', 'unproductive', 'finance_1', 'review_neglect'].flatMap((index) =>
    ['buyer', 'supplier'].flatMap((side) => [`${side}.${index}`, `${side}.${index}.change`, `${side}.${index}.trend`]),
  )
  const withheld: Cells = Object.fromEntries([...PLACES, 'both.trust_gap'].map((place) => [place, null]))

  test('what is withheld neither raises nor clears anything', () => {
    const found = evaluateStudy(makeFacts([{}, { cells: withheld }]), USUAL_THRESHOLDS)
    const byValues = found.filter(({ kind }) => kind !== 'silence' && kind !== 'one-voice')
    expect(byValues.length).toBeGreaterThan(8)
    expect(byValues.filter(({ state }) => state !== 'unknown')).toEqual([])
  })

  test('whatever is withheld, response counts and evidence alone decide: the findings are the same', () => {
    // the same relationship: once with nothing asked, once with everything asked and withheld
    const decided = (cells: Cells) =>
      evaluateStudy(
        makeFacts([{}, { cells, buyer: [5, 1] }], { register, contacts: [complaint('buyer', 5)] }),
        USUAL_THRESHOLDS,
      )
    expect(decided(withheld)).toEqual(decided({}))
  })

  test('a number that did not come through the door of disclosure is refused', () => {
    const facts = newest({ 'buyer.trust': 10 })
    const [table] = facts.waves
    if (!table) throw new Error('there is no wave')
    const forged = { ...table, cell: () => ({ status: 'released', mean: 10, n: 1 }) as never }
    expect(() => evaluateStudy({ ...facts, waves: [forged] }, USUAL_THRESHOLDS)).toThrow(/released values alone/)
  })

  test('what a firm alone is shown of its own side warns about that side alone', () => {
    const facts = newest({ 'buyer.unproductive': 60, 'supplier.unproductive': 60 })
    const seen = evaluateOwnSide(facts, USUAL_THRESHOLDS, 'buyer').filter(({ state }) => state === 'seen')
    expect(seen.map(({ kind, side }) => [kind, side])).toEqual([['haggling', 'buyer']])
  })
})
