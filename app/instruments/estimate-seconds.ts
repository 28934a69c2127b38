import type { Instrument, Item } from './instrument-schema'

/** Reading a section's heading, finding one's way back to the list. */
const SECONDS_PER_SECTION = 3

/**
 * About how long an instrument takes to answer once: 7.5 s for a statement, 75 s for shares that make a whole. Assumptions,
 * not measured; where they come from stands in survey-templates/README.md.
 */
export function estimateSeconds(instrument: Instrument): number {
  const items = instrument.sections.flatMap((section) => section.items)
  return items.reduce((sum, item) => sum + secondsFor(item), instrument.sections.length * SECONDS_PER_SECTION)
}

function secondsFor(item: Item): number {
  switch (item.kind) {
    case 'agreement':
    case 'bipolar':
    case 'choice':
      return 7.5
    case 'choices':
      return 10
    case 'number':
      return 12
    case 'constant_sum':
      return 75
    case 'pairs':
      return item.parts.length * 10
    case 'promises':
      return (item.parts ?? []).length * 10
    // whoever writes something has the time to
    case 'text':
      return 0
  }
}

/** Whole minutes, at least one. */
export function inMinutes(seconds: number): number {
  return Math.max(1, Math.round(seconds / 60))
}
