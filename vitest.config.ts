import tsconfigPaths from 'vite-tsconfig-paths'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: { environment: 'node', include: ['tests/**/*.test.{ts,tsx}'], pool: 'forks', maxWorkers: 2, testTimeout: 20_000, hookTimeout: 60_000 },
})
