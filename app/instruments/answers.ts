/** Why an answer is missing: said by the respondent (first two), left open, or asked about time that there was not. */
export const MISSING_REASONS = ['not_applicable', 'cannot_say', 'skipped', 'no_contact'] as const
export type MissingReason = (typeof MISSING_REASONS)[number]

/** A number (scale point, percent, hours), a text, or a coded missing answer. */
export type Answer = number | string | { missing: MissingReason }

/** The answers of one response, keyed by item id, as the database stores them. */
export type Answers = Record<string, Answer>

/** Scores of one response, keyed by score id; null where it cannot be scored. */
export type Scores = Record<string, number | null>

/** Why there is no answer; undefined where there is one, and where the question was not asked. */
export function missingReason(answer: Answer | undefined): MissingReason | undefined {
  return typeof answer === 'object' ? answer.missing : undefined
}
