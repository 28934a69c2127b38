/**
 * Standard error of the difference of two measurements of the same subject, in the unit of the scale: how far its score would move
 * from one wave to the next by the unreliability of the measure alone. With `sdAfter` the form for unequal variances.
 * @param sdBefore, sdAfter standard deviations of the scores over subjects @param reliability of one score, 0–1
 *
 * Assumes: equal reliability at both times, errors that do not correlate. Undefined: a negative sd, a reliability outside 0–1.
 *
 * Source: Jacobson & Truax 1991, Journal of Consulting and Clinical Psychology 59(1), 12–19, https://doi.org/10.1037/0022-006X.59.1.12;
 * Maassen 2004, Journal of the International Neuropsychological Society 10(6), 888–893, https://doi.org/10.1017/S1355617704106097
 * R: sqrt(2) * sd_before * sqrt(1 - r); sqrt((sd_before^2 + sd_after^2) * (1 - r))
 */
export function errorOfChange(
  { sdBefore, sdAfter = sdBefore }: { sdBefore: number; sdAfter?: number | undefined },
  reliability: number,
): number | undefined {
  if (!(sdBefore >= 0 && sdAfter >= 0 && reliability >= 0 && reliability <= 1)) return undefined
  return Math.hypot(sdBefore, sdAfter) * Math.sqrt(1 - reliability)
}
