import type { MissingReason } from './answers'
import type { Instrument, InstrumentText, Item } from './instrument-schema'

export interface CodebookEntry {
  variable: string
  /** the question as it was asked, per language; `{partner}` stands for the other firm */
  wording: Record<string, string>
  kind: 'agreement' | 'number' | 'percent'
  minimum: number
  maximum: number
  /** `1 = Strongly disagree; …`, per language; empty where numbers speak for themselves */
  valueLabels: Record<string, string>
  isReversed: boolean
  construct: string
  source: string
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
  const { construct, source } = item
  const common = { construct, source, isReversed: false, valueLabels: {} }
  if (item.kind === 'constant_sum')
    return item.parts.map((part) => ({
      ...common,
      variable: part.id,
      wording: perLanguage((text) => `${text.items[item.id]?.text} – ${text.parts[part.id]?.text}`),
      kind: 'percent',
      minimum: 0,
      maximum: item.total,
    }))
  const wording = perLanguage((text) => text.items[item.id]?.text)
  if (item.kind === 'number') {
    const { minimum, maximum } = item
    return [{ ...common, variable: item.id, wording, kind: 'number', minimum, maximum }]
  }
  const { minimum, maximum } = instrument.scale
  const valueLabels = perLanguage((text) =>
    text.anchors.map((anchor, index) => `${minimum + index} = ${anchor}`).join('; '),
  )
  return [
    {
      ...common,
      variable: item.id,
      wording,
      kind: 'agreement',
      minimum,
      maximum,
      valueLabels,
      isReversed: item.isReversed ?? false,
    },
  ]
}
