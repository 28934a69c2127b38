const MINUTE = 60_000

export interface RateLimit {
  isLimited: boolean
  /** How many may pass now, at most `most`. */
  free(now: number, most: number): number
  /** Notes that one passes. */
  pass(now: number): void
  /** Milliseconds until the next one may pass; 0 where it may now. */
  wait(now: number): number
}

/**
 * At most so many in any 60 seconds; within one process.
 * @param perMinute undefined for no limit
 */
export function makeRateLimit(perMinute: number | undefined): RateLimit {
  const passed: number[] = []
  const forget = (now: number) => {
    const kept = passed.findIndex((moment) => moment > now - MINUTE)
    passed.splice(0, kept === -1 ? passed.length : kept)
  }
  if (perMinute === undefined) return { isLimited: false, free: (_now, most) => most, pass: () => {}, wait: () => 0 }
  return {
    isLimited: true,
    free: (now, most) => {
      forget(now)
      return Math.max(0, Math.min(most, perMinute - passed.length))
    },
    pass: (now) => void passed.push(now),
    wait: (now) => {
      forget(now)
      const first = passed[passed.length - perMinute]
      return first === undefined ? 0 : first + MINUTE - now
    },
  }
}

export interface MailRates {
  all: RateLimit
  /** of the recipients' mail servers, each by its domain */
  ofDomain(domain: string): RateLimit
}

export function makeMailRates({
  perMinute,
  perMinuteAndDomain,
}: {
  perMinute: number | undefined
  perMinuteAndDomain: number | undefined
}): MailRates {
  const domains = new Map<string, RateLimit>()
  const free = makeRateLimit(undefined)
  return {
    all: makeRateLimit(perMinute),
    ofDomain: (domain) => {
      if (perMinuteAndDomain === undefined) return free
      const known = domains.get(domain) ?? makeRateLimit(perMinuteAndDomain)
      domains.set(domain, known)
      return known
    },
  }
}
