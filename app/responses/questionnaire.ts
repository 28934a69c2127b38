import type { Instrument, InstrumentText, Section } from '#app/instruments/instrument-schema'

/** One page of one questionnaire about one partner, as a person sees it in their language. */
export interface Questionnaire {
  /** whom it is about: the other firm, or the person's own where nothing is asked about a relationship */
  partnerName: string
  /** number of the wave */
  wave: number
  step: { number: number; of: number }
  /** which page this is, from 1 */
  place: { number: number; of: number }
  /** of this page */
  sections: Section[]
  scale: Instrument['scale']
  text: InstrumentText
  /** path of the list of relationships */
  overview: string
  /** path of this questionnaire */
  path: string
  /** what the form brings back: see form-base.ts */
  base: string
  /** which sendings of this person's windows arrived: see saves.ts */
  arrived: string
  /** the sending that the page shows again, and that is stored nowhere; empty where there is none */
  echo: string
}
