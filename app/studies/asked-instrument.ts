import { fillPromises } from '#app/instruments/fill-promises'
import type { Instrument, Respondent } from '#app/instruments/instrument-schema'
import { visibleInstrument } from '#app/instruments/visible-instrument'

export interface AskedPerson {
  function: string
  answersForFirm: boolean
}

export interface AskedAbout {
  side: string
  /** what is asked once for the firm stands in the first one, 0 */
  position: number
}

/** All that one questionnaire of an invitation can ask this person, as far as it is known before the form is made. */
export function askedInstrument(instrument: Instrument, person: AskedPerson, asked: AskedAbout): Instrument {
  const respondent = {
    side: asked.side as Respondent['side'],
    function: person.function,
    answersForFirm: person.answersForFirm && asked.position === 0,
  }
  return fillPromises(visibleInstrument(instrument, respondent), [])
}
