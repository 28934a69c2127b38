import { type CellView, viewCell } from '#app/dashboards/cell-view'
import type { ResultTable } from '#app/disclosure/read-results.server'
import { HEALTH_PARTS, type HealthPart, type HealthWeights } from '#app/studies/health-weights'

/** What stands at the top of the page; each of the newest wave that told it. */
const FIGURES = [
  ['both', 'health'],
  ['both', 'mutual_trust_mean'],
  ['both', 'trust_gap'],
  ['both', 'interdependence_mean'],
  ['both', 'dependence_asymmetry'],
] as const

export interface KeyFigure {
  index: string
  wave: number
  view: CellView
}

/** Health, mutual trust, gap, interdependence and its asymmetry; what no wave asked for is left out. */
export function keyFigures(tables: readonly ResultTable[]): KeyFigure[] {
  return FIGURES.flatMap(([side, index]) => {
    const table = tables.findLast((one) => one.cell(side, index))
    return table ? [{ index, wave: table.wave.number, view: viewCell(table.cell(side, index)) }] : []
  })
}

export interface HealthPartRow {
  part: HealthPart
  /** in whole percent of the composite */
  weight: number
  buyer: CellView
  supplier: CellView
}

/**
 * What relationship health is made of, in the newest wave that has one: each part with its weight and both sides' values. Of
 * unproductive time what is left to 100 counts. Empty where no wave has health.
 */
export function healthParts(tables: readonly ResultTable[], weights: HealthWeights): HealthPartRow[] {
  const table = tables.findLast((one) => one.cell('both', 'health'))
  if (!table) return []
  return HEALTH_PARTS.map((part) => ({
    ...{ part, weight: weights[part] },
    ...{ buyer: viewCell(table.cell('buyer', part)), supplier: viewCell(table.cell('supplier', part)) },
  }))
}
