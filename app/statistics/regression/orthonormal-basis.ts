/** Rank tolerance of R's lm. */
const RANK_TOLERANCE = 1e-7

export interface OrthonormalBasis {
  /** columns of length 1, at right angles to each other */
  basis: number[][]
  /** upper triangle that makes the columns of the basis: column j = Σ basis i · upper[i][j] */
  upper: number[][]
}

/**
 * QR factorization of columns (Gram–Schmidt, each column made orthogonal twice). Linear in the number of rows.
 *
 * Undefined: a column that the ones before it make up, to a relative 1e-7.
 *
 * Source: Björck 1967, BIT 7, 1–21, https://doi.org/10.1007/BF01934122
 * R: qr(x), but for signs
 */
export function orthonormalBasis(columns: readonly (readonly number[])[]): OrthonormalBasis | undefined {
  const basis: number[][] = []
  const upper = columns.map(() => new Array<number>(columns.length).fill(0))
  for (const [j, column] of columns.entries()) {
    const rest = [...column]
    for (let pass = 0; pass < 2; pass += 1)
      for (const [i, direction] of basis.entries()) {
        const along = dot(direction, rest)
        const row = upper[i]
        if (row) row[j] = (row[j] ?? 0) + along
        for (let k = 0; k < rest.length; k += 1) rest[k] = (rest[k] ?? 0) - along * (direction[k] ?? 0)
      }
    const length = Math.sqrt(dot(rest, rest))
    if (!(length > RANK_TOLERANCE * Math.sqrt(dot(column, column)))) return undefined
    const row = upper[j]
    if (row) row[j] = length
    basis.push(rest.map((value) => value / length))
  }
  return { basis, upper }
}

/** Σ aᵢ bᵢ */
export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}
