import type { Instrument, Item, Respondent } from './instrument-schema'

/**
 * The part of an instrument that a person is asked, by side and function. It is an instrument like any other: ordering,
 * reading and scoring it never meet a question that was not asked, so the half rule counts asked items only.
 */
export function visibleInstrument(instrument: Instrument, respondent: Respondent): Instrument {
  const sections = instrument.sections
    .map((section) => ({ ...section, items: section.items.filter((item) => isAsked(item, respondent)) }))
    .filter((section) => section.items.length > 0)
  return { ...instrument, sections }
}

function isAsked({ sides, functions }: Item, respondent: Respondent): boolean {
  return (sides?.includes(respondent.side) ?? true) && (functions?.includes(respondent.function) ?? true)
}
