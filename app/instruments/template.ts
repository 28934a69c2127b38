import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import type { Instrument, InstrumentText, InstrumentTextFile, ItemText, Respondent } from './instrument-schema'

/** An instrument with its words, by language. */
export interface Template {
  instrument: Instrument
  texts: ReadonlyMap<string, InstrumentTextFile>
}

/**
 * The words in a language, or in English where the language has none.
 * Without a side (lists, codebooks) an item worded per side shows both wordings: buyer / supplier.
 */
export function templateText(
  { instrument, texts }: Template,
  language: string,
  side?: Respondent['side'],
): InstrumentText {
  const text = texts.get(language) ?? texts.get(FALLBACK_LANGUAGE)
  if (!text)
    throw new Error(`the instrument ${instrument.name}@${instrument.version} has no words in ${FALLBACK_LANGUAGE}`)
  const items = Object.entries(text.items).map(
    ([id, item]) => [id, { ...item, text: wordsFor(item.text, side) }] as const,
  )
  return { ...text, items: Object.fromEntries<ItemText>(items) }
}

function wordsFor(text: InstrumentTextFile['items'][string]['text'], side: Respondent['side'] | undefined): string {
  if (typeof text === 'string') return text
  return side ? text[side] : `${text.buyer} / ${text.supplier}`
}
