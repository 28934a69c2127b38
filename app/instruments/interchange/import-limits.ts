/** A questionnaire is far below these; whatever is above them is no questionnaire, and would only cost time. */
export const IMPORT_LIMITS = {
  /** of a file */
  characters: 2_000_000,
  items: 500,
  /** options and points of all questions together */
  options: 5000,
  languages: 30,
  /** panels in panels, groups in groups, brackets in brackets */
  depth: 20,
  /** of one text */
  textCharacters: 4000,
  /** of one condition */
  conditionCharacters: 1000,
  /** rows of a sheet */
  rows: 5000,
} as const
