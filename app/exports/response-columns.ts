/** Columns of the response file before the answers. Codes of persons, firms and relationships hold within one study. */
export const IDENTIFIERS = [
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
  'quality_flags',
] as const

/** Before the names of scores: a share is an answer and a score of the same name. */
export const SCORE_PREFIX = 'score_'
