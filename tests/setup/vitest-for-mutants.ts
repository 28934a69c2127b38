// The tests that mutants meet: those of the project `unit` that look at the mathematics and the rules, none that needs a
// database. They run once for each mutant, so what tries many random cases tries fewer of them, and the same ones each time.
import tsconfigPaths from 'vite-tsconfig-paths'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    include: ['tests/{reference,unit/{dashboards,disclosure,instruments,statistics,trust}}/**/*.test.{ts,tsx}'],
    exclude: ['tests/reference/replay.test.ts'],
    setupFiles: ['tests/setup/same-random-cases.ts', 'tests/setup/fail-on-console-error.ts'],
    env: { ATTACK_RUNS: '60', EXACT_TABLES: '40' },
    testTimeout: 120_000,
    // loading the tests anew for each file would take longer than running them
    isolate: false,
  },
})
