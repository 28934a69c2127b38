import { estimateSeconds, inMinutes } from '#app/instruments/estimate-seconds'
import { fillPromises } from '#app/instruments/fill-promises'
import type { Instrument, Respondent } from '#app/instruments/instrument-schema'
import { visibleInstrument } from '#app/instruments/visible-instrument'

interface AskedPerson {
  function: string
  answersForFirm: boolean
}

interface AskedAbout {
  side: string
  /** what is asked once for the firm stands in the first one, 0 */
  position: number
}

/** Minutes that each questionnaire takes this person, and all of them together, as mails and pages say it. */
export function minutesFor(instrument: Instrument, person: AskedPerson, asked: readonly AskedAbout[]) {
  const seconds = asked.map(({ side, position }) => {
    const respondent = {
      side: side as Respondent['side'],
      function: person.function,
      answersForFirm: person.answersForFirm && position === 0,
    }
    return estimateSeconds(fillPromises(visibleInstrument(instrument, respondent), []))
  })
  return { each: seconds.map(inMinutes), total: inMinutes(seconds.reduce((sum, one) => sum + one, 0)) }
}
