import { createReadStream, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { blob } from 'node:stream/consumers'
import { PGlite } from '@electric-sql/pglite'
import { makePrivateDirectory } from '../../app/config/private-directory.server.ts'
import { lockDirectory } from '../../app/db/directory-lock.server.ts'
import { BackupError } from './backup-file.ts'
import type { Dump } from './dump.ts'

/**
 * All files of the embedded database, as they stand when nobody uses it. They can be read by a PGlite of the same major
 * version of PostgreSQL.
 * @throws DirectoryInUseError while the server runs
 */
export async function dumpEmbedded(dataDirectory: string): Promise<Dump> {
  const directory = path.join(dataDirectory, 'database')
  if (!existsSync(directory)) throw new BackupError(`There is no embedded database in ${dataDirectory}.`)
  const unlock = lockDirectory(directory)
  const lite = await PGlite.create({ dataDir: directory })
  const close = async () => {
    if (lite.closed) return
    await lite.close()
    unlock()
  }
  try {
    const { rows } = await lite.query<{ engine: string; last: string }>(
      `SELECT version() AS engine, (SELECT max(migration_name) FROM _prisma_migrations) AS last`,
    )
    const files = await lite.dumpDataDir('gzip')
    const bytes = Readable.from(readPieces(Buffer.from(await files.arrayBuffer())))
    return { engine: rows[0]?.engine ?? '', lastMigration: rows[0]?.last ?? '', bytes, end: close, abandon: close }
  } catch (error) {
    await close()
    throw error
  }
}

function* readPieces(bytes: Buffer): Generator<Buffer> {
  const size = 1024 * 1024
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

/**
 * Puts a dump in place of the embedded database: made whole beside it and then moved, so that half a database is never there.
 * @throws BackupError where one is there and must not be replaced, DirectoryInUseError while the server runs
 */
export async function loadEmbedded(
  dataDirectory: string,
  dump: { file: string; start: number },
  { isReplaced }: { isReplaced: boolean },
): Promise<void> {
  const directory = path.join(dataDirectory, 'database')
  await mkdir(dataDirectory, { recursive: true })
  const unlock = lockDirectory(directory)
  const fresh = `${directory}.restoring`
  const old = `${directory}.replaced`
  try {
    if (existsSync(directory) && !isReplaced)
      throw new BackupError(
        `There is a database in ${dataDirectory} already: --replace puts the backup in its place, for good.`,
      )
    await rm(fresh, { recursive: true, force: true })
    const files = (await blob(createReadStream(dump.file, { start: dump.start }))) as Blob
    makePrivateDirectory(fresh)
    const lite = await PGlite.create({ dataDir: fresh, loadDataDir: files })
    await lite.query('SELECT 1')
    await lite.close()
    if (existsSync(directory)) await rename(directory, old)
    await rename(fresh, directory)
    await rm(old, { recursive: true, force: true })
  } finally {
    await rm(fresh, { recursive: true, force: true })
    unlock()
  }
}
