import { estimateMinutes } from '#app/instruments/estimate-seconds'
import { findInstrument } from '#app/instruments/templates'

/** Minutes that a number of questionnaires of a study take, as invitations and pages say it. */
export function minutesFor(
  study: { instrumentName: string; instrumentVersion: number },
  questionnaires: number,
): number {
  const instrument = findInstrument(study.instrumentName, study.instrumentVersion)
  return instrument ? estimateMinutes(instrument, questionnaires) : questionnaires
}
