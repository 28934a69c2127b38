import type { Instrument, InstrumentText, Section } from '#app/instruments/instrument-schema'

/** One questionnaire about one partner, as a person sees it in their language. */
export interface Questionnaire {
  partnerName: string
  step: { number: number; of: number }
  sections: Section[]
  scale: Instrument['scale']
  text: InstrumentText
  /** path of the list of relationships */
  overview: string
}
