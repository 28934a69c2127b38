// npm run export -- --study NAME --format sav --out FILE: a file of a study's data from the database that is configured. With the
// embedded database the server must be stopped.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { EnvError, parseEnv } from '../app/config/env.server.ts'
import type * as Commands from '../app/export-data.server.ts'

if (existsSync('.env')) process.loadEnvFile('.env')
const { entry } = await import(pathToFileURL(path.resolve('build/server/index.js')).href)
const { exportData, EXPORT_USAGE } = entry.module as typeof Commands

const OPTIONS = {
  study: { type: 'string' },
  format: { type: 'string' },
  shape: { type: 'string', default: 'wide' },
  out: { type: 'string' },
  language: { type: 'string', default: 'en' },
} as const

try {
  const { study, format, out, ...more } = read()
  if (!study || !format || !out) end(EXPORT_USAGE, 64)
  const { bytes, file } = await exportData(parseEnv(process.env), { study, format, out, ...more }, new Date())
  console.log(`Written: ${out} (${file}, ${bytes} bytes)`)
} catch (error) {
  // classes of the build are others than those here
  const isExpected =
    error instanceof EnvError ||
    (error instanceof Error && ['ExportError', 'DirectoryInUseError'].includes(error.constructor.name))
  if (!isExpected) throw error
  end((error as Error).message, 1)
}
process.exit()

function read() {
  try {
    return parseArgs({ options: OPTIONS }).values
  } catch (error) {
    return end(`${(error as Error).message}\n${EXPORT_USAGE}`, 64)
  }
}

function end(message: string, code: number): never {
  console.error(message)
  process.exit(code)
}
