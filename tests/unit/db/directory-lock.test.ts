import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { transformWithEsbuild } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#app/db/database.server'
import { DirectoryInUseError, lockDirectory } from '#app/db/directory-lock.server'

let folder = ''
let directory = ''
const children: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'thiqa-lock-'))
  directory = path.join(folder, 'database')
})
afterEach(async () => {
  for (const child of children.splice(0)) await end(child, 'SIGKILL')
  rmSync(folder, { recursive: true })
})

let module = ''
beforeAll(async () => {
  // the lock alone: to load TypeScript takes each process longer than all it does
  const source = 'app/db/directory-lock.server.ts'
  const { code } = await transformWithEsbuild(await readFile(source, 'utf8'), source)
  module = path.join(mkdtempSync(path.join(os.tmpdir(), 'thiqa-lock-module-')), 'directory-lock.mjs')
  writeFileSync(module, code)
})
afterAll(() => rmSync(path.dirname(module), { recursive: true }))

/** Another process that takes the lock and lives on; resolves with what it says first. */
function startHolder(): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    import { lockDirectory } from ${JSON.stringify(module)}
    process.on('SIGTERM', () => process.exit(0))
    try { lockDirectory(${JSON.stringify(directory)}); console.log('holds') } catch (error) { console.log(error.message) }
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return new Promise((resolve) =>
    child.stdout?.once('data', (chunk: Buffer) => resolve({ child, said: chunk.toString().trim() })),
  )
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

describe('the lock of a data directory', () => {
  test('keeps a second process out, and tells it who holds it and what to do', async () => {
    const { child, said } = await startHolder()
    expect(said).toBe('holds')
    expect(() => lockDirectory(directory)).toThrow(DirectoryInUseError)
    expect(() => lockDirectory(directory)).toThrow(
      new RegExp(`${directory}.* in use by process ${child.pid}\\b.*DATABASE_URL`),
    )
  })

  test('is taken over from a process that was killed', async () => {
    const { child } = await startHolder()
    await end(child, 'SIGKILL')
    expect(existsSync(`${directory}.lock`)).toBe(true)
    const free = lockDirectory(directory)
    expect((await startHolder()).said).toContain(`in use by process ${process.pid}`)
    free()
  })

  test('is free again when its process ends by itself', async () => {
    const { child } = await startHolder()
    await end(child, 'SIGTERM')
    expect(existsSync(`${directory}.lock`)).toBe(false)
    lockDirectory(directory)()
  })

  test('is not lost to a process that has the number of the dead holder', () => {
    // a living process, but started at another time: the number was given anew
    writeFileSync(`${directory}.lock`, JSON.stringify({ pid: process.ppid, start: '1' }))
    lockDirectory(directory)()
  })

  test('is taken over when its file was left half written', () => {
    writeFileSync(`${directory}.lock`, '{"pid": 1')
    lockDirectory(directory)()
  })

  test('is held by one of several processes that start at the same moment', async () => {
    const said = (await Promise.all([startHolder(), startHolder(), startHolder()])).map((one) => one.said)
    expect(said.filter((one) => one === 'holds').length).toBe(1)
  })

  test('is freed once: freeing it again takes nothing from the next holder', async () => {
    const free = lockDirectory(directory)
    free()
    await startHolder()
    free()
    expect(existsSync(`${directory}.lock`)).toBe(true)
  })
})

test('an embedded database opens once, keeps its rows, and is free after it is closed', async () => {
  const migrationsDirectory = path.join(folder, 'migrations')
  mkdirSync(path.join(migrationsDirectory, '1_table'), { recursive: true })
  writeFileSync(path.join(migrationsDirectory, '1_table', 'migration.sql'), 'CREATE TABLE kept (name text)')
  const options = { dataDirectory: folder, migrationsDirectory, unsaid: 'everything' } as const
  const database = await openDatabase(options)
  await expect(openDatabase(options)).rejects.toThrow('in use')
  await database.executeSql("INSERT INTO kept VALUES ('Kept')")
  await database.close()
  const again = await openDatabase(options)
  expect((await again.executeSql('SELECT name FROM kept')).rows).toEqual([{ name: 'Kept' }])
  await again.close()
}, 60_000)
