// npm run export -- --study NAME --format sav --out FILE: a file of a study's data from the database that is configured. With the
// embedded database the server must be stopped.
import { parseEnv } from '../app/config/env.server.ts'
import type * as Commands from '../app/export-data.server.ts'
import { loadBuild, runCommand } from './build-command.ts'
import { end, readOptions } from './command-line.ts'

const { exportData, EXPORT_USAGE } = await loadBuild<typeof Commands>()

const OPTIONS = {
  study: { type: 'string' },
  format: { type: 'string' },
  shape: { type: 'string', default: 'wide' },
  out: { type: 'string' },
  language: { type: 'string', default: 'en' },
} as const

await runCommand(async () => {
  const { study, format, out, ...more } = readOptions(OPTIONS, EXPORT_USAGE)
  if (!study || !format || !out) end(EXPORT_USAGE, 64)
  const { bytes, file } = await exportData(parseEnv(process.env), { study, format, out, ...more }, new Date())
  console.log(`Written: ${out} (${file}, ${bytes} bytes)`)
}, 'ExportError')
