import { wilsonInterval } from '#app/statistics/intervals/wilson-interval'

export interface ContactCount {
  kind: string
  side: string
  function: string
  count: number
  /** of them, how many complaints and concerns were settled */
  resolved: number
  newest: Date | null
}

export interface SideContacts {
  /** complaints and concerns that the people of this side had */
  raised: number
  resolved: number
  /** entries of any kind that came from this side */
  entries: number
  /** share of them that came from other functions than the one that sells or buys, in percent; null without entries */
  otherFunctions: { percent: number; low: number; high: number } | null
  /** day of the last complaint or concern, and of the last entry of any kind */
  lastRaised: Date | null
  last: Date | null
}

/** The function whose trade it is to talk to the other firm. What others contribute is what C19 asks for. */
const TRADING: Record<string, string> = { buyer: 'purchasing', supplier: 'sales' }

/**
 * What the register says of one side: who raises what, and whether the whole firm is in touch or its traders alone (claims
 * C11, C19). Shares are in percent, with Wilson's 95 % interval.
 */
export function measureContacts(counts: readonly ContactCount[], side: 'buyer' | 'supplier'): SideContacts {
  const own = counts.filter((one) => one.side === side)
  const raised = own.filter(({ kind }) => kind !== 'contact')
  const sum = (some: readonly ContactCount[]) => some.reduce((total, { count }) => total + count, 0)
  const newest = (some: readonly ContactCount[]) =>
    some.reduce<Date | null>((last, one) => (one.newest && (!last || one.newest > last) ? one.newest : last), null)
  const entries = sum(own)
  const others = sum(own.filter((one) => one.function !== TRADING[side]))
  const interval = wilsonInterval(others, entries)
  return {
    raised: sum(raised),
    resolved: raised.reduce((total, { resolved }) => total + resolved, 0),
    entries,
    otherFunctions:
      entries > 0 && interval
        ? { percent: (100 * others) / entries, low: 100 * interval.low, high: 100 * interval.high }
        : null,
    lastRaised: newest(raised),
    last: newest(own),
  }
}
