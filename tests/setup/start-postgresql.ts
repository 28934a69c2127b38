// Global setup of the project `postgresql`: a server of our own in a temporary directory, gone when the tests end.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#app/db/database.server'
import { findFreePort } from '../../prisma/front-door/server-process.ts'
import { findPostgresql, type PostgresqlPrograms } from './postgresql-programs.ts'
import { prepareDatabase } from './prepare-database'

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  // durability is worth nothing here and costs most of the time
  ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'],
  ...['shared_buffers=64MB', 'max_connections=60', 'log_min_messages=fatal', 'log_min_error_statement=panic'],
]

export default async function startPostgresql(project: TestProject): Promise<() => Promise<void>> {
  const programs = findPostgresql()
  if ('missing' in programs) throw new Error(programs.missing)
  const directory = mkdtempSync(path.join(os.tmpdir(), 'thiqa-postgresql-'))
  const remove = () => rmSync(directory, { recursive: true, force: true })
  process.once('exit', remove)
  const password = randomBytes(16).toString('hex') // on a shared machine the loopback address is everybody's
  const port = await findFreePort()
  createCluster(programs, directory, password)
  const server = startServer(programs, directory, port)
  const stop = async () => {
    server.stdin?.end()
    await new Promise((resolve) => (server.exitCode === null ? server.once('exit', resolve) : resolve(undefined)))
    remove()
  }
  try {
    const administration = `postgresql://thiqa:${password}@127.0.0.1:${port}/postgres`
    await createTemplateDatabase(administration)
    const templateUrl = `postgresql://thiqa:${password}@127.0.0.1:${port}/template_of_tests`
    const database = await openDatabase({
      databaseUrl: templateUrl,
      dataDirectory: '',
      migrationsDirectory: 'prisma/migrations',
      unsaid: 'everything',
    })
    await prepareDatabase(database)
    await database.close() // PostgreSQL copies only databases without connections
    project.provide('postgresqlServer', { templateUrl })
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

function createCluster({ initdb, user }: PostgresqlPrograms, directory: string, password: string): void {
  const passwordFile = path.join(directory, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const place of [directory, passwordFile]) chownSync(place, user.uid, user.gid)
  const options = [
    '--username=thiqa',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]
  const result = spawnSync(initdb, ['-D', path.join(directory, 'data'), ...options], {
    cwd: directory,
    encoding: 'utf8',
    ...user,
  })
  if (result.status !== 0) throw new Error(`initdb failed: ${result.stderr || result.error?.message}`)
}

/**
 * The shell between us and the server waits for the end of its input: that comes when we close it, and also when this
 * process is killed, so that no server is ever left behind. `detached` keeps Ctrl+C from reaching it before us.
 */
function startServer({ postgres, user }: PostgresqlPrograms, directory: string, port: number): ChildProcess {
  const settings = [...SETTINGS, `port=${port}`, `unix_socket_directories=${directory}`].flatMap((setting) => [
    '-c',
    setting,
  ])
  const script =
    '"$@" </dev/null & server=$!; cat >/dev/null; kill -INT $server; wait $server; cd /; rm -rf "$DIRECTORY"'
  return spawn('/bin/sh', ['-c', script, 'sh', postgres, '-D', path.join(directory, 'data'), ...settings], {
    cwd: directory,
    env: { ...process.env, DIRECTORY: directory },
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
    ...user,
  })
}

async function createTemplateDatabase(administration: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString: administration })
    try {
      await client.connect()
      await client.query('CREATE DATABASE template_of_tests')
      return
    } catch (error) {
      if (attempt === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100)) // it is still starting
    } finally {
      await client.end()
    }
  }
}
