// npm run bench:publish: how long publication takes, and how much memory, with 100,000 responses and with ten times as many, on the
// embedded database (on disk, as the product opens it) and on PostgreSQL. Each measurement is a process of its own.
// BENCH_RESPONSES=100000 for one size, BENCH_DATABASES=embedded for one kind of database, BENCH_AUDIENCE=attributed for answers that
// are seen by company name and weigh by function.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '#app/db/database.server'
import { inWorkspace } from '#app/db/wall/view.server'
import { publishWave } from '#app/disclosure/publish-wave.server'
import type { Audience } from '#app/studies/promise'
import { fillWave, PEOPLE } from '#tests/factories/fill-wave'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { openBenchDatabase } from './bench-database'

const AUDIENCE = (process.env.BENCH_AUDIENCE ?? 'shared') as Audience

interface Measured {
  seconds: number
  'of the processor': number
  /** to read the scores of the same responses, for comparison */
  'seconds to read them': number
  'memory above the start, MB': number
}

interface Filled {
  url: string | undefined
  dataDirectory: string
  workspaceId: string
  waveId: string
}

/** A closed wave in a database of its own; what measures opens it anew, and has nothing of this in its memory. */
async function measure(kind: 'embedded' | 'postgresql', responses: number): Promise<Measured> {
  const { database, url, dataDirectory, closeDatabase, close } = await openBenchDatabase(kind)
  const { prisma } = database
  try {
    const { id: workspaceId } = await makeWorkspace(prisma)
    const functionWeights = AUDIENCE === 'attributed' ? { purchasing: 2, quality: 0.5 } : {}
    const study = await makeStudy(prisma, { workspaceId, audience: AUDIENCE, functionWeights })
    const wave = await makeWave(prisma, { workspaceId, studyId: study.id })
    await fillWave(prisma, { workspaceId, waveId: wave.id, relationships: Math.ceil(responses / (2 * PEOPLE)) })
    const where = { workspaceId_id: { workspaceId, id: wave.id } }
    await prisma.wave.update({ where, data: { state: 'closing', closedAt: new Date() } })
    await closeDatabase()
    return run({ url, dataDirectory, workspaceId, waveId: wave.id }, responses)
  } finally {
    await close()
  }
}

async function publish({ url: databaseUrl, dataDirectory, ...key }: Filled): Promise<Measured> {
  const migrationsDirectory = 'prisma/migrations'
  const { prisma, close } = await openDatabase({
    databaseUrl,
    dataDirectory,
    migrationsDirectory,
    unsaid: 'everything',
  })
  const read = await timed(
    () =>
      prisma.$queryRaw`SELECT count(r.scores::text) FROM response r WHERE r.workspace_id = ${key.workspaceId}::uuid`,
  )
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let peak = before
  const cpuBefore = process.cpuUsage()
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 50)
  const published = await timed(() =>
    // as the job does: bound by the wall between workspaces
    inWorkspace(key.workspaceId, () => publishWave(prisma, { ...key, now: new Date() })),
  )
  clearInterval(watch)
  await close()
  if (!published.result.ok) throw new Error(`not published: ${JSON.stringify(published.result)}`)
  // beside other programs the clock says less than the work done; of PostgreSQL's part it knows nothing
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    ...{ seconds: published.seconds, 'of the processor': (user + system) / 1e6 },
    ...{ 'seconds to read them': read.seconds, 'memory above the start, MB': (peak - before) / 1e6 },
  }
}

async function timed<Result>(run: () => Promise<Result>): Promise<{ seconds: number; result: Result }> {
  const start = performance.now()
  const result = await run()
  return { seconds: (performance.now() - start) / 1000, result }
}

/**
 * The heap is limited: without a limit V8 lets garbage pile up to half a gigabyte before it looks, and what is measured is how much
 * memory there was, not how much was needed. Who answered is kept, and one number of each relationship and scale: a million
 * responses of as many people need more.
 */
const run = (filled: Filled, responses: number): Measured =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        `--max-old-space-size=${responses > 100_000 ? 600 : 300}`,
        ...['--expose-gc', fileURLToPath(import.meta.url), JSON.stringify(filled)],
      ],
      { encoding: 'utf8' },
    ),
  )

const rounded = (row: Measured) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Math.round(value * 10) / 10]))

const [filled] = process.argv.slice(2)
if (filled) console.log(JSON.stringify(await publish(JSON.parse(filled))))
else {
  const sizes = process.env.BENCH_RESPONSES?.split(',').map(Number) ?? [100_000, 1_000_000]
  for (const database of process.env.BENCH_DATABASES?.split(',') ?? ['embedded', 'postgresql']) {
    const measured: { size: number; row: Measured }[] = []
    for (const size of sizes) measured.push({ size, row: await measure(database as 'embedded' | 'postgresql', size) })
    console.log(database)
    console.table(Object.fromEntries(measured.map(({ size, row }) => [`${size} responses`, rounded(row)])))
    const [first, last] = [measured[0], measured.at(-1)]
    if (first && last && first !== last)
      console.log(
        `${last.size / first.size} times as many take ${(last.row.seconds / first.row.seconds).toFixed(1)} times as long`,
      )
  }
}
