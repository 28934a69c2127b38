import type { Instrument, InstrumentTextFile, Item } from './instrument-schema'
import { kindOf } from './item-kinds'
import { SLOTS } from './pipe-text'
import type { TemplateProblem } from './template-problem'

/** Whether a language file words exactly what the instrument asks: nothing missing, nothing of another instrument. */
export function checkInstrumentText(file: string, instrument: Instrument, text: InstrumentTextFile): TemplateProblem[] {
  const items = instrument.sections.flatMap((section) => section.items)
  const idsOf = (place: string) =>
    items.flatMap((item) =>
      kindOf(item)
        .words(item)
        .filter((path) => path.startsWith(place))
        .map((path) => path.slice(place.length)),
    )
  const found = [
    ...compareIds(
      'sections',
      instrument.sections.map((section) => section.id),
      Object.keys(text.sections),
    ),
    ...compareIds(
      'items',
      items.map((item) => item.id),
      Object.keys(text.items),
    ),
    ...compareIds('parts', idsOf('parts.'), Object.keys(text.parts)),
    ...compareIds('scales', [...new Set(idsOf('scales.'))], Object.keys(text.scales ?? {})),
    ...items.flatMap((item) => checkItemWords(item, text)),
    ...items.flatMap((item) => checkScaleWords(item, text)),
    ...findUnknownSlots(text, ''),
  ]
  const points = instrument.scale.maximum - instrument.scale.minimum + 1
  if (text.anchors.length !== points)
    found.push(['anchors', `are ${text.anchors.length} for ${points} points`, 'word every point, from the lowest'])
  return found.map(([path, problem, remedy]) => ({ file, path, problem, remedy }))
}

type Finding = [path: string, problem: string, remedy: string]

function compareIds(place: string, asked: string[], worded: string[]): Finding[] {
  const missing = asked.filter((id) => !worded.includes(id))
  const unknown = worded.filter((id) => !asked.includes(id))
  return [
    ...missing.map((id): Finding => [`${place}.${id}`, 'has no words', 'translate it']),
    ...unknown.map((id): Finding => [`${place}.${id}`, 'is not in instrument.json', 'correct the id, or delete it']),
  ]
}

function checkItemWords(item: Item, text: InstrumentTextFile): Finding[] {
  const words = text.items[item.id]
  if (!words) return []
  const needed = kindOf(item).words(item)
  const options = needed.flatMap((path) => (path.startsWith('options.') ? [path.slice('options.'.length)] : []))
  const missing = needed.filter((path) => (path === 'hint' || path === 'unit' || path === 'none') && !words[path])
  return [
    ...missing.map((key): Finding => [`items.${item.id}.${key}`, 'has no words', 'translate it']),
    ...compareIds(`items.${item.id}.options`, options, Object.keys(words.options ?? {})),
  ]
}

/** Every point of a scale has its words. */
function checkScaleWords(item: Item, text: InstrumentTextFile): Finding[] {
  if (item.kind !== 'bipolar' && item.kind !== 'pairs') return []
  const points = item.maximum - item.minimum + 1
  const names = item.kind === 'bipolar' ? [item.anchors] : [item.importance, item.received]
  return names.flatMap((name): Finding[] => {
    const words = text.scales?.[name]
    return words && words.length !== points
      ? [
          [
            `scales.${name}`,
            `are ${words.length} for ${points} points of ${item.id}`,
            'word every point, from the lowest',
          ],
        ]
      : []
  })
}

/** A slot that nothing fills would be read as it stands: `{patner}`. */
function findUnknownSlots(value: unknown, path: string): Finding[] {
  if (typeof value === 'string') {
    const unknown = SLOTS.reduce((rest, slot) => rest.replaceAll(slot, ''), value).match(/\{[^{}]{0,40}\}?|\}/)
    return unknown ? [[path, `has the unknown slot ${unknown[0]}`, `the only slots are ${SLOTS.join(' and ')}`]] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => findUnknownSlots(inner, path === '' ? key : `${path}.${key}`))
}
