import { measureBonds } from './bonds'
import { measureCosts } from './costs'
import type { Entry } from './entry'
import { measureIdeas } from './ideas'
import type { Measures } from './measures'
import { measureOperations } from './operations'
import { measureRatings } from './ratings'
import { measureRenewals } from './renewals'

/** Beside the descriptions, which browsers load: measures come with the statistics that they need. */
const MEASURES: Record<string, (entries: readonly Entry[], at: Date) => Measures> = {
  ideas: measureIdeas,
  bonds: measureBonds,
  costs: measureCosts,
  operations: measureOperations,
  renewals: measureRenewals,
  ratings: measureRatings,
}

/** What a register says at a moment, of the entries that are given. Words: `evidence.<register>.measure.<column>`. */
export function measureRegister(name: string, entries: readonly Entry[], at: Date): Measures {
  const measure = MEASURES[name]
  if (!measure) throw new Error(`the register ${name} has no measures`)
  return measure(entries, at)
}
