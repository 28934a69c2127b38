/**
 * Natural logarithm of the determinant of a symmetric matrix, by its Cholesky factor: a determinant itself soon is smaller than
 * a number can be.
 *
 * Undefined: a matrix that is not positive definite.
 *
 * Source: Golub & Van Loan 2013, Matrix Computations, 4th ed., ch. 4.2
 * R: determinant(m)$modulus
 */
export function logDeterminant(matrix: readonly (readonly number[])[]): number | undefined {
  const factor: number[][] = []
  let sum = 0
  for (const [i, row] of matrix.entries()) {
    const own: number[] = []
    for (let j = 0; j <= i; j += 1) {
      const other = j === i ? own : (factor[j] ?? [])
      let rest = row[j] ?? 0
      for (let k = 0; k < j; k += 1) rest -= (own[k] ?? 0) * (other[k] ?? 0)
      if (j < i) own.push(rest / (other[j] ?? 1))
      else if (rest > 0) own.push(Math.sqrt(rest))
      else return undefined
    }
    factor.push(own)
    sum += 2 * Math.log(own[i] ?? 1)
  }
  return sum
}
