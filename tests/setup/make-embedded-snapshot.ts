// Global setup of the project `embedded`: the migrated database is made once and kept as a file; each test file loads it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { TestProject } from 'vitest/node'
import { wrapEmbedded } from '#app/db/database.server'
import { migrate } from '../../prisma/migrator.ts'
import { prepareDatabase } from './prepare-database'

export default async function makeEmbeddedSnapshot(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-snapshot-'))
  const lite = await PGlite.create()
  await migrate(lite, 'prisma/migrations')
  const database = await wrapEmbedded(lite, 'everything')
  await prepareDatabase(database)
  const file = path.join(directory, 'database.tar')
  const dump = await lite.dumpDataDir('none')
  await writeFile(file, Buffer.from(await dump.arrayBuffer()))
  await database.close()
  project.provide('embeddedSnapshot', file)
  return () => rm(directory, { recursive: true, force: true })
}
