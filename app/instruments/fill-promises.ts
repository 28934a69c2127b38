import type { Instrument, Item } from './instrument-schema'
import { dropEmptySections } from './pages'

/** An open promise of the partner, as a respondent is asked about it. */
export interface OpenPromise {
  /** letters, digits and underscores */
  id: string
  text: string
}

/** Puts the open promises into the questions that rate them; without any the question is not asked. */
export function fillPromises(instrument: Instrument, promises: readonly OpenPromise[]): Instrument {
  const sections = instrument.sections.map((section) => ({
    ...section,
    items: section.items.flatMap((item): Item[] => {
      if (item.kind !== 'promises') return [item]
      return promises.length > 0 ? [{ ...item, parts: [...promises] }] : []
    }),
  }))
  return { ...instrument, sections: dropEmptySections(sections) }
}

/** Whether anything depends on open promises: else nobody needs to look them up. */
export function asksAboutPromises({ sections }: Instrument): boolean {
  return sections.some((section) => section.items.some((item) => item.kind === 'promises'))
}
