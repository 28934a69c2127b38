import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { Answers } from '#app/instruments/answers'
import type { Instrument } from '#app/instruments/instrument-schema'
import { scaleItems } from '#app/instruments/score-response'
import { findTemplate } from '#app/instruments/templates'
import type { Side } from '#app/trust/scored-response'

interface RecordedResponse {
  wave: number
  relationship: string
  respondent: string
  side: Side
  answers: Answers
}

/** The questionnaire of the recorded study. */
export function studyInstrument(): Instrument {
  const instrument = findTemplate('relationship-core', 1)?.instrument
  if (!instrument) throw new Error('the core instrument is not shipped')
  return instrument
}

/** The responses of the recorded study, in the order of the file; statements without an answer were skipped. */
export function readStudy(): RecordedResponse[] {
  const csv = gunzipSync(readFileSync('tests/reference/data/study/responses.csv.gz'))
  const responses = new Map<string, RecordedResponse>()
  for (const row of parse(csv, { columns: true }) as Record<string, string>[]) {
    const { wave = '', relationship = '', respondent = '', side } = row
    const key = `${wave} ${relationship} ${respondent}`
    const response = responses.get(key) ?? {
      ...{ wave: Number(wave), relationship, respondent, side: side as Side },
      answers: {},
    }
    response.answers[row.item ?? ''] = Number(row.value)
    // in these files the tenth use of time is 0 throughout and has no rows
    if (row.item === 'time_price') response.answers.time_other = 0
    responses.set(key, response)
  }
  const items = scaleItems(studyInstrument().sections.flatMap((section) => section.items))
  for (const { answers } of responses.values()) for (const { id } of items) answers[id] ??= { missing: 'skipped' }
  return [...responses.values()]
}
