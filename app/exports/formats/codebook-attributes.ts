import type { Variable } from '#app/exports/dataset'
import type { Say } from './say-in-language'

/** What a codebook says of a variable beside its label and values, by names that programs accept; only what is there. */
export function attributesOf(variable: Variable, say: Say): Record<string, string> {
  const all = {
    question: say(variable.question),
    kind: variable.kind,
    construct: variable.construct,
    reversed: variable.isReversed ? 'yes' : '',
    unit: say(variable.unit),
    minimum: variable.minimum === undefined ? '' : String(variable.minimum),
    maximum: variable.maximum === undefined ? '' : String(variable.maximum),
    source: variable.source,
    code: variable.code,
    universe: variable.universe,
    instruments: variable.instruments.join(' '),
    waves: variable.waves.join(' '),
    note: say(variable.note),
  }
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''))
}
