#!/usr/bin/env node
// Adds to package-lock.json the optional platform packages that npm left out because the registry in use lacks them,
// so that `npm ci` accepts the lock on every platform. Run it in the project's root after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'

const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix']
const processors = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32', 'mips64el']
const part = (word, name) => new RegExp(`(^|[-_])${word}([-_]|$)`).test(name)

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const packages = lock.packages

/** whether node's resolution from `path` upward finds `name` in the lock */
function isLocked(path, name) {
  for (
    let base = path;
    ;
    base = base.includes('/node_modules/') ? base.slice(0, base.lastIndexOf('/node_modules/')) : ''
  ) {
    if (packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true
    if (base === '') return false
  }
}

let added = 0
for (const [path, entry] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name) || !/^\d/.test(version)) continue
    const word = name.split('/').at(-1)
    const os = systems.find((system) => part(system, word))
    const cpu = processors.find((processor) => part(processor, word)) ?? (word.includes('arm') ? 'arm' : undefined)
    const libc = word.includes('musl') ? 'musl' : os === 'linux' && word.includes('gnu') ? 'glibc' : undefined
    packages[`node_modules/${name}`] = {
      version,
      optional: true,
      ...(entry.dev && { dev: true }),
      ...(os && { os: [os] }),
      ...(cpu && { cpu: [cpu] }),
      ...(libc && { libc: [libc] }),
    }
    added++
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} optional platform packages added to package-lock.json`)
