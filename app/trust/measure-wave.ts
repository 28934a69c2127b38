import type { Answers } from '#app/instruments/answers'
import { QUALITY_FLAGS, type QualityFlag } from '#app/responses/quality-flags'
import { makeScaleMeasurement, type ScaleMeasurement } from './measure-scale'
import type { ScaleDefinition } from './measured-scales'
import type { MeasuredAnswering } from './measured-values'
import { makeNumberSet, type NumberSet } from './number-set'
import { makePeopleRegister, type PeopleRegister } from './people-register'
import { SIDES, type Side } from './scored-response'

export interface WaveResponse {
  side: Side
  language: string
  person: string
  firm: string
  answers: Answers
  flags: readonly QualityFlag[]
}

/** How the responses of one side in one language were answered, and by whom. */
export interface AnsweringGroup extends MeasuredAnswering {
  people: NumberSet
}

export interface WaveMeasurement {
  /** All responses about one relationship: a relationship is handed over once. */
  addRelationship(responses: readonly WaveResponse[]): void
  register: PeopleRegister
  scales: readonly { definition: ScaleDefinition; measurement: ScaleMeasurement }[]
  /** by language */
  answering: Readonly<Record<Side, ReadonlyMap<string, AnsweringGroup>>>
}

/** Gathers a wave's responses as they pass by; kept are sums, one number per relationship, and who answered. */
export function makeWaveMeasurement(definitions: readonly ScaleDefinition[]): WaveMeasurement {
  const register = makePeopleRegister()
  const scales = definitions.map((definition) => ({ definition, measurement: makeScaleMeasurement(definition) }))
  const answering: Record<Side, Map<string, AnsweringGroup>> = { buyer: new Map(), supplier: new Map() }
  return {
    ...{ register, scales, answering },
    addRelationship(responses) {
      for (const side of SIDES) {
        const own = responses
          .filter((response) => response.side === side)
          .map((response) => ({ ...response, person: register.numberOf(response.person, response.firm) }))
        for (const { language, person, flags } of own) count(answering[side], language, person, flags)
        for (const { definition, measurement } of scales) if (definition.side === side) measurement.addRelationship(own)
      }
    },
  }
}

function count(groups: Map<string, AnsweringGroup>, language: string, person: number, flags: readonly QualityFlag[]) {
  const group = groups.get(language) ?? { ...nothingAnswered(), people: makeNumberSet() }
  groups.set(language, group)
  group.people.add(person)
  group.responses += 1
  for (const flag of flags) group.flags[flag] = (group.flags[flag] ?? 0) + 1
}

function nothingAnswered(): MeasuredAnswering {
  return {
    responses: 0,
    flags: Object.fromEntries(QUALITY_FLAGS.map((flag) => [flag, 0])) as Record<QualityFlag, number>,
  }
}

/** All languages together. */
export function sumAnswering(groups: Iterable<MeasuredAnswering>): MeasuredAnswering {
  const total = nothingAnswered()
  for (const { responses, flags } of groups) {
    total.responses += responses
    for (const flag of QUALITY_FLAGS) total.flags[flag] += flags[flag]
  }
  return total
}
