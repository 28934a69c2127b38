import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makePrivateDirectory } from '#app/config/private-directory.server'
import { readOrMakeSecret } from '#app/config/secret.server'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'thiqa-secret-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

test('a secret is made once and stays', () => {
  const data = path.join(directory, 'data')
  const secret = readOrMakeSecret(data)
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(readOrMakeSecret(data)).toBe(secret)
})

test('every installation has its own', () => {
  expect(readOrMakeSecret(path.join(directory, 'a'))).not.toBe(readOrMakeSecret(path.join(directory, 'b')))
})

test.skipIf(process.platform === 'win32')('only its owner can read it', () => {
  readOrMakeSecret(directory)
  expect(statSync(path.join(directory, 'secret')).mode & 0o777).toBe(0o600)
})

test.skipIf(process.platform === 'win32')('nobody else on the machine gets into the directory of the database', () => {
  const database = path.join(directory, 'data', 'database')
  const rights = () => statSync(database).mode & 0o777
  makePrivateDirectory(database)
  expect(rights()).toBe(0o700)
  chmodSync(database, 0o777)
  makePrivateDirectory(database)
  expect(rights()).toBe(0o700)
})

test('a damaged secret is refused, not replaced: links already mailed depend on it', () => {
  const file = path.join(directory, 'secret')
  writeFileSync(file, 'abc')
  expect(() => readOrMakeSecret(directory)).toThrow(file)
  expect(readFileSync(file, 'utf8')).toBe('abc')
})
