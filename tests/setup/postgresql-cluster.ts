// A PostgreSQL server of our own in a temporary directory, gone when whoever started it ends.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { findFreePort } from '../../prisma/front-door/server-process.ts'
import type { PostgresqlPrograms } from './postgresql-programs.ts'

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  // what a power cut would lose is worth nothing here and costs most of the time
  ...['fsync=off', 'full_page_writes=off', 'autovacuum=off'],
  ...['shared_buffers=64MB', 'max_connections=60', 'log_min_messages=fatal', 'log_min_error_statement=panic'],
]

/** while it is there, the data outlive the server */
const KEEP = 'keep'

export interface Cluster {
  createDatabase(name: string): Promise<void>
  /** of a database on it, by its name */
  url(database: string): string
  /** ends it at once and without farewell, as an immediate shutdown does, and starts it again on the same data */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** @param settings beside the usual ones, each `name=value` */
export async function startCluster(programs: PostgresqlPrograms, settings: readonly string[] = []): Promise<Cluster> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'thiqa-postgresql-'))
  const remove = () => rmSync(directory, { recursive: true, force: true })
  process.once('exit', remove)
  const password = randomBytes(16).toString('hex') // on a shared machine the loopback address is everybody's
  const port = await findFreePort()
  createCluster(programs, directory, password)
  const url = (database: string) => `postgresql://thiqa:${password}@127.0.0.1:${port}/${database}`
  const start = () => startServer(programs, directory, [...SETTINGS, ...settings, `port=${port}`])
  let server = start()
  const stop = async () => {
    server.stdin?.end()
    await ended(server)
    remove()
  }
  const crash = async () => {
    writeFileSync(path.join(directory, KEEP), '')
    const pidFile = path.join(directory, 'data', 'postmaster.pid')
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT')
    server.stdin?.end()
    await ended(server)
    server = start()
    await waitUntilThere(url('postgres'))
  }
  try {
    await waitUntilThere(url('postgres'))
  } catch (error) {
    await stop()
    throw error
  }
  const createDatabase = async (name: string) => {
    const client = new pg.Client({ connectionString: url('postgres') })
    await client.connect()
    try {
      await client.query(`CREATE DATABASE ${name}`)
    } finally {
      await client.end()
    }
  }
  return { createDatabase, url, crash, stop }
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
 * process is killed, so that no server is ever left behind, nor its data unless a file asks for that. `detached` keeps Ctrl+C
 * from reaching it before us.
 */
function startServer(
  { postgres, user }: PostgresqlPrograms,
  directory: string,
  settings: readonly string[],
): ChildProcess {
  const options = [...settings, `unix_socket_directories=${directory}`].flatMap((setting) => ['-c', setting])
  const script =
    '"$@" </dev/null & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm "$KEEP" 2>/dev/null || { cd /; rm -rf "$DIRECTORY"; }'
  return spawn('/bin/sh', ['-c', script, 'sh', postgres, '-D', path.join(directory, 'data'), ...options], {
    cwd: directory,
    env: { ...process.env, DIRECTORY: directory, KEEP: path.join(directory, KEEP) },
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
    ...user,
  })
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null)
    await new Promise((resolve) => server.once('exit', resolve))
}

async function waitUntilThere(address: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString: address })
    try {
      await client.connect()
      return
    } catch (error) {
      if (attempt === 200) throw error
      await new Promise((resolve) => setTimeout(resolve, 100)) // it is still starting
    } finally {
      await client.end()
    }
  }
}
