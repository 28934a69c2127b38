// count-tests.mjs REPORT: the last line of .ci/run, from the report that vitest wrote as JSON.
import { readFileSync } from 'node:fs'

/** @returns undefined where no report was written, or none that can be read */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

const report = readReport(process.argv[2])
if (!report || report.numTotalTests === 0) {
  console.error('No test ran.')
  process.exit(1)
}
// a file that could not even be loaded has no failed test of its own
const broken = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
)
const failed = report.numFailedTests + broken.length
const skipped = report.numPendingTests + report.numTodoTests
console.log(`${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || !report.success ? 1 : 0)
