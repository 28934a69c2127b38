import type { FieldValues } from './field-values'
import type { Instrument, Item, Respondent, Section } from './instrument-schema'
import { kindOf } from './item-kinds'
import { dropEmptySections } from './pages'
import { parseNumber } from './parse-number'

/**
 * The part of an instrument that a person is asked, by side, function and what was answered before. It is an instrument
 * like any other: ordering, reading and scoring it never meet a question that was not asked, so the half rule counts asked
 * items only. The plan of a wave, the page, its action and the receipt all ask here.
 * @param fields what was answered so far; without it every question that some answer would lead to is there
 */
export function visibleInstrument(instrument: Instrument, respondent: Respondent, fields?: FieldValues): Instrument {
  const asked = (section: Section) => !section.isAboutFirm || respondent.answersForFirm === true
  const hidden = new Set<string>()
  const sections = instrument.sections.map((section) => ({
    ...section,
    items: section.items.filter((item) => {
      const isShown =
        asked(section) && isAsked(item, respondent) && (!fields || !item.when || isMet(item.when, fields, hidden))
      if (!isShown) for (const field of kindOf(item).fields(item)) hidden.add(field)
      return isShown
    }),
  }))
  return { ...instrument, sections: dropEmptySections(sections) }
}

function isAsked({ sides, functions }: Item, respondent: Respondent): boolean {
  return (sides?.includes(respondent.side) ?? true) && (functions?.includes(respondent.function) ?? true)
}

/** What was typed under a question that is itself not asked (any more) leads nowhere. */
function isMet(
  { item, in: values, minimum, maximum }: NonNullable<Item['when']>,
  fields: FieldValues,
  hidden: Set<string>,
) {
  if (hidden.has(item)) return false
  const typed = fields[item]?.trim() ?? ''
  if (typed === '') return false
  if (values) return values.includes(typed)
  const number = parseNumber(typed)
  return number !== undefined && number >= (minimum ?? -Infinity) && number <= (maximum ?? Infinity)
}
