import type { CodebookEntry } from './codebook-entry'
import type { Instrument } from './instrument-schema'
import type { TextsByLanguage } from './item-kind'
import { kindOf } from './item-kinds'

/** Every variable that answers to this instrument give, in the order of the form. */
export function codebookEntries(instrument: Instrument, texts: TextsByLanguage): CodebookEntry[] {
  return instrument.sections.flatMap((section) =>
    section.items.flatMap((item) => kindOf(item).variables(item, instrument, texts)),
  )
}
