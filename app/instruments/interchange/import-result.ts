import type { Instrument, InstrumentTextFile } from '#app/instruments/instrument-schema'
import type { TemplateProblem } from '#app/instruments/template-problem'
import type { ImportNote } from './import-note'

export interface ImportOptions {
  /** name of the template, as in `instrument.json` */
  name: string
  version?: number
  /** language of words that do not say theirs */
  language?: string
  /** the agreement scale; without it 1 to 7 */
  scale?: { minimum: number; maximum: number }
  /** where the questions are from; stands in the codebook */
  source?: string
  /** functions that participants can have */
  functions: readonly string[]
}

export type ImportResult =
  | { ok: true; instrument: Instrument; texts: ReadonlyMap<string, InstrumentTextFile>; notes: ImportNote[] }
  | { ok: false; problems: TemplateProblem[]; notes: ImportNote[] }

/** The whole file cannot be read: one problem. */
export function refuseImport(file: string, problem: string, remedy: string): ImportResult {
  return { ok: false, problems: [{ file, path: '', problem, remedy }], notes: [] }
}
