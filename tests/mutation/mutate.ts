// `npm run test:mutation [-- FOLDER …]`: changes the source in small ways, one after the other, and looks whether the
// folder's own tests notice (tests/setup/vitest-for-mutants.ts). What they do not notice stands in the HTML report of the folder.
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { ownTests } from './own-tests'

const FOLDERS = ['app/disclosure', 'app/trust', 'app/statistics', 'app/instruments']
const OUTPUT = 'tests/.output/mutation'

const asked = process.argv.slice(2).map((one) => path.normalize(one).replace(/\/$/, ''))
const isKnown = (one: string) => FOLDERS.some((folder) => one === folder || one.startsWith(`${folder}/`))
if (!asked.every(isKnown)) {
  console.error(`Only what is computed and does nothing else is mutated: ${FOLDERS.join(', ')}, or something in them`)
  process.exit(2)
}

const rows: Record<string, string | number>[] = []
for (const folder of asked.length > 0 ? asked : FOLDERS) {
  const name = folder.split('/')[1] ?? ''
  process.env.MUTATED = name
  const report = path.join(OUTPUT, folder.replaceAll('/', '-'))
  const mutants = await new Stryker({
    mutate: [folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`, '!**/*.server.ts'],
    plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
    testRunner: 'vitest',
    // they are few, and to find out which of them load a file would take longer for each mutant than to run them
    vitest: { configFile: 'tests/setup/vitest-for-mutants.ts', related: false },
    coverageAnalysis: 'perTest',
    // a mutant in what a file does when it is loaded would need every test anew
    ignoreStatic: true,
    // nothing checks types here
    disableTypeChecks: false,
    concurrency: Math.max(1, availableParallelism() - 1),
    // a busy machine is no proof: an endless loop is known by its rounds
    ...{ timeoutMS: 30_000, timeoutFactor: 4, dryRunTimeoutMinutes: 30 },
    reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
    clearTextReporter: { logTests: false, reportTests: false, skipFull: true },
    htmlReporter: { fileName: `${report}.html` },
    jsonReporter: { fileName: `${report}.json` },
    cleanTempDir: 'always',
    ignorePatterns: ['/build', '/data', '/tests/.output', '/tests/journeys', '/public'],
    allowEmpty: true,
  }).runMutationTest()
  // a test file that cannot be loaded beside mutants counts as none at all, and nothing is said of it
  const { testFiles } = JSON.parse(readFileSync(`${report}.json`, 'utf8'))
  const unseen = ownTests(name).filter((file) => !(file in testFiles))
  if (unseen.length > 0) {
    console.error(`The score of ${folder} is worth nothing, these did not run: ${unseen.join(', ')}`)
    process.exitCode = 1
  }
  const count = (...states: string[]) => mutants.filter(({ status }) => states.includes(status)).length
  const [found, missed] = [count('Killed', 'Timeout'), count('Survived', 'NoCoverage')]
  rows.push({
    ...{ folder, mutants: found + missed, killed: count('Killed'), timeout: count('Timeout') },
    ...{ survived: count('Survived'), 'no test': count('NoCoverage'), 'left out': count('Ignored') },
    ...{
      invalid: count('RuntimeError', 'CompileError'),
      'score %': Math.round((1000 * found) / (found + missed)) / 10,
    },
  })
}
console.table(rows)
