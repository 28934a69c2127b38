// npm run bench:export and others: builds a bench as the server is built and runs it under plain Node. A test runner would keep what
// passes through it and slow down what it transforms; both would be measured as ours.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { build } from 'vite'
import tsconfigPaths from 'vite-tsconfig-paths'

const OUTPUT = 'tests/.output/bench'

const [name = ''] = process.argv.slice(2)
await build({
  configFile: false,
  logLevel: 'warn',
  plugins: [tsconfigPaths()],
  build: { ssr: `tests/bench/${name}.ts`, outDir: OUTPUT, emptyOutDir: false, target: 'es2022', sourcemap: true },
})
const bench = spawn(process.execPath, ['--expose-gc', path.join(OUTPUT, `${name}.js`)], { stdio: 'inherit' })
const [code] = await once(bench, 'exit')
process.exit(code ?? 1)
