import { PAIR_INDICES } from './indices'
import type { RawCell } from './raw-cell'
import type { SideIndex } from './summarize-side'

/**
 * What only both sides together show: gap with Welch interval, mutual trust, interdependence and asymmetry.
 * A value is undefined where a side has none: nothing is said of a pair from one of the two.
 */
export function compareSides(
  buyer: ReadonlyMap<string, SideIndex>,
  supplier: ReadonlyMap<string, SideIndex>,
  indices: readonly { id: string }[],
): RawCell[] {
  const asked = PAIR_INDICES.filter(({ of }) => indices.some(({ id }) => id === of))
  return asked.map((index) => {
    const ofBuyer = buyer.get(index.of)
    const ofSupplier = supplier.get(index.of)
    return {
      index: index.id,
      side: 'both',
      of: index.of,
      groupSizes: [ofBuyer?.n ?? 0, ofSupplier?.n ?? 0],
      value: ofBuyer && ofSupplier ? index.measure(ofBuyer, ofSupplier) : undefined,
    }
  })
}
