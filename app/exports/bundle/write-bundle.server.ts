import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import { codebookColumns, codebookRows } from '#app/exports/codebook-rows'
import type { CsvRow } from '#app/exports/csv-row'
import { FILE_NAMES } from '#app/exports/data-files'
import type { Dataset } from '#app/exports/dataset'
import { describeStudy } from '#app/exports/describe-study.server'
import { guardFormula } from '#app/exports/formats/csv-text'
import { dataPackage } from '#app/exports/formats/data-package'
import { writeDdi } from '#app/exports/formats/ddi'
import type { FormatOptions } from '#app/exports/formats/format-options'
import { FORMATS, type FormatName } from '#app/exports/formats/formats'
import { ZipOutput } from '#app/exports/formats/zip-output'
import { watched } from '#app/exports/pages'
import {
  PARTICIPATION_COLUMNS,
  REGRESSION_COLUMNS,
  RELIABILITY_COLUMNS,
  readParticipation,
  readRegression,
  readRelationEstimates,
  readReliability,
} from '#app/exports/published-values.server'
import { RELATION_ESTIMATE_COLUMNS } from '#app/exports/relation-estimates'
import { SHAPES } from '#app/exports/shapes'
import type { StudyData } from '#app/exports/study-data.server'
import type { DescribedTable } from '#app/exports/study-description'
import { countColumns } from '#app/exports/summarize-columns'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { INTERFACE_LANGUAGES } from '#app/i18n/languages'
import { translateTo } from '#app/i18n/texts-of'
import { functionWeights } from '#app/studies/function-weights'
import { healthWeights } from '#app/studies/health-weights'
import type { Audience } from '#app/studies/promise'
import { measuredScales } from '#app/trust/measured-scales'
import { bundlePages } from './bundle-pages'
import { citationFile, dataCite } from './citation'
import { modelsScript } from './r-models'
import { reproduceScript } from './reproduce-script'

interface BundleOptions extends FormatOptions {
  /** of the tables, besides CSV and the scripts that read it, which are always there */
  formats: readonly FormatName[]
  /** told now and then how many rows of how many are written */
  onProgress?: (written: number, of: number) => void
}

const DIRECTORY = 'data/'
const ALWAYS = ['csv', 'r'] as const
/** These formats are compressed by themselves. */
const COMPRESSED: readonly FormatName[] = ['xlsx', 'parquet']

/**
 * Everything that somebody needs to work with a study in ten years, in one zip file that is written while it is sent: tables,
 * codebook, methods and report of what was changed in two languages, scripts, what was published, how to cite it, checksums.
 */
