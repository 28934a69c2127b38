import type { ScaleMeasurement } from '#app/trust/measure-scale'
import { sumAnswering, type WaveMeasurement } from '#app/trust/measure-wave'
import type { NumberSet } from '#app/trust/number-set'
import type { PeopleRegister } from '#app/trust/people-register'
import { SIDES } from '#app/trust/scored-response'
import { type DisclosurePolicy, groupRule, measurementMinimum, spreadRule } from './policy'
import { type ReleasedMeasurement, releaseAnswering, releaseScale } from './release-measurement'
import { decideLanguages } from './suppression/decide-languages'

/**
 * All rows about how a wave measured: every scale on each side, all languages together and each by itself, and how the
 * responses were answered. The same rows whoever answered, so that a missing row tells nothing.
 * @param languages in which the questions are worded
 */
export function* releaseWaveMeasurement(
  { register, scales, answering }: WaveMeasurement,
  languages: readonly string[],
  policy: DisclosurePolicy,
): Generator<ReleasedMeasurement> {
  const rule = { ...groupRule(policy), minimumPeople: measurementMinimum(policy) }
  const decide = (groups: ReadonlyMap<string, NumberSet>) =>
    decideLanguages(
      new Map([...groups].map(([language, people]) => [language, [...contributionsOf(people, register)]])),
      languages,
      rule,
    )
  for (const { definition, measurement } of scales) {
    const { construct, side } = definition
    // what small sides have in common is told of buyers and suppliers together
    const ofConstruct = scales.flatMap((own) => (own.definition.construct === construct ? [own.measurement] : []))
    const peopleWho = (did: 'complete' | 'scored' | 'asked') =>
      new Map(measurement.languages().map((one) => [one, measurement.peopleOf(one)?.[did] ?? NOBODY]))
    const asked = decide(peopleWho('asked'))
    // who answered all has a score, and who has one was asked: as many are the same people
    const areAll = (did: 'complete' | 'scored') =>
      [...peopleWho(did)].every(([one, { size }]) => size === measurement.peopleOf(one)?.asked.size)
    const scored = areAll('scored') ? asked : decide(peopleWho('scored'))
    const complete = areAll('complete') ? asked : decide(peopleWho('complete'))
    for (const language of ['', ...languages]) {
      const decisionOf = ({ total, languages: own }: typeof complete) =>
        language === '' ? total : (own.get(language) ?? 'minimum')
      // coefficients stand on those who answered all items, ICCs on those who have a score
      const decision = decisionOf(complete) === 'released' ? decisionOf(scored) : decisionOf(complete)
      yield releaseScale(
        {
          ...{ place: { construct, side, language }, decision, people: complete.people.get(language) ?? 0 },
          tellsMissing: decisionOf(asked) === 'released',
          tellsGroups: ofConstruct.every((own) => [language, ''].every((one) => maySidesBeCompared(policy, own, one))),
          values: decision === 'released' ? measurement.measure(language) : undefined,
        },
        policy,
      )
    }
  }
  for (const side of SIDES) {
    const groups = answering[side]
    const decided = decide(new Map([...groups].map(([language, { people }]) => [language, people])))
    for (const language of ['', ...languages]) {
      const own = groups.get(language)
      yield releaseAnswering(
        {
          place: { construct: '', side, language },
          decision: language === '' ? decided.total : (decided.languages.get(language) ?? 'minimum'),
          people: decided.people.get(language) ?? 0,
          values: sumAnswering(language === '' ? groups.values() : own ? [own] : []),
        },
        policy,
      )
    }
  }
}

/**
 * ICCs tell how the squares within sides and those between them compare. Less the means and spreads that sides tell
 * themselves, that must not be those of a few people: neither of the sides that are withheld nor of those that are too small
 * to tell their spread. Of a pooled study nobody knows a single side.
 */
function maySidesBeCompared(policy: DisclosurePolicy, measurement: ScaleMeasurement, language: string): boolean {
  if (policy.audience !== 'shared') return true
  const { minimumPeople: fewest } = spreadRule(groupRule(policy))
  return [policy.minimumGroupSize, fewest]
    .map((size) => measurement.peopleOfSmallGroups(language, size))
    .every((people) => people === 0 || people >= fewest)
}

const NOBODY: NumberSet = { size: 0, add() {}, *[Symbol.iterator]() {} }

function* contributionsOf(people: NumberSet, register: PeopleRegister) {
  for (const number of people) yield register.personOf(number)
}
