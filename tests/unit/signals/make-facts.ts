import type { ResultTable } from '#app/disclosure/read-results.server'
import { fromReleaseStore, type Measure, type StoredCell } from '#app/disclosure/release'
import type { Facts } from '#app/signals/facts'

/** By place (`buyer.voice`, `buyer.trust.change`): a number is a mean of four people, null is withheld. */
export type Cells = Record<string, number | null | Extract<StoredCell, { n: number }>>

interface WaveValues {
  cells?: Cells
  /** invited, answered */
  buyer?: [number, number]
  supplier?: [number, number]
}

const QUARTER = 91 * 86_400_000

/** Facts about one relationship: waves a quarter apart, the newest one published when the rules are asked. */
export function makeFacts(waves: WaveValues[], more: Partial<Facts> = {}): Facts {
  const at = more.at ?? new Date('2026-12-01T08:00:00Z')
  return {
    ...{ at, owners: { buyer: true, supplier: true }, contacts: [], promises: [], register: undefined },
    ...{ ratings: [], ownerChanges: [] },
    waves: waves.map((values, place) =>
      makeTable(values, place, new Date(at.getTime() - (waves.length - 1 - place) * QUARTER)),
    ),
    ...more,
  }
}

function makeTable(
  { cells = {}, buyer = [4, 4], supplier = [4, 4] }: WaveValues,
  place: number,
  publishedAt: Date,
): ResultTable {
  const stored = new Map(
    Object.entries(cells).flatMap(([key, given]) => {
      const [side = '', index = '', measure = 'level'] = key.split('.')
      const cell: StoredCell =
        given === null ? { reason: 'minimum' } : typeof given === 'number' ? { n: 4, mean: given } : given
      const row = { side, scope: 'relationship', scopeKey: 'r', function: '', measure, cells: { [index]: cell } }
      return fromReleaseStore(row).map((one) => [`${side}.${index}.${measure}`, one] as const)
    }),
  )
  const counts = ([invited, answered]: [number, number]) => ({ invited, answered })
  return {
    wave: { id: `w${place}`, number: place + 1, publishedAt, kind: 'full' },
    relationship: { id: 'r' } as ResultTable['relationship'],
    cell: (side, index, measure: Measure = 'level') => stored.get(`${side}.${index}.${measure}`),
    participation: { buyer: counts(buyer), supplier: counts(supplier) },
  }
}
