import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import packageFile from '../../package.json'

const README = 'tests/security/README.md'

test('each package of the server has its reason, at an exact version', () => {
  const { dependencies } = packageFile
  const table = readFileSync(README, 'utf8').split('## Packages of the server')[1] ?? ''
  const named = [...table.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort()
  expect(named).toEqual(Object.keys(dependencies).sort())
  expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})
