// The tests that mutants meet: those of the project `unit` that look at the mathematics and the rules of the folder that is mutated,
// none that needs a database, writes files or starts R. They run once for each mutant, so what tries many random cases tries fewer
// of them, and the same ones each time.
import tsconfigPaths from 'vite-tsconfig-paths'
import { defineConfig } from 'vitest/config'

/** Who is answerable for a folder: what others notice by chance is no test of it, and takes ten times as long. */
const OWN: Record<string, string> = {
  statistics: '{reference,unit/statistics}',
  instruments: 'unit/instruments',
  disclosure: 'unit/disclosure',
  trust: '{reference,unit/{trust,dashboards}}',
}
const own = OWN[process.env.MUTATED ?? '']
if (!own) throw new Error(`nobody is answerable for ${process.env.MUTATED}`)

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    include: [`tests/${own}/**/*.test.{ts,tsx}`],
    exclude: ['tests/reference/{exports/**,replay.test.ts,relations-script.test.ts}'],
    setupFiles: ['tests/setup/same-random-cases.ts', 'tests/setup/fail-on-console-error.ts'],
    env: { ATTACK_RUNS: '60', EXACT_TABLES: '40' },
    testTimeout: 120_000,
    // loading the tests anew for each file would take longer than running them
    isolate: false,
  },
})
