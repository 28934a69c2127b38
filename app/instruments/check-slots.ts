import type { InstrumentTextFile } from './instrument-schema'
import { SLOTS } from './pipe-text'
import type { TemplateProblem } from './template-problem'

/**
 * Whether words in one language still have the slots of the words they were translated from: a sentence that lost
 * `{partner}` asks about nobody. A language may have a slot more, where its grammar wants the name.
 */
export function checkSlots(file: string, source: InstrumentTextFile, text: InstrumentTextFile): TemplateProblem[] {
  const needed = new Map(slotsIn(source, ''))
  const found = slotsIn(text, '')
  const lost = found.flatMap(([path, slots]) =>
    neededAt(path, needed).flatMap((slot) => (slots.includes(slot) ? [] : [{ path, slot }])),
  )
  return lost.map(({ path, slot }) => ({
    file,
    path,
    problem: `lost the slot ${slot}`,
    remedy: `write ${slot} where the sentence names it, with its braces and untranslated`,
  }))
}

/** One language may word an item for each side where another words it once. */
function neededAt(path: string, needed: ReadonlyMap<string, string[]>): string[] {
  const whole = path.replace(/\.(buyer|supplier)$/, '')
  const own = needed.get(path) ?? needed.get(whole)
  const ofSides = ['buyer', 'supplier'].flatMap((side) => needed.get(`${path}.${side}`) ?? [])
  return own ?? [...new Set(ofSides)]
}

function slotsIn(value: unknown, path: string): [path: string, slots: string[]][] {
  if (typeof value === 'string') {
    const slots = SLOTS.filter((slot) => value.includes(slot))
    // a slot with a slip in it is named as such already
    const hasUnknown = /[{}]/.test(SLOTS.reduce((rest, slot) => rest.replaceAll(slot, ''), value))
    return hasUnknown ? [] : [[path, slots]]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => slotsIn(inner, path === '' ? key : `${path}.${key}`))
}
