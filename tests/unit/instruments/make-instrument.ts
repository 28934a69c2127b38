import type { Instrument, Item } from '#app/instruments/instrument-schema'
import { findTemplate } from '#app/instruments/templates'

/** The shipped instrument that all studies begin with. */
export function coreInstrument(): Instrument {
  const instrument = findTemplate('relationship-core', 1)?.instrument
  if (!instrument) throw new Error('relationship-core version 1 is not shipped')
  return instrument
}

/** An instrument of one section for cases that no shipped one has. */
export function makeInstrument(items: Item[], scale = { minimum: 1, maximum: 7 }): Instrument {
  return { name: 'made-up', version: 1, scale, sections: [{ id: 'only', isShuffled: true, items }] }
}

/** An agreement item; others of the same construct make a scale. */
export function makeAgreement(id: string, rest: Partial<Extract<Item, { kind: 'agreement' }>> = {}): Item {
  return { kind: 'agreement', id, construct: 'trust', source: 'own', ...rest }
}
