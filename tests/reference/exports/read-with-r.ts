import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { Dataset } from '#app/exports/dataset'
import { FORMATS, type FormatName } from '#app/exports/formats/formats'

const MADE_AT = new Date('2027-03-07T09:05:00Z')

/** What `describe-columns.r` prints. Numbers are texts of 17 digits, tagged missing values `.a`, `.b` … */
interface ColumnInR {
  values: (string | null)[]
  label_values: string[]
  label_texts: string[] | null
  attributes: Record<string, unknown>
}

export interface FileInR {
  names: string[]
  columns: ColumnInR[]
  rows: number
  label: string | null
  factors?: Record<string, { values: (string | null)[]; levels: string[]; ordered: boolean; label: string }>
}

/** Whether a program runs here; says loudly what is left out where it does not. */
export function runs(program: string, parameters: string[], what: string): boolean {
  try {
    execFileSync(program, parameters, { stdio: 'ignore' })
    return true
  } catch {
    console.warn(`SKIPPED: ${what}, because \`${program} ${parameters.join(' ')}\` does not run on this machine`)
    return false
  }
}

export const hasHaven = (what: string) => runs('Rscript', ['-e', 'library(haven); library(jsonlite)'], what)

/** A file of the dataset in a directory of its own, which the caller removes. */
export async function writeFormat(dataset: Dataset, format: FormatName, language: string, directory?: string) {
  const place = directory ?? (await mkdtemp(path.join(os.tmpdir(), 'thiqa-format-')))
  const { ending, write } = FORMATS[format]
  const file = path.join(place, `${dataset.name}.${ending}`)
  await writeFile(file, write(dataset, { language, madeAt: MADE_AT }))
  return { file, directory: place }
}

/** One R for each locale, since it takes longer to start than to read; it ends with its input, that is with this process. */
const started = new Map<string, ChildProcessByStdio<Writable, Readable, null>>()

function startR(locale: string) {
  const script = path.resolve('tests/reference/exports/describe-columns.r')
  const r = spawn('Rscript', [script], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, LC_ALL: locale } })
  started.set(locale, r)
  r.once('exit', () => started.delete(locale))
  return r
}

/** @param withoutHaven for scripts, which can do without */
export async function readWithR(
  kind: 'sav' | 'dta' | 'script',
  file: string,
  { withoutHaven = false, locale = 'C.UTF-8' } = {},
): Promise<FileInR> {
  const result = `${file}.json`
  const r = started.get(locale) ?? startR(locale)
  const answered = new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`R ended while it read ${file}`))
    r.once('exit', fail)
    r.stdout.once('data', () => {
      r.off('exit', fail)
      resolve()
    })
  })
  r.stdin.write(`${[kind, file, result, ...(withoutHaven ? ['without haven'] : [])].join('\t')}\n`)
  await answered
  return JSON.parse(await readFile(result, 'utf8'))
}
