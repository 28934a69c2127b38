import type { FieldValues } from '#app/instruments/field-values'
import type { Instrument, Section } from '#app/instruments/instrument-schema'
import { pageOfSection, pagesOf } from '#app/instruments/pages'
import { parseAnswers } from '#app/instruments/parse-answers'

/** A page with what comes before and behind it. */
export interface ChosenPage {
  pages: Section[][]
  /** from 0 */
  index: number
  sections: Section[]
}

/**
 * The page that a person wanted, by one of its sections. Whoever comes back without naming one goes on where something is
 * still open.
 */
export function choosePage(instrument: Instrument, wanted: string | null, fields: FieldValues): ChosenPage {
  const pages = pagesOf(instrument.sections)
  const isTouched = Object.keys(fields).length > 0
  const unfinished = pages.findIndex((sections) => {
    const read = parseAnswers({ ...instrument, sections }, fields)
    return !read.ok || read.open.length > 0
  })
  const resumed = unfinished === -1 ? pages.length - 1 : unfinished
  const index = (wanted === null ? undefined : pageOfSection(pages, wanted)) ?? (isTouched ? resumed : 0)
  return { pages, index, sections: pages[index] ?? [] }
}
