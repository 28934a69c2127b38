import type { ResultTable } from '#app/disclosure/read-results.server'
import type { ReleasedCell } from '#app/disclosure/release'
import type { Audience } from '#app/studies/promise'
import { PAIR_INDICES } from '#app/trust/indices'
import { SIDES } from '#app/trust/scored-response'

/** One index of one side; sd, se and interval are null where one answer gives none. */
interface IndexValue {
  n: number
  /** where n is a band: from n to this */
  n_to?: number
  /** where answers weigh by function: of how many people who weigh alike the value would be as sure */
  n_effective?: number
  mean: number | null
  sd: number | null
  se: number | null
  ci_95: [number, number] | null
}

/** One relationship in one wave: every index by name. Withheld values are null, their names stand in `withheld`. */
export type IndicesRow = {
  wave: number
  relationship: string
  respondents: { buyer: number; supplier: number }
  withheld?: string[]
} & Record<string, unknown>

const SIDE_INDICES = ['trust', 'dependence', 'unproductive', 'unproductive_strict', 'unproductive_hours_weighted']

/**
 * The released indices as data. In an attributed study a side is withheld only when nobody answered, and says so with
 * n = 0; in a confidential one "nobody" and "too few" look alike, and nothing says why. What follows from both sides stands
 * there only where the study asked for it.
 */
export function indicesRow(table: ResultTable, audience: Audience): IndicesRow {
  const withheld: string[] = []
  const row: IndicesRow = {
    wave: table.wave.number,
    relationship: table.relationship.code,
    respondents: { buyer: table.participation.buyer.answered, supplier: table.participation.supplier.answered },
  }
  const put = (
    name: string,
    cell: ReleasedCell | undefined,
    read: (cell: ReleasedCell & { status: 'released' }) => unknown,
    none: unknown,
  ) => {
    if (cell?.status === 'released') row[name] = read(cell)
    else {
      row[name] = audience === 'attributed' ? none : null
      if (cell && audience !== 'attributed') withheld.push(name)
    }
  }
  const nobody: IndexValue = { n: 0, mean: null, sd: null, se: null, ci_95: null }
  for (const index of SIDE_INDICES)
    for (const side of SIDES) put(`${side}_${index}`, table.cell(side, index), readValue, nobody)
  for (const { id } of PAIR_INDICES) {
    const cell = table.cell('both', id)
    if (cell) put(id, cell, ({ mean }) => mean, null)
  }
  return withheld.length > 0 ? { ...row, withheld } : row
}

function readValue({ n, nTo, effectiveN, mean, sd, se, low, high }: ReleasedCell & { status: 'released' }): IndexValue {
  return {
    n,
    ...(nTo !== undefined && { n_to: nTo }),
    ...(effectiveN !== undefined && { n_effective: effectiveN }),
    mean,
    sd: sd ?? null,
    se: se ?? null,
    ci_95: low === undefined || high === undefined ? null : [low, high],
  }
}
