import { type PlannedWave, type Rhythm, shortestWave, tailOf } from './rhythm'

/**
 * When a wave ends that opens later than planned, because another one still ran or nothing ran at all: on its day while at
 * least half of its time is left, else after its whole length, but never into the wave after it.
 * @param next when the wave after it opens
 * @returns undefined where too little time is left: it is missed
 */
export function lateEnd(
  rhythm: Rhythm,
  { opensAt, closesAt }: Pick<PlannedWave, 'opensAt' | 'closesAt'>,
  next: Date | undefined,
  now: Date,
): Date | undefined {
  const length = closesAt.getTime() - opensAt.getTime()
  if (closesAt.getTime() - now.getTime() >= length / 2) return closesAt
  const latest = (next?.getTime() ?? Number.POSITIVE_INFINITY) - tailOf(rhythm)
  const end = Math.min(now.getTime() + length, latest)
  return end - now.getTime() >= Math.max(length / 2, shortestWave(rhythm)) ? new Date(end) : undefined
}
