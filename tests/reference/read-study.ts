// The recorded studies: every response with its answers, scored by the shipped instrument.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { Answers, Scores } from '#app/instruments/answers'
import type { Instrument } from '#app/instruments/instrument-schema'
import { scaleItems, scoreResponse } from '#app/instruments/score-response'
import { findTemplate } from '#app/instruments/templates'
import type { Side } from '#app/trust/scored-response'

export type StudyName = 'study' | 'study_firms'

export interface StudyResponse {
  wave: number
  relationship: string
  side: Side
  /** of the organization */
  function: string
  respondent: string
  /** the organization in whose name the respondent answers */
  firm: string
  answers: Answers
  scores: Scores
}

export const readText = (name: string): string => {
  const bytes = readFileSync(`tests/reference/data/${name}`)
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
}

export const readTable = (name: string): Record<string, string>[] => parse(readText(name), { columns: true })

/** The questionnaire of the recorded studies. */
export function studyInstrument(): Instrument {
  const instrument = findTemplate('relationship-core', 1)?.instrument
  if (!instrument) throw new Error('the core instrument is not shipped')
  return instrument
}

/** @returns responses in the order of the file; statements without an answer were skipped, and how many answers there are */
export function readStudy(study: StudyName): { responses: StudyResponse[]; answers: number } {
  const instrument = studyInstrument()
  const firms = new Map(readTable(`${study}/relationships.csv`).map((row) => [row.relationship, row]))
  const rows = readTable(`${study}/responses.csv.gz`)
  const responses = new Map<string, StudyResponse>()
  for (const row of rows) {
    const { wave = '', relationship = '', side, respondent = '', item = '', value } = row
    const key = `${wave} ${relationship} ${side} ${respondent}`
    const response = responses.get(key) ?? {
      ...{ wave: Number(wave), relationship, side: side as Side, respondent, function: row.function ?? '' },
      ...{ firm: firms.get(relationship)?.[side ?? ''] ?? '', answers: {}, scores: {} },
    }
    response.answers[item] = Number(value)
    // in these files the tenth use of time is 0 throughout and has no rows
    if (item === 'time_price') response.answers.time_other = 0
    responses.set(key, response)
  }
  const items = scaleItems(instrument.sections.flatMap((section) => section.items))
  for (const { answers } of responses.values()) for (const { id } of items) answers[id] ??= { missing: 'skipped' }
  for (const response of responses.values()) response.scores = scoreResponse(instrument, response.answers)
  return { responses: [...responses.values()], answers: rows.length }
}

/** Values that stand in groups under a key, in the order in which the groups first appear. */
export function groupBy<Value>(values: Iterable<Value>, keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}

/** The scores of a kind that responses have. */
export const scoresOf = (responses: readonly StudyResponse[], score: string): number[] =>
  responses.flatMap(({ scores }) => (typeof scores[score] === 'number' ? [scores[score]] : []))
