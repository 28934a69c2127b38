// The recorded study: of 120 relationships some have a side of which nobody answered. The signal finds just these.
import { expect, test } from 'vitest'
import type { ResultTable } from '#app/disclosure/read-results.server'
import { type ReleasedCell, release } from '#app/disclosure/release'
import { replay, summarizeReplay } from '#app/signals/back-test'
import { evaluateStudy } from '#app/signals/evaluate'
import type { Facts } from '#app/signals/facts'
import { USUAL_THRESHOLDS } from '#app/signals/thresholds'
import { indexRelationship } from '#app/trust/index-relationship'
import { SIDES } from '#app/trust/scored-response'
import { groupBy, readStudy, readTable, type StudyResponse } from '#tests/reference/read-study'

const { responses } = readStudy('study')
const WAVES = [1, 2, 3, 4]
const publishedAt = (wave: number) => new Date(Date.UTC(2026, 3 * wave, 1))
const CODES = readTable('study/relationships.csv').map(({ relationship = '' }) => relationship)
const about = groupBy(responses, ({ relationship }) => relationship)

/** What the file itself says: sides of which nobody answered in a wave, though people of theirs did in another. */
const silentIn = (wave: number) =>
  CODES.flatMap((code) =>
    SIDES.filter((side) => !about.get(code)?.some((one) => one.wave === wave && one.side === side)).map(
      (side) => `${code} ${side}`,
    ),
  )

function tablesOf(code: string, own: readonly StudyResponse[]): ResultTable[] {
  return WAVES.map((wave) => {
    const answers = own.filter((one) => one.wave === wave)
    const cells = new Map(
      release(indexRelationship(answers), { audience: 'attributed', minimumGroupSize: 1 }).map(
        (cell): [string, ReleasedCell] => [`${cell.side} ${cell.index} ${cell.measure}`, cell],
      ),
    )
    const count = (side: string) => ({
      invited: new Set(own.filter((one) => one.side === side).map(({ respondent }) => respondent)).size,
      answered: answers.filter((one) => one.side === side).length,
    })
    return {
      wave: { id: `${wave}`, number: wave, publishedAt: publishedAt(wave), kind: 'full' },
      relationship: { id: code } as ResultTable['relationship'],
      cell: (side, index, measure = 'level') => cells.get(`${side} ${index} ${measure}`),
      participation: { buyer: count('buyer'), supplier: count('supplier') },
    }
  })
}

const tables = new Map(CODES.map((code) => [code, tablesOf(code, about.get(code) ?? [])]))
const factsOf = (code: string, wave: number, contacts: Facts['contacts'] = []): Facts => ({
  ...{ at: publishedAt(wave), owners: undefined, promises: [], contacts, register: undefined },
  ...{ ratings: [], ownerChanges: [] },
  waves: (tables.get(code) ?? []).slice(0, wave),
})
const silent = (facts: Facts) =>
  evaluateStudy(facts, USUAL_THRESHOLDS).filter(({ kind, state }) => kind === 'silence' && state === 'seen')

test.each([2, 3, 4])(
  'in wave %i the silence signal finds exactly the relationships that the data made silent',
  (wave) => {
    const expected = silentIn(wave)
    expect(expected.length).toBeGreaterThan(4)
    const found = CODES.flatMap((code) => silent(factsOf(code, wave)).map(({ side }) => `${code} ${side}`))
    expect(found).toEqual(expected)
  },
)

test('a recorded complaint breaks the silence, and nothing else of the study changes', () => {
  const [first = '', ...others] = silentIn(4)
  const [code = '', side = ''] = first.split(' ')
  const complaint = { kind: 'complaint', side, happenedOn: new Date(Date.UTC(2026, 11, 20)), resolvedOn: null }
  const found = CODES.flatMap((one) =>
    silent(factsOf(one, 4, one === code ? [complaint] : [])).map((finding) => `${one} ${finding.side}`),
  )
  expect(found).toEqual(others)
})

test('the back-test raises at each wave what the rules raised then, and tells how trust went on', () => {
  const all = CODES.map((code) => replay(code, factsOf(code, 4), USUAL_THRESHOLDS, []))
  const signals = all.flatMap((one) => one.signals)
  const steps = all.flatMap((one) => one.steps)
  for (const wave of [2, 3, 4]) {
    const replayed = signals.filter((one) => one.wave === wave && one.kind === 'silence')
    expect(replayed.map(({ relationshipId, side }) => `${relationshipId} ${side}`)).toEqual(silentIn(wave))
  }
  const haggling = signals.filter(({ kind }) => kind === 'haggling')
  const summary = summarizeReplay({ signals, steps }).find(({ kind }) => kind === 'haggling')
  const changes = haggling.flatMap(({ before, after }) => (before === null || after === null ? [] : [after - before]))
  expect(summary).toMatchObject({ raised: haggling.length, followed: changes.length })
  expect(summary?.withSignal).toBeCloseTo(changes.reduce((sum, one) => sum + one, 0) / changes.length, 9)
  // nothing follows the last wave
  expect(signals.filter(({ wave, after }) => wave === 4 && after !== null)).toEqual([])
})