export async function* writeBundle(data: StudyData, options: BundleOptions): AsyncGenerator<Uint8Array> {
  const { language, madeAt } = options
  const output = new BundleOutput(madeAt)
  const study = await describeStudy(data, DIRECTORY, madeAt)
  const formats = [...new Set<FormatName>([...ALWAYS, ...options.formats])]
  const progress = makeProgress(study.tables, formats, options.onProgress)
  const changes = { ...data.changes }
  for (const [place, shape] of SHAPES.entries()) {
    const table = study.tables[place] as DescribedTable
    for (const format of formats) {
      const dataset = progress(table.dataset)
      const { counted, summary } = countColumns(dataset)
      const isCsv = format === 'csv'
      const { ending, write } = FORMATS[format]
      const written = yield* output.add(
        `${DIRECTORY}${FILE_NAMES[shape]}.${ending}`,
        write(isCsv ? counted : dataset, { language, madeAt }),
        COMPRESSED.includes(format),
      )
      if (isCsv) Object.assign(table, { file: written, summary: summary() })
      // counted while the answers were read: the other tables hold no texts
      if (isCsv && shape === 'wide') Object.assign(changes, data.changes)
    }
  }
  const { source } = data
  const whole = { ...source, waves: data.wholeWaves }
  const [wide] = study.tables
  if (wide) yield* output.add('codebook/codebook.csv', csv(codebookColumns(data.languages), codebookRows(wide.dataset)))
  yield* output.add('codebook/codebook.xml', writeDdi(study))
  yield* output.add('datapackage.json', json(dataPackage(study)))
  yield* output.add('published/participation.csv', csv(PARTICIPATION_COLUMNS, await readParticipation(source)))
  yield* output.add('published/reliability.csv', csv(RELIABILITY_COLUMNS, await readReliability(source)))
  yield* output.add('published/regression.csv', csv(REGRESSION_COLUMNS, await readRegression(whole)))
  const relations = await readRelationEstimates(whole)
  yield* output.add('published/relations.csv', csv(RELATION_ESTIMATE_COLUMNS, relations))
  const scales = data.asked.flatMap(({ template, waves }) =>
    waves.flatMap((wave) => measuredScales(template.instrument).map((scale) => ({ ...scale, wave }))),
  )
  yield* output.add('models.R', [modelsScript(scales)])
  const waves = data.waves.map((wave) => ({
    ...{ number: wave.number, audience: wave.audience as Audience, weights: healthWeights(wave.healthWeights) },
    functionWeights: functionWeights(wave.functionWeights),
  }))
  yield* output.add('reproduce.R', [reproduceScript({ waves, scales })])
  for (const one of INTERFACE_LANGUAGES) {
    const t = translateTo(one)
    for (const [name, html] of Object.entries(bundlePages(t, one, { study, changes, formats })))
      yield* output.add(`${name}.${one}.html`, [html])
  }
  yield* output.add('disclosure.json', json({ ...changes, madeAt: madeAt.toISOString() }))
  const t = translateTo(FALLBACK_LANGUAGE)
  yield* output.add('CITATION.cff', [citationFile(study, t('bundle.cite'))])
  yield* output.add('datacite.json', json(dataCite(study)))
  yield* output.add('SHA256SUMS', [output.checksums()])
  yield* output.end()
}

/** How many rows all files of all tables take; each table that is read through it counts on. */
function makeProgress(
  tables: readonly DescribedTable[],
  formats: readonly FormatName[],
  tell: BundleOptions['onProgress'] = () => {},
): (dataset: Dataset) => Dataset {
  // a script for R reads no rows
  const files = formats.filter((format) => format !== 'r').length
  const of = tables.reduce((sum, { dataset }) => sum + dataset.rowCount * files, 0)
  let written = 0
  return (dataset) => ({
    ...dataset,
    async *pages() {
      // formats that read in advance pass by more than once
      const see = () => {
        written += 1
      }
      for await (const page of dataset.pages()) {
        yield watched(page, see)
        tell(Math.min(written, of), of)
      }
    },
  })
}

type Parts = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** A zip file with the checksums of all that it holds. */
class BundleOutput {
  readonly #zip: ZipOutput
  #sums = ''

  constructor(madeAt: Date) {
    this.#zip = new ZipOutput(madeAt)
  }

  async *add(
    path: string,
    parts: Parts,
    isCompressed = false,
  ): AsyncGenerator<Uint8Array, { bytes: number; sha256: string }> {
    const file = this.#zip.openFile(path, isCompressed)
    const hash = createHash('sha256')
    let bytes = 0
    for await (const part of parts) {
      const own = typeof part === 'string' ? Buffer.from(part, 'utf8') : part
      hash.update(own)
      bytes += own.length
      file.push(own)
      yield* this.#zip.take()
    }
    file.push(new Uint8Array(), true)
    yield* this.#zip.take()
    const sha256 = hash.digest('hex')
    this.#sums += `${sha256}  ${path}\n`
    return { bytes, sha256 }
  }

  /** As the program sha256sum reads them. */
  checksums(): string {
    return this.#sums
  }

  *end(): Generator<Uint8Array> {
    this.#zip.end()
    yield* this.#zip.take()
  }
}

const json = (value: unknown) => [`${JSON.stringify(value, null, 2)}\n`]

function csv(columns: readonly string[], rows: readonly CsvRow[]): string[] {
  return [
    stringify([...rows], {
      ...{ header: true, bom: true, columns: [...columns], record_delimiter: 'windows' },
      cast: { string: guardFormula },
    }),
  ]
}
