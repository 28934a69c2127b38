/** What does not map between two formats; the words for each stand in the language files. */
export const INTERCHANGE_FEATURES = [
  'unknown-question',
  'too-few-options',
  'condition',
  'calculation',
  'validation',
  'other-option',
  'recoded',
  'language-incomplete',
  'no-english',
  'scoring',
  'functions',
  'about-firm',
  'consent',
  'nothing-to-share',
  'order',
  'second-scale',
  'gaps',
  'open-promises',
  'too-large',
  'shortened',
  'slots',
] as const
export type InterchangeFeature = (typeof INTERCHANGE_FEATURES)[number]

export interface InterchangeNote {
  /** place in the source: `pages.0.elements.2` or a row */
  path: string
  feature: InterchangeFeature
}
