import type { Instrument, Item, Section } from './instrument-schema'
import { orderItems } from './order-items'

const GROUP_ORDER = ['unproductive_strict', 'unproductive', 'productive', 'neutral']

/** The sections as one person sees them: items, and the parts of a sum within their groups, in that person's own order. */
export function visibleSections(instrument: Instrument, personSeed: string): Section[] {
  return instrument.sections.map((section) => ({
    ...section,
    items: (section.isShuffled ? orderItems(section.items, personSeed) : section.items).map((item) =>
      orderParts(item, personSeed),
    ),
  }))
}

function orderParts(item: Item, personSeed: string): Item {
  if (item.kind !== 'constant_sum') return item
  const parts = GROUP_ORDER.flatMap((group) =>
    orderItems(
      item.parts.filter((part) => part.group === group),
      personSeed,
    ),
  )
  return { ...item, parts }
}
