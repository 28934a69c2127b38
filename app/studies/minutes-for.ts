import { estimateSeconds, inMinutes } from '#app/instruments/estimate-seconds'
import type { Instrument } from '#app/instruments/instrument-schema'
import { type AskedAbout, type AskedPerson, askedInstrument } from './asked-instrument'

/** Minutes that each questionnaire takes this person, and all of them together, as mails and pages say it. */
export function minutesFor(instrument: Instrument, person: AskedPerson, asked: readonly AskedAbout[]) {
  const seconds = asked.map((one) => estimateSeconds(askedInstrument(instrument, person, one)))
  return { each: seconds.map(inMinutes), total: inMinutes(seconds.reduce((sum, one) => sum + one, 0)) }
}
