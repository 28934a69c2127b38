import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The installation's secret. Without SECRET in the environment it is made once and kept beside the embedded database,
 * readable by its owner only: personal links and sealed mails depend on it, so it lives as long as the data.
 */
export function readOrMakeSecret(dataDirectory: string): string {
  const file = path.join(dataDirectory, 'secret')
  mkdirSync(dataDirectory, { recursive: true })
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32) throw new Error(`${file} is damaged: it must hold at least 32 characters`)
  return secret
}
