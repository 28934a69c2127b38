/** One released number: how much each unknown counts in it, in whole numbers (n times a mean: each answer once). */
export type ReleasedSum = ReadonlyMap<string, number>

/** What nobody is told, and whose it is: mostly one person's answer, at times a sum over several. */
export type Unknowns = ReadonlyMap<string, readonly string[]>

/** Products of two numbers below it are exact. */
const PRIME = 67_108_859

/**
 * A linear-algebra attacker: holds every released sum exactly, may add and subtract them with any weights, and wants a
 * combination in which something of fewer than `minimum` people is left.
 * @returns the people that can be singled out, undefined if nobody can
 *
 * Unknowns that count the same in every sum have the same weight in every combination: they are one column. Columns that
 * no chain of sums joins are attacked by themselves. A combination over some columns exists if these columns of the
 * kernel of the sums are linearly dependent. All is reckoned modulo a prime: exact, but for coincidences, which would
 * be taken for a leak.
 */
export function attack(sums: readonly ReleasedSum[], unknowns: Unknowns, minimum: number): string[] | undefined {
  for (const { columns, rows } of componentsOf(sums, unknowns)) {
    const isSmall = columns.map(({ people }) => people.length < minimum)
    // whatever is left brings all people of a column
    if (!isSmall.some(Boolean)) continue
    const kernel = kernelOf(
      rows.map((row) => columns.map(({ weights }) => mod(weights.get(row) ?? 0))),
      columns.length,
    )
    const candidates = columns.flatMap(({ people }, column) =>
      isSmall[column] ? [{ people, vector: kernel.map((own) => own[column] ?? 0) }] : [],
    )
    const found = findDependent(candidates, minimum)
    if (found) return found
  }
  return undefined
}

export interface Column {
  people: string[]
  unknowns: string[]
  /** by row */
  weights: Map<number, number>
}

/** Unknowns that count the same everywhere, in groups that have no sum in common. */
export function componentsOf(
  sums: readonly ReleasedSum[],
  unknowns: Unknowns,
): { columns: Column[]; rows: number[] }[] {
  const weightsOf = new Map<string, Map<number, number>>()
  for (const [row, sum] of sums.entries())
    for (const [unknown, weight] of sum) {
      const own = weightsOf.get(unknown) ?? new Map<number, number>()
      weightsOf.set(unknown, own.set(row, weight))
    }
  const columns = new Map<string, Column>()
  for (const [unknown, weights] of weightsOf) {
    const key = [...weights].join(' ')
    const column = columns.get(key) ?? { people: [], unknowns: [], weights }
    columns.set(key, column)
    column.unknowns.push(unknown)
    column.people = [...new Set([...column.people, ...(unknowns.get(unknown) ?? [])])]
  }
  const groups: { columns: Column[]; rows: Set<number> }[] = []
  for (const column of columns.values()) {
    const joined = groups.filter(({ rows }) => [...column.weights.keys()].some((row) => rows.has(row)))
    const own = { columns: [column], rows: new Set(column.weights.keys()) }
    for (const group of joined) {
      groups.splice(groups.indexOf(group), 1)
      own.columns.unshift(...group.columns)
      for (const row of group.rows) own.rows.add(row)
    }
    groups.push(own)
  }
  return groups.map(({ columns: own, rows }) => ({ columns: own, rows: [...rows].sort((a, b) => a - b) }))
}

interface Candidate {
  people: readonly string[]
  vector: readonly number[]
}

/** Vectors that are linearly dependent and belong to fewer than `minimum` people. */
function findDependent(candidates: readonly Candidate[], minimum: number): string[] | undefined {
  const search = (from: number, people: ReadonlySet<string>, basis: readonly number[][]): string[] | undefined => {
    for (let next = from; next < candidates.length; next += 1) {
      const { people: own, vector } = candidates[next] as Candidate
      const together = new Set([...people, ...own])
      if (together.size >= minimum) continue
      const rest = reduceBy(vector, basis)
      if (rest.every((value) => value === 0)) return [...together]
      const found = search(next + 1, together, [...basis, rest])
      if (found) return found
    }
    return undefined
  }
  return search(0, new Set(), [])
}

function reduceBy(vector: readonly number[], basis: readonly number[][]): number[] {
  let rest = [...vector]
  for (const own of basis) {
    const pivot = own.findIndex((value) => value !== 0)
    const factor = mod((rest[pivot] ?? 0) * inverse(own[pivot] ?? 0))
    if (factor !== 0) rest = rest.map((value, place) => mod(value - mod(factor * (own[place] ?? 0))))
  }
  return rest
}

function mod(value: number): number {
  const rest = value % PRIME
  return rest < 0 ? rest + PRIME : rest
}

function inverse(value: number): number {
  let [result, base, exponent] = [1, value, PRIME - 2]
  for (; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = mod(result * base)
    base = mod(base * base)
  }
  return result
}

/** One vector for each free column of the reduced row echelon form. */
function kernelOf(matrix: number[][], width: number): number[][] {
  const pivots: number[] = []
  for (let column = 0; column < width && pivots.length < matrix.length; column += 1) {
    const to = pivots.length
    const from = matrix.findIndex((row, index) => index >= to && row[column] !== 0)
    if (from < 0) continue
    const pivotRow = matrix[from] as number[]
    matrix[from] = matrix[to] as number[]
    const factor = inverse(pivotRow[column] as number)
    const scaled = pivotRow.map((value) => mod(value * factor))
    matrix[to] = scaled
    for (const [index, row] of matrix.entries()) {
      const times = row[column] as number
      if (index === to || times === 0) continue
      for (const [place, value] of scaled.entries())
        if (value !== 0) row[place] = mod((row[place] as number) - mod(times * value))
    }
    pivots.push(column)
  }
  const free = Array.from({ length: width }, (_, column) => column).filter((column) => !pivots.includes(column))
  return free.map((column) => {
    const vector = new Array<number>(width).fill(0)
    vector[column] = 1
    for (const [index, pivot] of pivots.entries()) vector[pivot] = mod(-(matrix[index]?.[column] ?? 0))
    return vector
  })
}
