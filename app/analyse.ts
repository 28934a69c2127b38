// npm run analyse -- reliability|agreement|regression FILE.csv …: the statistics of Thiqa on any CSV file, as a table or as JSON.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { analyseAgreement } from '#app/exports/analysis/analyse-agreement'
import { analyseRegression } from '#app/exports/analysis/analyse-regression'
import { analyseReliability } from '#app/exports/analysis/analyse-reliability'
import { printReport } from '#app/exports/analysis/print-report'
import { AnalysisError, readTable } from '#app/exports/analysis/read-columns'

const USAGE = `npm run analyse -- reliability FILE --items A1,A2 [--reverse A1] [--range 1:6] [--missing listwise|pairwise] [--json]
npm run analyse -- agreement FILE --items A1,A2 --group COLUMN --options 5 [--json]
npm run analyse -- regression FILE --y NAME --x NAME [--by NAME] [--moderator NAME] [--json]`

const OPTIONS = {
  items: { type: 'string' },
  reverse: { type: 'string' },
  range: { type: 'string' },
  missing: { type: 'string' },
  group: { type: 'string' },
  options: { type: 'string' },
  y: { type: 'string' },
  x: { type: 'string' },
  by: { type: 'string' },
  moderator: { type: 'string' },
  json: { type: 'boolean' },
} as const

try {
  const { values, positionals } = readArguments()
  const [command, file] = positionals
  if (!file || positionals.length > 2) throw new AnalysisError(USAGE)
  const table = readTable(readFile(file))
  const report = analyse(command, table, values)
  console.log(values.json ? JSON.stringify(report, null, 2) : printReport(report).join('\n'))
} catch (error) {
  if (!(error instanceof AnalysisError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

type Values = ReturnType<typeof readArguments>['values']

function analyse(command: string | undefined, table: ReturnType<typeof readTable>, values: Values): object {
  switch (command) {
    case 'reliability': {
      const { missing = 'listwise' } = values
      if (missing !== 'listwise' && missing !== 'pairwise') throw new AnalysisError('--missing is listwise or pairwise')
      return analyseReliability(table, {
        ...{ items: listIn(values.items), reverse: listIn(values.reverse), range: rangeIn(values.range), missing },
      })
    }
    case 'agreement':
      if (!values.group) throw new AnalysisError('name the column of groups: --group NAME')
      return analyseAgreement(table, {
        ...{ items: listIn(values.items), group: values.group, options: Number(values.options) },
      })
    case 'regression':
      if (!values.y || !values.x) throw new AnalysisError('name both columns: --y NAME --x NAME')
      return analyseRegression(table, { y: values.y, x: values.x, by: values.by, moderator: values.moderator })
    default:
      throw new AnalysisError(USAGE)
  }
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new AnalysisError(`${(error as Error).message}\n${USAGE}`)
  }
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new AnalysisError(`the file ${file} cannot be read`)
  }
}

function listIn(value = ''): string[] {
  return value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function rangeIn(value: string | undefined): [number, number] | undefined {
  if (value === undefined) return undefined
  const [low, high, ...more] = value.split(':').map(Number)
  if (low === undefined || high === undefined || more.length > 0 || !(low < high))
    throw new AnalysisError('--range is lowest:highest, as in 1:6')
  return [low, high]
}
