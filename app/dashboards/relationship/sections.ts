import { type CellView, viewCell } from '#app/dashboards/cell-view'
import type { ResultTable } from '#app/disclosure/read-results.server'
import { PAIR_INDICES } from '#app/trust/indices'
import { SIDES } from '#app/trust/scored-response'

/** What both sides say of each other, by subject. Titles and help: `results.section.<name>`. */
const SECTIONS = [
  { name: 'both-ways', indices: ['information', 'ideas', 'resource_sharing'] },
  { name: 'keeping', indices: ['promise_keeping', 'promise_open', 'responsibility', 'extras'] },
  { name: 'candour', indices: ['voice', 'continuity', 'preferred_partner', 'finance_1'] },
  { name: 'bargaining', indices: ['adversarial', 'contract_reliance', 'opportunism', 'price_position'] },
  { name: 'service', indices: ['service_importance', 'service_received', 'service_gap'] },
  { name: 'review', indices: ['review_direction', 'review_promises', 'review_neglect', 'review_standing'] },
] as const

export interface SectionRow {
  index: string
  /** of the newest wave that asked */
  wave: number
  buyer: CellView
  supplier: CellView
  /** buyer less supplier, where both answer the same sentences; null where the difference says nothing */
  gap: CellView | null
}

export interface Section {
  name: string
  rows: SectionRow[]
}

/** Both sides beside each other, subject by subject, each index of the newest wave that asked for it; what was never asked is left out. */
export function sectionsOf(tables: readonly ResultTable[]): Section[] {
  return SECTIONS.map(({ name, indices }) => ({
    name,
    rows: indices.flatMap((index): SectionRow[] => {
      const table = tables.findLast((one) => SIDES.some((side) => one.cell(side, index)))
      if (!table) return []
      const pair = PAIR_INDICES.find((one) => one.of === index && one.id.endsWith('_gap'))
      return [
        {
          ...{ index, wave: table.wave.number },
          ...{ buyer: viewCell(table.cell('buyer', index)), supplier: viewCell(table.cell('supplier', index)) },
          gap: pair ? viewCell(table.cell('both', pair.id)) : null,
        },
      ]
    }),
  })).filter(({ rows }) => rows.length > 0)
}
