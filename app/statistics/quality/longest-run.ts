/**
 * Long string: the length of the longest run of equal answers, in the order in which they were given; 0 where there are none.
 * Raw answers, before reversed items are recoded. A long run alone does no better than chance at finding careless people.
 *
 * Source: Johnson 2005, Journal of Research in Personality 39(1), 103–129, https://doi.org/10.1016/j.jrp.2004.09.009;
 * Curran 2016, Journal of Experimental Social Psychology 66, 4–19, https://doi.org/10.1016/j.jesp.2015.07.006
 * R: careless::longstring(x)
 */
export function longestRun(answers: readonly number[]): number {
  let longest = 0
  let run = 0
  for (const [index, answer] of answers.entries()) {
    run = answers[index - 1] === answer ? run + 1 : 1
    longest = Math.max(longest, run)
  }
  return longest
}
