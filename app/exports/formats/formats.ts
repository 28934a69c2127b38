import type { Dataset } from '#app/exports/dataset'
import { writeCsv } from './csv'
import { writeDta } from './dta'
import type { FormatOptions } from './format-options'
import { writeJsonLines } from './jsonl'
import { writeParquet } from './parquet'
import { writeRScript } from './r-script'
import { writeSav } from './sav'
import { writeXlsx } from './xlsx'

export type FormatName = 'csv' | 'sav' | 'dta' | 'xlsx' | 'parquet' | 'jsonl' | 'r'

export interface Format {
  /** of the file's name */
  ending: string
  mediaType: string
  write: (dataset: Dataset, options: FormatOptions) => AsyncGenerator<Uint8Array>
}

/** Every format in which a dataset can be taken away. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  csv: { ending: 'csv', mediaType: 'text/csv; charset=utf-8', write: writeCsv },
  sav: { ending: 'sav', mediaType: 'application/x-spss-sav', write: writeSav },
  dta: { ending: 'dta', mediaType: 'application/x-stata-dta', write: writeDta },
  xlsx: {
    ending: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: writeXlsx,
  },
  parquet: { ending: 'parquet', mediaType: 'application/vnd.apache.parquet', write: writeParquet },
  jsonl: { ending: 'jsonl', mediaType: 'application/x-ndjson; charset=utf-8', write: writeJsonLines },
  r: { ending: 'R', mediaType: 'text/plain; charset=utf-8', write: writeRScript },
}
