import type { Instrument, InstrumentTextFile, Item } from './instrument-schema'
import type { TemplateProblem } from './template-problem'

/** Whether a language file words exactly what the instrument asks: nothing missing, nothing of another instrument. */
export function checkInstrumentText(file: string, instrument: Instrument, text: InstrumentTextFile): TemplateProblem[] {
  const items = instrument.sections.flatMap((section) => section.items)
  const sectionIds = instrument.sections.map((section) => section.id)
  const partIds = items.flatMap((item) => (item.kind === 'constant_sum' ? item.parts.map((part) => part.id) : []))
  const found = [
    ...compareIds('sections', sectionIds, Object.keys(text.sections)),
    ...compareIds(
      'items',
      items.map((item) => item.id),
      Object.keys(text.items),
    ),
    ...compareIds('parts', partIds, Object.keys(text.parts)),
    ...items.flatMap((item) => checkItemWords(item, text)),
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
  const needed =
    item.kind === 'number' ? (['unit'] as const) : item.kind === 'constant_sum' ? (['hint', 'none'] as const) : []
  return needed
    .filter((key) => words[key] === undefined)
    .map((key) => [`items.${item.id}.${key}`, 'has no words', 'translate it'])
}

/** A slot that nothing fills would be read as it stands: `{patner}`. */
function findUnknownSlots(value: unknown, path: string): Finding[] {
  if (typeof value === 'string') {
    const unknown = value.replaceAll('{partner}', '').match(/\{[^{}]{0,40}\}?|\}/)
    return unknown ? [[path, `has the unknown slot ${unknown[0]}`, 'the only slot is {partner}']] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => findUnknownSlots(inner, path === '' ? key : `${path}.${key}`))
}
