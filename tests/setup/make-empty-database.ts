import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { administer } from './test-database'

/** Address of a new, empty PostgreSQL database for a server that a test starts; undefined in the embedded project. */
export async function makeEmptyDatabase(): Promise<{ databaseUrl: string | undefined; remove(): Promise<void> }> {
  const server = inject('postgresqlServer')
  if (!server) return { databaseUrl: undefined, remove: async () => {} }
  const name = `server_${randomBytes(8).toString('hex')}`
  await administer(server.templateUrl, `CREATE DATABASE ${name}`)
  const url = new URL(server.templateUrl)
  url.pathname = `/${name}`
  return {
    databaseUrl: url.href,
    remove: () => administer(server.templateUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}
