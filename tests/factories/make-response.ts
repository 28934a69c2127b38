import type { Db } from '#app/db/database.server'
import type { Answers } from '#app/instruments/answers'
import { scoreResponse } from '#app/instruments/score-response'
import { findTemplate } from '#app/instruments/templates'
import type { Paradata } from '#app/responses/paradata'
import type { QualityFlag } from '#app/responses/quality-flags'
import { makeAnswers } from './make-answers'

interface ResponseValues {
  assignment: { workspaceId: string; id: string; waveId: string; relationshipId: string; side: string }
  answers?: Answers
  function?: string
  language?: string
  submittedAt?: Date
  paradata?: Paradata
  flags?: QualityFlag[]
}

/** The response to an assignment, with the scores that follow from its answers. */
export function makeResponse(db: Db, values: ResponseValues) {
  const {
    assignment,
    answers = makeAnswers(),
    language = 'en',
    submittedAt = new Date('2026-02-01T08:00:00Z'),
  } = values
  const { workspaceId, id, waveId, relationshipId, side } = assignment
  const instrument = findTemplate('relationship-core', 1)?.instrument
  if (!instrument) throw new Error('the core instrument is not shipped')
  return db.response.create({
    data: {
      workspaceId,
      id,
      waveId,
      relationshipId,
      side,
      function: values.function ?? 'purchasing',
      language,
      instrumentName: instrument.name,
      instrumentVersion: instrument.version,
      answers,
      scores: scoreResponse(instrument, answers),
      submittedAt,
      paradata: { ...values.paradata },
      flags: values.flags ?? [],
    },
  })
}
