import { vitePlugin as remix } from '@remix-run/dev'
import tsconfigPaths from 'vite-tsconfig-paths'
import { defineConfig } from 'vitest/config'
import { testProjects } from './tests/setup/projects.ts'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

const isTest = process.env.VITEST !== undefined

export default defineConfig({
  plugins: [
    // under vitest the plugin would try to own the server
    isTest
      ? null
      : remix({
          future: {
            v3_fetcherPersist: true,
            v3_relativeSplatPath: true,
            v3_throwAbortReason: true,
            v3_singleFetch: true,
            v3_lazyRouteDiscovery: true,
            v3_routeConfig: true,
            unstable_optimizeDeps: true,
          },
        }),
    tsconfigPaths(),
  ],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  test: {
    projects: isTest ? testProjects() : [],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2, // an embedded database takes about 500 MB in each
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
