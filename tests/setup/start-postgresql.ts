// Global setup of the project `postgresql`: a server of our own, with a database that each test file copies.
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#app/db/database.server'
import { startCluster } from './postgresql-cluster.ts'
import { findPostgresql } from './postgresql-programs.ts'
import { prepareDatabase } from './prepare-database'

export default async function startPostgresql(project: TestProject): Promise<() => Promise<void>> {
  const programs = findPostgresql()
  if ('missing' in programs) throw new Error(programs.missing)
  const cluster = await startCluster(programs, ['synchronous_commit=off'])
  try {
    const templateUrl = cluster.url('template_of_tests')
    await cluster.createDatabase('template_of_tests')
    const database = await openDatabase({
      databaseUrl: templateUrl,
      dataDirectory: '',
      migrationsDirectory: 'prisma/migrations',
      unsaid: 'everything',
    })
    await prepareDatabase(database)
    await database.close() // PostgreSQL copies only databases without connections
    project.provide('postgresqlServer', { templateUrl })
    return cluster.stop
  } catch (error) {
    await cluster.stop()
    throw error
  }
}
