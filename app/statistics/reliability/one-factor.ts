import type { Matrix } from './covariance-matrix'

export type OneFactorSolution =
  | { ok: true; loadings: number[]; uniquenesses: number[] }
  /** `few-items`: three are needed; `no-convergence`: also where a factor would explain nothing, or an item wholly */
  | { ok: false; reason: 'few-items' | 'no-convergence' }

const MOST_ROUNDS = 20_000
const TOLERANCE = 1e-13

/**
 * Loadings of items on one common factor, from their correlations, −1 … 1, most of them positive.
 *
 * - `minres`: least squares of the correlations off the diagonal. Iterated principal axes come to the same minimum.
 * - `ml`: maximum likelihood; assumes multivariate normal answers.
 *
 * Undefined (with the reason): fewer than three items, or no proper solution (a Heywood case, or nothing in common).
 *
 * Source: Harman & Jones 1966, Psychometrika 31, 351–368, https://doi.org/10.1007/BF02289468;
 * Lawley & Maxwell 1971, Factor Analysis as a Statistical Method, 2nd ed.
 * R: psych::fa(x, 1, fm = "minres"); lavaan::cfa("F =~ items", std.lv = TRUE), standardized
 */
export function oneFactor(correlations: Matrix, method: 'minres' | 'ml'): OneFactorSolution {
  const count = correlations.length
  if (count < 3) return { ok: false, reason: 'few-items' }
  let uniquenesses = correlations.map((row, index) => 1 - Math.max(...row.map((r, j) => (j === index ? 0 : r ** 2))))
  let loadings = new Array<number>(count).fill(0)
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = method === 'minres' ? stepMinres(correlations, uniquenesses) : stepMl(correlations, uniquenesses)
    if (!next) break
    const nextUniquenesses = next.map((loading) => 1 - loading ** 2)
    if (nextUniquenesses.some((unique) => !(unique > 0))) break
    const change = Math.max(...next.map((loading, index) => Math.abs(loading - (loadings[index] ?? 0))))
    loadings = next
    uniquenesses = nextUniquenesses
    if (change < TOLERANCE) return { ok: true, loadings, uniquenesses }
  }
  return { ok: false, reason: 'no-convergence' }
}

/** The first principal axis of the correlations with communalities in the diagonal. */
function stepMinres(correlations: Matrix, uniquenesses: readonly number[]): number[] | undefined {
  const reduced = correlations.map((row, i) => row.map((r, j) => (i === j ? 1 - (uniquenesses[i] ?? 0) : r)))
  const first = firstEigenvector(reduced)
  return first && first.value > TOLERANCE ? first.vector.map((v) => v * Math.sqrt(first.value)) : undefined
}

/** For given uniquenesses the likelihood is greatest along the first axis of Ψ^(−1/2) R Ψ^(−1/2). */
function stepMl(correlations: Matrix, uniquenesses: readonly number[]): number[] | undefined {
  const roots = uniquenesses.map(Math.sqrt)
  const scaled = correlations.map((row, i) => row.map((r, j) => r / ((roots[i] ?? 1) * (roots[j] ?? 1))))
  const first = firstEigenvector(scaled)
  return first && first.value > 1 + TOLERANCE
    ? first.vector.map((v, index) => v * (roots[index] ?? 1) * Math.sqrt(first.value - 1))
    : undefined
}

/** Largest eigenvalue with its vector of length 1 by power iteration; items of a scale go together, so it stands out. */
function firstEigenvector(matrix: Matrix): { value: number; vector: number[] } | undefined {
  let vector = matrix.map((row) => row.reduce((sum, value) => sum + value, 0))
  let value = 0
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const length = Math.hypot(...vector)
    if (!(length > 0)) return undefined
    const unit = vector.map((v) => v / length)
    const next = matrix.map((row) => row.reduce((sum, entry, index) => sum + entry * (unit[index] ?? 0), 0))
    const quotient = next.reduce((sum, v, index) => sum + v * (unit[index] ?? 0), 0)
    const rest = Math.max(...next.map((v, index) => Math.abs(v - quotient * (unit[index] ?? 0))))
    if (rest < 1e-14 * Math.max(1, Math.abs(quotient))) return { value: quotient, vector: unit }
    vector = next
    value = quotient
  }
  const length = Math.hypot(...vector)
  return { value, vector: vector.map((v) => v / length) }
}
