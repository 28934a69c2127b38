// Waves of the sample study run within minutes. Their days are moved into the past, so that there is a year to look at.
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { lockDirectory } from '../../app/db/directory-lock.server.ts'
import type { DemoEvidence } from './make-demo-evidence.ts'

/**
 * Moves the waves of the only study of an embedded database to other days, and what became of promises to the days that the
 * evidence names; nothing else of them changes.
 * @param published days of publication, that of the first wave first
 * @throws DirectoryInUseError while the server runs
 */
export async function backDate(
  dataDirectory: string,
  published: readonly Date[],
  { promises }: DemoEvidence,
): Promise<void> {
  const directory = path.join(dataDirectory, 'database')
  const unlock = lockDirectory(directory)
  const lite = await PGlite.create({ dataDir: directory })
  try {
    // a published wave never changes; this session, of a database that the demo has just made, is the exception
    await lite.exec('SET session_replication_role = replica')
    for (const [place, at] of published.entries())
      await lite.query(
        `UPDATE wave SET opened_at = $1::timestamptz - interval '22 days', closes_at = $1::timestamptz - interval '1 day',
           closed_at = $1::timestamptz - interval '1 day', published_at = $1::timestamptz WHERE number = $2`,
        [at.toISOString(), place + 1],
      )
    for (const { text, settled } of promises)
      if (settled) await lite.query('UPDATE made_promise SET settled_at = $1 WHERE text = $2', [settled.on, text])
  } finally {
    await lite.close()
    unlock()
  }
}
