// Runs the Prisma command line. `generate`, `validate` and `format` need no native engine (they run as WebAssembly),
// yet the CLI tries to download one first: it gets a stand-in unless a real engine is there or the command needs it.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const commandArguments = process.argv.slice(2)
const env = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', DO_NOT_TRACK: '1' }
const manifest = require.resolve('prisma/package.json')
const engines = path.join(path.dirname(manifest), '..', '@prisma', 'engines')
const hasEngine = existsSync(engines) && readdirSync(engines).some((file) => file.startsWith('schema-engine-'))
if (
  ['generate', 'validate', 'format'].includes(commandArguments[0]) &&
  !hasEngine &&
  !env.PRISMA_SCHEMA_ENGINE_BINARY
) {
  env.PRISMA_SCHEMA_ENGINE_BINARY = process.execPath // exists on every platform; these commands never start it
}
const cli = path.join(path.dirname(manifest), require(manifest).bin.prisma)
const result = spawnSync(process.execPath, [cli, ...commandArguments], { stdio: 'inherit', env })
process.exit(result.status ?? 1)
