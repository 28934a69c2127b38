import { setTimeout as pause } from 'node:timers/promises'

/** A database that restarts is back by then. */
const TRIES = 30
const PAUSE_MILLISECONDS = 1000

/**
 * What must not be lost because the database is away for a moment: tried again every second, for half a minute.
 * @param isGivenUp asked after each failure, whether to wait no longer
 * @throws the last error
 */
export async function tryAgain<Result>(work: () => Promise<Result>, isGivenUp = () => false): Promise<Result> {
  for (let left = TRIES; ; left -= 1)
    try {
      return await work()
    } catch (error) {
      if (left === 0 || isGivenUp()) throw error
      await pause(PAUSE_MILLISECONDS)
    }
}
