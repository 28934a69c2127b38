/** Both tails of a distribution function at one point, each with its own relative precision: `1 − lower` would lose the far one. */
export interface Tails {
  /** P(X ≤ x) */
  lower: number
  /** P(X > x) */
  upper: number
}
