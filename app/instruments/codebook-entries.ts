import type { MissingReason } from './answers'
import { type Instrument, type InstrumentText, type Item, SPOKEN_MISSING } from './instrument-schema'

export interface CodebookEntry {
  variable: string
  /** the question as it was asked, per language; `{partner}` stands for the other firm */
  wording: Record<string, string>
  kind: 'agreement' | 'number' | 'percent'
  minimum: number
  maximum: number
  /** `1 = Strongly disagree; …`, per language; empty where numbers speak for themselves */
  valueLabels: Record<string, string>
  /** the unit of numbers, per language; empty for agreement */
  units: Record<string, string>
  /** why the value can be missing; data files have these as MISSING_CODES */
  missing: MissingReason[]
  isReversed: boolean
  construct: string
  source: string
  /** the item's code in the catalogue of scales; undefined where the item is our own */
  code: string | undefined
  /** who was asked; undefined = everybody */
  universe: { sides: string[] | undefined; functions: string[] | undefined }
}

/** Every variable that answers to this instrument give, in the order of the form. */
export function codebookEntries(instrument: Instrument, texts: ReadonlyMap<string, InstrumentText>): CodebookEntry[] {
  return instrument.sections.flatMap((section) => section.items.flatMap((item) => entriesOf(instrument, item, texts)))
}

/** Codes of missing answers in data files: numbers, so that answer columns stay numeric. */
export const MISSING_CODES: Record<MissingReason, number> = {
  no_contact: -96,
  not_applicable: -97,
  cannot_say: -98,
  skipped: -99,
}

function entriesOf(instrument: Instrument, item: Item, texts: ReadonlyMap<string, InstrumentText>): CodebookEntry[] {
  const perLanguage = (read: (text: InstrumentText) => string | undefined) =>
    Object.fromEntries([...texts].map(([language, text]) => [language, read(text) ?? '']))
  const { id, construct, source, code, sides, functions } = item
  const common = {
    construct,
    source,
    code,
    universe: { sides, functions },
    isReversed: false,
    valueLabels: {},
    units: {},
  }
  const wording = perLanguage((text) => text.items[id]?.text)
  if (item.kind === 'constant_sum')
    return item.parts.map((part) => ({
      ...common,
      variable: part.id,
      wording: perLanguage((text) => `${text.items[id]?.text} – ${text.parts[part.id]?.text}`),
      kind: 'percent',
      minimum: 0,
      maximum: item.total,
      units: Object.fromEntries([...texts.keys()].map((language) => [language, '%'])),
      missing: ['no_contact', 'skipped'],
    }))
  if (item.kind === 'number') {
    const { minimum, maximum } = item
    const units = perLanguage((text) => text.items[id]?.unit)
    return [{ ...common, variable: id, wording, kind: 'number', minimum, maximum, units, missing: ['skipped'] }]
  }
  const { minimum, maximum } = instrument.scale
  const valueLabels = perLanguage((text) =>
    text.anchors.map((anchor, index) => `${minimum + index} = ${anchor}`).join('; '),
  )
  const missing: MissingReason[] = [...(item.missing ?? SPOKEN_MISSING), 'skipped']
  const isReversed = item.isReversed ?? false
  return [{ ...common, variable: id, wording, kind: 'agreement', minimum, maximum, valueLabels, isReversed, missing }]
}
