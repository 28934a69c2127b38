import { type Answers, missingReason } from '#app/instruments/answers'
import { makeRunningAnova } from '#app/statistics/agreement/running-anova'
import {
  slightlySkewedNullVariance,
  uniformNullVariance,
  withinGroupAgreement,
} from '#app/statistics/agreement/within-group-agreement'
import { mean } from '#app/statistics/descriptive/mean'
import { makeRunningCovariance } from '#app/statistics/reliability/running-covariance'
import { describeMeasuredScale, type Gathered } from './describe-measured-scale'
import type { ScaleDefinition } from './measured-scales'
import { ITEM_MISSING, type MeasuredScale } from './measured-values'
import { makeNumberSet } from './number-set'

/** Groups of so many people are not small, and of the people of small ones no more are counted. */
const COUNTED = 10

/** One response as far as measurement looks at it. */
export interface MeasuredResponse {
  language: string
  /** number of the person in the register of the wave */
  person: number
  answers: Answers
}

export interface ScaleMeasurement {
  /** All responses of the scale's side about one relationship: a relationship is handed over once. */
  addRelationship(responses: readonly MeasuredResponse[]): void
  languages(): string[]
  /** Undefined: a language in which nobody was asked. */
  peopleOf(language: string): Gathered['people'] | undefined
  /**
   * How many different people have a score in groups of fewer than `size` people, or in groups that are not all who have a
   * score on their side of the relationship; not counted beyond ten, nor for sizes beyond ten.
   */
  peopleOfSmallGroups(language: string, size: number): number
  /** @param language empty for all together; undefined where nobody answered all items */
  measure(language: string): MeasuredScale | undefined
}

/**
 * Reliability and agreement of one scale on one side from responses that come relationship by relationship and are not
 * kept. Rows are responses: somebody who answers about three relationships stands in three of them.
 */
export function makeScaleMeasurement(scale: ScaleDefinition): ScaleMeasurement {
  const gathered = new Map<string, Gathered>()
  const of = (language: string): Gathered => {
    const own = gathered.get(language) ?? startGathering(scale.items.length)
    gathered.set(language, own)
    return own
  }
  return {
    addRelationship(responses) {
      const groups = new Map<string, Group>()
      for (const { language, person, answers } of responses) {
        const own = of(language)
        const { asked, points } = readPoints(scale, answers, own)
        if (asked === 0) continue
        own.people.asked.add(person)
        // the half rule, as where the response was scored
        if (points.length === 0 || points.length * 2 < asked) continue
        own.people.scored.add(person)
        const isComplete = points.length === scale.items.length
        if (isComplete) {
          own.people.complete.add(person)
          own.covariance.add(points)
        }
        for (const key of ['', language]) {
          const group = groups.get(key) ?? { people: [], scores: [], rows: [] }
          groups.set(key, group)
          group.people.push(person)
          group.scores.push(mean(points) ?? 0)
          if (isComplete) group.rows.push(points)
        }
      }
      const whole = groups.get('')?.people.length
      for (const [language, group] of groups) {
        addGroup(of(language), group, scale)
        rememberSmall(of(language), group.people, group.people.length === whole)
      }
    },
    languages: () => [...gathered.keys()].filter((language) => language !== '').sort(),
    peopleOf: (language) => gathered.get(language)?.people,
    peopleOfSmallGroups(language, size) {
      const people = new Set<number>()
      for (const [own, some] of gathered.get(language)?.smallGroups ?? [])
        if (own < size) for (const person of some) people.add(person)
      return Math.min(people.size, COUNTED)
    },
    measure(language) {
      const groups = gathered.get(language)
      if (!groups) return undefined
      return language === ''
        ? describeMeasuredScale(scale, { ...together([...gathered], scale.items.length), ...pick(groups) })
        : describeMeasuredScale(scale, groups)
    },
  }
}

function startGathering(count: number): Gathered {
  const zeros = () => new Array<number>(count).fill(0)
  return {
    covariance: makeRunningCovariance(count),
    anova: makeRunningAnova(),
    agreement: { uniform: [], slightly_skewed: [] },
    asked: zeros(),
    missing: { not_applicable: zeros(), cannot_say: zeros(), skipped: zeros() },
    people: { asked: makeNumberSet(), scored: makeNumberSet(), complete: makeNumberSet() },
    smallGroups: new Map(),
  }
}

/** Recoded points of what was answered; counts what was asked and what is missing on the way. */
function readPoints(
  { items, minimum, maximum }: ScaleDefinition,
  answers: Answers,
  { asked, missing }: Gathered,
): { asked: number; points: number[] } {
  const points: number[] = []
  let count = 0
  for (const [place, { id, isReversed }] of items.entries()) {
    const answer = answers[id]
    if (answer === undefined) continue
    count += 1
    asked[place] = (asked[place] ?? 0) + 1
    if (typeof answer === 'number') points.push(isReversed ? minimum + maximum - answer : answer)
    const reason = ITEM_MISSING.find((one) => one === missingReason(answer))
    if (reason) missing[reason][place] = (missing[reason][place] ?? 0) + 1
  }
  return { asked: count, points }
}

/** Answers of one side about one relationship: everybody's score, and the points of those who answered all items. */
interface Group {
  people: number[]
  scores: number[]
  rows: number[][]
}

function addGroup({ anova, agreement }: Gathered, { scores, rows }: Group, { minimum, maximum }: ScaleDefinition) {
  const options = maximum - minimum + 1
  anova.addGroup(scores)
  const nullVariances = { uniform: uniformNullVariance(options), slightly_skewed: slightlySkewedNullVariance(options) }
  for (const model of ['uniform', 'slightly_skewed'] as const) {
    const nullVariance = nullVariances[model]
    const value = nullVariance === undefined ? undefined : withinGroupAgreement(rows, nullVariance)
    if (value !== undefined) agreement[model].push(value)
  }
}

function rememberSmall({ smallGroups }: Gathered, people: readonly number[], isWholeSide: boolean) {
  if (isWholeSide && people.length >= COUNTED) return
  const size = isWholeSide ? people.length : 0
  const own = smallGroups.get(size) ?? new Set()
  smallGroups.set(size, own)
  for (const person of people) if (own.size < COUNTED) own.add(person)
}

/** Groups of all languages together are gathered as such: people of one relationship may answer in different languages. */
function pick({ anova, agreement }: Gathered): Pick<Gathered, 'anova' | 'agreement'> {
  return { anova, agreement }
}

function together(all: [string, Gathered][], count: number): Gathered {
  const total = startGathering(count)
  for (const [, own] of all.sort(([one], [other]) => (one < other ? -1 : 1))) {
    total.covariance.absorb(own.covariance.moments)
    for (let place = 0; place < count; place += 1) {
      total.asked[place] = (total.asked[place] ?? 0) + (own.asked[place] ?? 0)
      for (const reason of ITEM_MISSING)
        total.missing[reason][place] = (total.missing[reason][place] ?? 0) + (own.missing[reason][place] ?? 0)
    }
  }
  return total
}
