import type { Db } from '#app/db/database.server'
import type { Answer } from '#app/instruments/answers'
import { codebookEntries, MISSING_CODES } from '#app/instruments/codebook-entries'
import { scoreNames } from '#app/instruments/score-response'
import { findInstrument, instrumentLanguages, instrumentText } from '#app/instruments/templates'
import { type StoredResponse, streamWaveResponses } from '#app/responses/read-responses.server'
import type { CsvRow } from './formats/csv.server'
import { makePseudonym } from './pseudonym.server'

const LEADING = [
  'study',
  'wave',
  'response_id',
  'respondent_id',
  'relationship_id',
  'rater_organization_id',
  'partner_organization_id',
  'side',
  'function',
  'language',
  'instrument',
  'instrument_version',
] as const

const SCORE_PREFIX = 'score_'

export interface ResearchFile {
  columns: string[]
  /** one row per response, wave by wave, in an order that has nothing to do with when or in which order people answered */
  rows: AsyncIterable<CsvRow>
  codebook: CsvRow[]
}

export const CODEBOOK_COLUMNS = [
  'variable',
  'label_en',
  'label_ar',
  'kind',
  'minimum',
  'maximum',
  'value_labels_en',
  'value_labels_ar',
  'missing_codes',
  'is_reversed',
  'construct',
  'source',
]

/**
 * The de-identified answers of a study's published waves, with their codebook. No names, addresses, links or times;
 * persons, firms and relationships by codes that hold within the study.
 * @returns undefined where the workspace has no such study
 */
export async function openResearchFile(
  db: Db,
  workspaceId: string,
  studyId: string,
): Promise<ResearchFile | undefined> {
  const study = await db.study.findUnique({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    include: { waves: { where: { workspaceId, state: 'published' }, orderBy: { number: 'asc' } } },
  })
  if (!study) return undefined
  const instrument = findInstrument(study.instrumentName, study.instrumentVersion)
  if (!instrument) throw new Error(`the instrument ${study.instrumentName}@${study.instrumentVersion} is not shipped`)
  const texts = new Map(
    instrumentLanguages(instrument).map((language) => [language, instrumentText(instrument, language)]),
  )
  const entries = codebookEntries(instrument, texts)
  const scores = scoreNames(instrument)
  const key = study.pseudonymKey

  async function* rows(): AsyncGenerator<CsvRow> {
    for (const wave of study?.waves ?? []) {
      for await (const batch of byRelationship(streamWaveResponses(db, { workspaceId, waveId: wave.id }))) {
        const firms = await findFirms(db, workspaceId, batch[0]?.relationshipId ?? '')
        const made = batch.map((response) => toRow(response, firms))
        // sorted by pseudonym: ids in the database come in the order of the invitations
        made.sort((a, b) => (String(a.response_id) < String(b.response_id) ? -1 : 1))
        for (const row of made) yield { study: study?.name, wave: wave.number, ...row }
      }
    }
  }

  function toRow(response: StoredResponse, firms: { buyerId: string; supplierId: string }): CsvRow {
    const partner = response.side === 'buyer' ? firms.supplierId : firms.buyerId
    return {
      response_id: makePseudonym(key, 'response', response.id),
      respondent_id: makePseudonym(key, 'person', response.participantId),
      relationship_id: makePseudonym(key, 'relationship', response.relationshipId),
      rater_organization_id: makePseudonym(key, 'organization', response.organizationId),
      partner_organization_id: makePseudonym(key, 'organization', partner),
      side: response.side,
      function: response.function,
      language: response.language,
      instrument: response.instrumentName,
      instrument_version: response.instrumentVersion,
      ...Object.fromEntries(entries.map(({ variable }) => [variable, toValue(response.answers[variable])])),
      ...Object.fromEntries(scores.map((name) => [SCORE_PREFIX + name, response.scores[name]])),
    }
  }

  return {
    columns: [...LEADING, ...entries.map((entry) => entry.variable), ...scores.map((name) => SCORE_PREFIX + name)],
    rows: rows(),
    codebook: [
      ...LEADING.map((variable) => ({ variable, kind: 'identifier' })),
      ...entries.map((entry) => ({
        variable: entry.variable,
        label_en: entry.wording.en,
        label_ar: entry.wording.ar,
        kind: entry.kind,
        minimum: entry.minimum,
        maximum: entry.maximum,
        value_labels_en: entry.valueLabels.en,
        value_labels_ar: entry.valueLabels.ar,
        missing_codes: Object.entries(MISSING_CODES)
          .map(([reason, code]) => `${code} = ${reason}`)
          .join('; '),
        is_reversed: entry.isReversed ? 'yes' : 'no',
        construct: entry.construct,
        source: entry.source,
      })),
      ...scores.map((name) => ({ variable: SCORE_PREFIX + name, kind: 'score', construct: name })),
    ],
  }
}

function toValue(answer: Answer | undefined): string | number | null {
  if (answer === undefined) return null
  return typeof answer === 'object' ? MISSING_CODES[answer.missing] : answer
}

/** Consecutive responses about the same relationship together; a relationship has few, so a batch stays small. */
async function* byRelationship(responses: AsyncIterable<StoredResponse>): AsyncGenerator<StoredResponse[]> {
  let batch: StoredResponse[] = []
  for await (const response of responses) {
    if (batch[0] && batch[0].relationshipId !== response.relationshipId) {
      yield batch
      batch = []
    }
    batch.push(response)
  }
  if (batch.length > 0) yield batch
}

function findFirms(db: Db, workspaceId: string, id: string) {
  return db.relationship.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id } },
    select: { buyerId: true, supplierId: true },
  })
}
