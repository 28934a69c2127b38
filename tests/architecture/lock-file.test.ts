import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockedPackage {
  version?: string
  resolved?: string
  link?: boolean
  optionalDependencies?: Record<string, string>
}

const text = readFileSync('package-lock.json', 'utf8')
const packages = (JSON.parse(text) as { packages: Record<string, LockedPackage> }).packages

test('the lock file names no registry', () => {
  expect(
    Object.entries(packages)
      .filter(([, one]) => one.resolved && !one.link)
      .map(([path]) => path),
  ).toEqual([])
  expect(text).not.toMatch(/https?:\/\/[^"]*\.tgz/)
})

test('the lock file has the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, one]) =>
    Object.entries(one.optionalDependencies ?? {})
      .filter(([name, version]) => /^\d/.test(version) && !isLocked(path, name))
      .map(([name]) => name),
  )
  expect(missing, 'run node .ci/complete-lock.mjs').toEqual([])
})

test('every package of our own choice has one exact version', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    string,
    Record<string, string>
  >
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
})

/** Whether a package that stands at `path` finds `name`, as Node looks for it: beside itself, then further up. */
function isLocked(path: string, name: string): boolean {
  const place = `${path ? `${path}/` : ''}node_modules/${name}`
  if (packages[place]) return true
  if (path === '') return false
  const at = path.lastIndexOf('/node_modules/')
  return isLocked(at < 0 ? '' : path.slice(0, at), name)
}
