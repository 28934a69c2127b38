const FIRST_PAUSE_SECONDS = 60
const LONGEST_PAUSE_SECONDS = 2 * 3600
const PATIENCE_SECONDS = 3 * 86_400

/**
 * How long to wait after the so many-th attempt that failed: the pauses double from a minute to two hours, and together
 * they last three days.
 * @param attempts made so far, 1 and more
 * @returns seconds, or undefined where it is time to give up
 */
export function retryPause(attempts: number): number | undefined {
  let waited = 0
  for (let attempt = 1; attempt < attempts; attempt++) waited += pauseAfter(attempt)
  return waited < PATIENCE_SECONDS ? pauseAfter(attempts) : undefined
}

function pauseAfter(attempt: number): number {
  return Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
}
