// npm run bench:formats: rows per second of each format of export, and the memory that it takes beyond what the process
// had before the first row. Each format runs in a process of its own, which pulls the file and throws it away.
// BENCH_ROWS=1000000 for more rows, BENCH_FORMATS=sav,csv for some formats.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Dataset, Value, Variable } from '#app/exports/dataset'
import { FORMATS, type Format, type FormatName } from '#app/exports/formats/formats'
import { makeVariable } from '#tests/factories/make-dataset'

const ROWS = Number(process.env.BENCH_ROWS ?? 100_000)
const MISSING = [-97, -98, -99].map((value) => ({ value, label: { en: `missing ${value}` } }))
const MEGABYTE = 2 ** 20
/** rows that come together, as from the database */
const PAGE = 500

const answer = (number: number): Variable =>
  makeVariable({ name: `answer_${number}`, measure: 'ordinal', minimum: 1, maximum: 7, missing: MISSING })
const score = (number: number) => makeVariable({ name: `score_${number}`, type: 'decimal', minimum: 0, maximum: 100 })
const code = (name: string, width: number) => makeVariable({ name, type: 'text', measure: 'nominal', width })

/** As the answers of a study: 45 columns, of which 32 are answers to scales, eight scores, four codes and one a comment. */
const variables = [
  ...[code('respondent', 16), code('relationship', 16), code('side', 8), code('function', 13)],
  ...Array.from({ length: 32 }, (_, index) => answer(index)),
  ...Array.from({ length: 8 }, (_, index) => score(index)),
  code('comment', 120),
]

const dataset: Dataset = {
  name: 'bench',
  title: { en: 'Bench' },
  languages: ['en'],
  variables,
  rowCount: ROWS,
  async *pages() {
    for (let row = 0; row < ROWS; row += PAGE)
      yield Array.from({ length: Math.min(PAGE, ROWS - row) }, (_, at) => makeRow(row + at))
  },
}

/** Computed, so that rows take no memory before they are asked for. */
function makeRow(row: number): Value[] {
  const values: Value[] = [
    (row * 2_654_435_761).toString(16).padStart(16, '0').slice(-16),
    ((row >> 3) * 2_654_435_761).toString(16).padStart(16, '0').slice(-16),
    row % 2 === 0 ? 'buyer' : 'supplier',
    row % 3 === 0 ? 'purchasing' : 'manufacturing',
  ]
  for (let index = 0; index < 32; index += 1) {
    const answered = (row * 31 + index * 17) % 29
    values.push(answered === 0 ? null : answered < 3 ? -96 - answered : 1 + (answered % 7))
  }
  for (let index = 0; index < 8; index += 1) values.push(((row * 7919 + index * 104_729) % 100_003) / 1000.03)
  values.push(row % 10 === 0 ? 'التسليم متأخر غالبًا، but they call us in time' : null)
  return values
}

async function measure({ write }: Pick<Format, 'write'>): Promise<Record<string, number>> {
  const before = process.memoryUsage().rss
  let peak = before
  let bytes = 0
  const [start, startOfWork] = [performance.now(), process.cpuUsage()]
  for await (const part of write(dataset, { language: 'en', madeAt: new Date(0) })) {
    bytes += part.length
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  const work = process.cpuUsage(startOfWork)
  const seconds = (performance.now() - start) / 1000
  return {
    'rows/s': Math.round(ROWS / seconds),
    seconds: Math.round(seconds * 10) / 10,
    'of the processor': Math.round((work.user + work.system) / 1e5) / 10,
    'file, MB': Math.round((bytes / MEGABYTE) * 10) / 10,
    'memory above the start, MB': Math.round((peak - before) / MEGABYTE),
  }
}

/** What it takes to make the rows alone. */
async function* readOnly(): AsyncGenerator<Uint8Array> {
  for await (const page of dataset.pages()) for (const _ of page);
  yield new Uint8Array()
}

const [format] = process.argv.slice(2)
if (format) {
  console.log(JSON.stringify(await measure(format === 'rows' ? { write: readOnly } : FORMATS[format as FormatName])))
} else {
  const names = process.env.BENCH_FORMATS?.split(',') ?? ['rows', ...Object.keys(FORMATS).filter((one) => one !== 'r')]
  const file = fileURLToPath(import.meta.url)
  const run = (name: string) =>
    JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', file, name], { encoding: 'utf8' }))
  console.log(`${ROWS} rows of ${variables.length} variables`)
  console.table(Object.fromEntries(names.map((name) => [name, run(name)])))
}
