import type { FunctionWeights } from '#app/studies/function-weights'
import type { Dataset, Words } from './dataset'
import type { ColumnSummary } from './summarize-columns'

/** A table, the file that it is in, and what stands in its columns where that was counted. */
export interface DescribedTable {
  dataset: Dataset
  /** path of its CSV file beside the description, with forward slashes: `data/responses-wide.csv` */
  path: string
  /** what one row is */
  content: Words
  summary?: readonly ColumnSummary[]
  /** of the file, where it is written already: size and SHA-256 in hexadecimal digits */
  file?: { bytes: number; sha256: string }
}

/** What metadata files say of a study as a whole. */
export interface StudyDescription {
  title: string
  /** the workspace that surveyed */
  publisher: string
  /** what it was for; empty where nobody said so */
  purpose: string
  /** what answers of functions weigh in published values */
  functionWeights: FunctionWeights
  /** numbers of the published waves */
  waves: readonly number[]
  /** the one that is never missing first */
  languages: readonly string[]
  /** how the data may be used */
  conditions: Words
  /** what was changed to keep people from being known */
  confidentiality: Words
  madeAt: Date
  tables: readonly DescribedTable[]
}
