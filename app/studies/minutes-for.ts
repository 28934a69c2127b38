import { estimateMinutes } from '#app/instruments/estimate-seconds'
import { requireInstrument } from '#app/instruments/templates'

/** Minutes that a number of questionnaires of a study take, as invitations and pages say it. */
export function minutesFor(
  study: { instrumentName: string; instrumentVersion: number },
  questionnaires: number,
): number {
  return estimateMinutes(requireInstrument(study.instrumentName, study.instrumentVersion), questionnaires)
}
