import { describeError, log } from '#app/config/log.server'
import type { MigrationConnection } from '../../../prisma/migrator.ts'

/** Of the job queue, too: jobs are queued in the transactions that cause them. */
const SCHEMAS = ['public', 'pgboss']
/** Any number: two processes that start at once come one after the other. */
const LOCK_ID = 72707370

/**
 * Makes sure of the role that owns nothing, so that the policies of the tables bind it (they bind no owner and no superuser),
 * and that it may read and write all rows that they let through. It has the name of the database, for roles are the whole
 * server's: one installation's must not open another's tables. May be called at each start.
 * @returns the role, quoted; undefined where the user may not make it: then the wall does not stand, and the log says so
 */
export async function raiseWall(connection: MigrationConnection): Promise<string | undefined> {
  const { rows } = await connection.query<{ role: string; user: string }>(
    `SELECT quote_ident(left(current_database(), 50) || '_application') AS role, quote_ident(current_user) AS "user"`,
  )
  const { role = '', user = '' } = rows[0] ?? {}
  await connection.exec('BEGIN')
  try {
    await connection.query('SELECT pg_advisory_xact_lock($1::bigint)', [LOCK_ID])
    await makeRole(connection, role, user)
    await grantRows(connection, role)
    await connection.exec('COMMIT')
  } catch (error) {
    await connection.exec('ROLLBACK')
    if ((error as { code?: string }).code !== '42501') throw error // insufficient_privilege
    log.warning(
      `PostgreSQL DOES NOT HOLD WORKSPACES APART: ${user} may not make the role that its policies bind. Queries still name the workspace; for the second wall let the server's administrator run CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO ${user};`,
      describeError(error),
    )
    return undefined
  }
  return role
}

async function makeRole(connection: MigrationConnection, role: string, user: string): Promise<void> {
  const { rows } = await connection.query<{ exists: boolean; may: boolean }>(
    `SELECT to_regrole($1) IS NOT NULL AS exists, CASE WHEN to_regrole($1) IS NULL THEN false
       ELSE pg_has_role(current_user, to_regrole($1)::oid,
         CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END) END AS may`,
    [role],
  )
  if (!rows[0]?.exists) await connection.exec(`CREATE ROLE ${role} NOLOGIN`)
  if (!rows[0]?.may) await connection.exec(`GRANT ${role} TO ${user}`)
}

/** Also on what later migrations and the job queue make. */
async function grantRows(connection: MigrationConnection, role: string): Promise<void> {
  const { rows } = await connection.query<{ schema: string }>(
    `SELECT DISTINCT n.nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY($2) AND c.relkind IN ('r', 'p')
       AND NOT (has_schema_privilege(to_regrole($1), n.oid, 'USAGE') AND has_table_privilege(to_regrole($1), c.oid, 'DELETE'))`,
    [role, SCHEMAS],
  )
  if (rows.length === 0) return
  await connection.exec(
    `ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO ${role};
     ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};`,
  )
  for (const { schema } of rows)
    await connection.exec(
      `GRANT USAGE ON SCHEMA ${schema} TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
    )
}
