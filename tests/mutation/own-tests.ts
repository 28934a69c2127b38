import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Who is answerable for a folder: what others notice by chance is no test of it, and takes ten times as long. */
const OWN: Record<string, readonly string[]> = {
  statistics: ['tests/reference', 'tests/unit/statistics'],
  instruments: ['tests/unit/instruments'],
  disclosure: ['tests/unit/disclosure'],
  trust: ['tests/reference', 'tests/unit/trust', 'tests/unit/dashboards'],
}
/** They write files, or start R. */
const LEFT_OUT = /^tests\/reference\/(exports\/|replay\.|relations-script\.)/

/** The test files of a folder of app/ that look at its mathematics and rules, and need no database. */
export function ownTests(folder: string): string[] {
  const roots = OWN[folder]
  if (!roots) throw new Error(`nobody is answerable for ${folder}`)
  return roots
    .flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(root, file)),
    )
    .filter((file) => /\.test\.tsx?$/.test(file) && !LEFT_OUT.test(file))
}
