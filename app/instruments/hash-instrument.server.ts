import { createHash } from 'node:crypto'
import type { Instrument } from './instrument-schema'

/** SHA-256 of the instrument without its words, with keys in fixed order: two files that say the same have the same hash. */
export function hashInstrument(instrument: Instrument): string {
  return createHash('sha256')
    .update(JSON.stringify(sortKeys(instrument)))
    .digest('hex')
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  )
}
