// The tests that mutants meet: none that needs a database, writes files or starts R. They run once for each mutant, so what tries
// many random cases tries fewer of them, and the same ones each time.
import tsconfigPaths from 'vite-tsconfig-paths'
import { defineConfig } from 'vitest/config'
import { ownTests } from '../mutation/own-tests'

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    include: ownTests(process.env.MUTATED ?? ''),
    setupFiles: ['tests/setup/same-random-cases.ts', 'tests/setup/fail-on-console-error.ts'],
    env: { ATTACK_RUNS: '20', EXACT_TABLES: '12', MOST_RANDOM_CASES: '50' },
    testTimeout: 120_000,
    // loading the tests anew for each file would take longer than running them
    isolate: false,
  },
})
