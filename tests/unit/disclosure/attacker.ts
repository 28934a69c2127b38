/** One released number: how often each answer counts in its sum (n times the mean). */
export type ReleasedSum = ReadonlyMap<string, number>

const PRIME = 2_147_483_629n

/**
 * A linear-algebra attacker: holds every released sum exactly, may add and subtract them with any weights, and wants a
 * combination in which fewer than `minimum` people are left.
 * @param personOf who gave each answer
 * @returns the people that can be singled out, undefined if nobody can
 *
 * A combination over the answers of a set Q of people exists if some vector on Q's answers is orthogonal to the kernel of
 * the released sums, that is if the kernel restricted to Q has less than full column rank. All is reckoned modulo a large
 * prime: exact, but for coincidences of a chance of about 1e-9.
 */
export function attack(
  sums: readonly ReleasedSum[],
  personOf: ReadonlyMap<string, string>,
  minimum: number,
): string[] | undefined {
  const answers = [...personOf.keys()]
  const rows = sums.map((sum) => answers.map((answer) => mod(BigInt(sum.get(answer) ?? 0))))
  const kernel = kernelOf(rows, answers.length)
  const people = [...new Set(personOf.values())]
  const columnsOf = new Map(people.map((person) => [person, [] as number[]]))
  for (const [column, answer] of answers.entries()) columnsOf.get(personOf.get(answer) ?? '')?.push(column)
  // a smaller group lies inside some group of this size
  for (const group of subsets(people, Math.min(minimum - 1, people.length))) {
    const columns = group.flatMap((person) => columnsOf.get(person) ?? [])
    const { rank } = reduce(kernel.map((vector) => columns.map((column) => vector[column] ?? 0n)))
    if (rank < columns.length) return group
  }
  return undefined
}

function* subsets<T>(items: readonly T[], size: number, start = 0): Generator<T[]> {
  if (size === 0) yield []
  else
    for (let index = start; index <= items.length - size; index += 1)
      for (const rest of subsets(items, size - 1, index + 1)) yield [items[index] as T, ...rest]
}

function mod(value: bigint): bigint {
  return ((value % PRIME) + PRIME) % PRIME
}

function inverse(value: bigint): bigint {
  let [result, base, exponent] = [1n, value, PRIME - 2n]
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % PRIME
    base = (base * base) % PRIME
  }
  return result
}

/** Reduced row echelon form. */
function reduce(matrix: bigint[][]): { rank: number; rows: bigint[][]; pivots: number[] } {
  const rows = matrix.map((row) => [...row])
  const pivots: number[] = []
  const width = rows[0]?.length ?? 0
  for (let column = 0; column < width && pivots.length < rows.length; column += 1) {
    const from = rows.findIndex((row, index) => index >= pivots.length && row[column] !== 0n)
    if (from < 0) continue
    const to = pivots.length
    const pivotRow = rows[from] as bigint[]
    rows[from] = rows[to] as bigint[]
    const factor = inverse(pivotRow[column] as bigint)
    rows[to] = pivotRow.map((value) => (value * factor) % PRIME)
    for (const [index, row] of rows.entries()) {
      const times = row[column] as bigint
      if (index === to || times === 0n) continue
      rows[index] = row.map((value, place) => mod(value - times * (rows[to]?.[place] as bigint)))
    }
    pivots.push(column)
  }
  return { rank: pivots.length, rows, pivots }
}

function kernelOf(matrix: bigint[][], width: number): bigint[][] {
  const { rows, pivots } = reduce(matrix)
  const free = Array.from({ length: width }, (_, column) => column).filter((column) => !pivots.includes(column))
  return free.map((column) => {
    const vector = Array.from({ length: width }, () => 0n)
    vector[column] = 1n
    for (const [index, pivot] of pivots.entries()) vector[pivot] = mod(-(rows[index]?.[column] ?? 0n))
    return vector
  })
}
