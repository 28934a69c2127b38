// npm run templates:check [-- --write]: says of every template what is wrong with it, with file, place and remedy. The JSON
// Schemas beside this file let editors complete and check while one writes; --write brings them up to date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { checkTemplates } from '#app/instruments/check-templates'
import { hashInstrument } from '#app/instruments/hash-instrument.server'
import { instrumentSchema, instrumentTextSchema } from '#app/instruments/instrument-schema'
import type { TemplateProblem } from '#app/instruments/template-problem'
import { FUNCTIONS } from '#app/relationships/functions'

const FOLDER = 'survey-templates'
const SCHEMAS = { 'instrument.schema.json': instrumentSchema, 'words.schema.json': instrumentTextSchema }
const write = process.argv.includes('--write')

const problems: TemplateProblem[] = []
const files: Record<string, unknown> = {}
for (const name of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
  const file = `${FOLDER}/${name}`
  if (!file.endsWith('.json') || file.endsWith('.schema.json')) continue
  try {
    files[file] = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    problems.push({ file, path: '', problem: `is no JSON: ${(error as Error).message}`, remedy: 'correct it' })
  }
}
problems.push(...checkTemplates({ files, fallbackLanguage: 'en', functions: FUNCTIONS, hashInstrument }))

for (const [name, schema] of Object.entries(SCHEMAS)) {
  const file = `${FOLDER}/${name}`
  const content = `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`
  if (write) writeFileSync(file, content)
  else if (readOrNothing(file) !== content)
    problems.push({ file, path: '', problem: 'is out of date', remedy: 'npm run templates:check -- --write' })
}

for (const { file, path, problem, remedy } of problems)
  console.log(`${[file, path].filter((part) => part !== '').join(': ')} ${problem} – ${remedy}`)
console.log(
  problems.length === 0 ? `${Object.keys(files).length} files, nothing is wrong` : `${problems.length} to correct`,
)
process.exitCode = problems.length === 0 ? 0 : 1

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
