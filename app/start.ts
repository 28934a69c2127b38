// npm start: prepares what is missing or older than its source, then runs the server in this process.
//   --development   with Vite in the server instead of a build (npm run dev)
//   --prepare-only  ends before the server starts
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const isDevelopment = process.argv.includes('--development')
const CLIENT = 'app/db/generated/client.ts'
const BUILD = 'build/server/index.js'
const SOURCES = ['app', 'emails', 'public', 'survey-templates', 'prisma/schema', 'vite.config.ts', 'package.json']

if (existsSync('.env')) process.loadEnvFile('.env')
process.env.NODE_ENV = isDevelopment ? 'development' : 'production'

if (isOlder(CLIENT, ['prisma/schema', 'package-lock.json']))
  run('the database client', 'prisma', 'prisma/prisma-cli.mjs', 'generate')
if (!isDevelopment && isOlder(BUILD, SOURCES))
  run('the pages', '@remix-run/dev', '@remix-run/dev/dist/cli.js', 'vite:build')
if (!process.argv.includes('--prepare-only')) await import('./server.ts')

function isOlder(product: string, sources: string[]): boolean {
  return !existsSync(product) || newestTime(sources) > statSync(product).mtimeMs
}

/** Of files, and of all files in folders; what is generated does not count as a source. */
function newestTime(places: string[]): number {
  const times = places
    .filter((place) => existsSync(place))
    .map((place) => {
      if (!statSync(place).isDirectory()) return statSync(place).mtimeMs
      return newestTime(
        readdirSync(place)
          .map((name) => path.join(place, name))
          .filter((inside) => inside !== path.dirname(CLIENT)),
      )
    })
  return Math.max(0, ...times)
}

/** Runs a program of a development package; without these packages (a slim image) what is there must do. */
function run(product: string, packageName: string, program: string, command: string): void {
  if (!isInstalled(packageName)) {
    if (existsSync(CLIENT) && existsSync(BUILD)) return
    console.error(`To prepare ${product}, the package ${packageName} is needed: run npm ci first.`)
    process.exit(1)
  }
  console.log(`Preparing ${product} …`)
  const file = existsSync(program) ? program : require.resolve(program)
  const result = spawnSync(process.execPath, [file, command], { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  if (result.status === 0) return
  console.error(`${result.stdout}${result.stderr}\nPreparing ${product} failed.`)
  process.exit(1)
}

function isInstalled(packageName: string): boolean {
  try {
    return Boolean(require.resolve(`${packageName}/package.json`))
  } catch {
    return false
  }
}
