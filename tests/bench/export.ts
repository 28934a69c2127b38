// npm run bench:export: how fast the product writes the answers of a study, and in how much memory, beside what PostgreSQL itself
// does with the same rows and columns in the same run. Each format is written and thrown away by a process of its own, whose heap may
// grow to HEAP and no further: V8 lets garbage lie for as long as there is room, and that room would be measured instead of what is needed.
// BENCH_EXPORT=1000000 for a million responses, BENCH_FORMATS=csv,sav for some formats.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openDatabase } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { inWorkspace } from '#app/db/wall/view.server'
import { FORMATS, type FormatName } from '#app/exports/formats/formats'
import { openStudyData } from '#app/exports/study-data.server'
import { fillWave, PEOPLE } from '#tests/factories/fill-wave'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { openBenchDatabase } from './bench-database'

/** MB; what the process holds before the first row are 50 */
const HEAP = 192
const RESPONSES = Number(process.env.BENCH_EXPORT ?? 100_000)

interface Place {
  url: string
  workspaceId: string
  studyId: string
}

interface Measured {
  rows: number
  seconds: number
  processorSeconds: number
  megabytes: number
  /** above what the process had before */
  peakMegabytes: number
}

async function compare(formats: readonly string[]): Promise<void> {
  const { database, url = '', close } = await openBenchDatabase('postgresql')
  try {
    const made = await fill(database.prisma)
    const theirs: Measured[] = []
    const ours: Record<string, Measured> = {}
    for (const name of formats) {
      // by turns, so that whatever else the machine does slows both down
      theirs.push(await copyOut(database.prisma, { url, ...made }))
      ours[name] = run(name, { url, ...made })
      if (name === 'csv') theirs.push(await copyOut(database.prisma, { url, ...made }))
    }
    const all = { ...Object.fromEntries(theirs.map((one, index) => [`COPY … TO STDOUT, ${index + 1}`, one])), ...ours }
    console.table(Object.fromEntries(Object.entries(all).map(([name, one]) => [name, shown(one)])))
    const theirRate = theirs.slice(0, 2).reduce((sum, { rows, seconds }) => sum + rows / seconds / 2, 0)
    const { csv } = ours
    if (csv) console.log(`CSV at ${Math.round((100 * csv.rows) / csv.seconds / theirRate)} % of COPY`)
    for (const { rows } of theirs)
      if (csv && csv.rows !== rows + 1) throw new Error(`${csv.rows} lines of ours, ${rows} of theirs`)
  } finally {
    await close()
  }
}

const run = (name: string, where: Place): Measured =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [`--max-old-space-size=${HEAP}`, fileURLToPath(import.meta.url), name, JSON.stringify(where)],
      { encoding: 'utf8' },
    ),
  )

async function writeOne(name: FormatName, { url, workspaceId, studyId }: Place): Promise<void> {
  const { prisma, close } = await openDatabase({
    ...{ databaseUrl: url, dataDirectory: '', migrationsDirectory: 'prisma/migrations', unsaid: 'everything' },
  })
  const measured = await inWorkspace(workspaceId, async () => {
    const meter = makeMeter()
    const data = await openStudyData(prisma, workspaceId, studyId)
    if (!data) throw new Error('there is no study')
    const bytes = FORMATS[name].write(await data.wide(), { language: 'en', madeAt: new Date(0) })
    for await (const part of bytes) meter.add(part)
    return meter.result()
  })
  await close()
  console.log(JSON.stringify(measured))
}

/** A published wave with so many responses. */
async function fill(prisma: PrismaClient): Promise<Omit<Place, 'url'>> {
  const { id: workspaceId } = await makeWorkspace(prisma)
  const study = await makeStudy(prisma, { workspaceId })
  const wave = await makeWave(prisma, { workspaceId, studyId: study.id })
  await fillWave(prisma, { workspaceId, waveId: wave.id, relationships: Math.ceil(RESPONSES / (2 * PEOPLE)) })
  const where = { workspaceId_id: { workspaceId, id: wave.id } }
  await prisma.wave.update({ where, data: { state: 'closing', closedAt: new Date() } })
  await prisma.$executeRaw`
    INSERT INTO participation (workspace_id, id, wave_id, relationship_id, side, invited, answered, category)
    SELECT r.workspace_id, gen_random_uuid(), ${wave.id}::uuid, r.id, s.side, ${PEOPLE}, ${PEOPLE}, r.category
    FROM relationship r CROSS JOIN (VALUES ('buyer'), ('supplier')) AS s(side) WHERE r.workspace_id = ${workspaceId}::uuid`
  await prisma.wave.update({ where, data: { state: 'published', publishedAt: new Date() } })
  // as autovacuum leaves tables
  await prisma.$executeRawUnsafe('VACUUM (ANALYZE)')
  return { workspaceId, studyId: study.id }
}

/** What our table says of people and places, by ids instead of codes made from them. */
const IDENTIFIERS = [
  ...["'Study'", 'w.number', 'r.id', 'i.participant_id', 'r.relationship_id'],
  "CASE WHEN r.side = 'buyer' THEN x.buyer_id ELSE x.supplier_id END",
  ...["CASE WHEN r.side = 'buyer' THEN x.supplier_id ELSE x.buyer_id END", 'r.side', 'r.function', 'x.category'],
  ...['r.language', 'r.instrument_name', 'r.instrument_version', 'r.flags'],
]
const SCORES = ['trust', 'dependence', 'unproductive'].map((name) => `r.scores->>'${name}'`)

const isAnswer = ({ kind, name }: { kind: string; name: string }) =>
  !['identifier', 'flags', 'score'].includes(kind) && !name.startsWith('score_')

/** The same on PostgreSQL's own terms: bytes as they come over the wire, thrown away. */
async function copyOut(prisma: PrismaClient, { url, workspaceId, studyId }: Place): Promise<Measured> {
  const data = await inWorkspace(workspaceId, () => openStudyData(prisma, workspaceId, studyId))
  const variables = (await data?.wide())?.variables.filter(isAnswer) ?? []
  const names = [...variables.map(({ name }) => `r.answers->>'${name}'`), ...SCORES]
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const meter = makeMeter()
  const statement = `COPY (SELECT ${[...IDENTIFIERS, ...names].join(', ')} FROM response r
    JOIN assignment a ON a.workspace_id = r.workspace_id AND a.id = r.id
    JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
    JOIN relationship x ON x.workspace_id = r.workspace_id AND x.id = r.relationship_id
    JOIN wave w ON w.workspace_id = r.workspace_id AND w.id = r.wave_id
    WHERE r.workspace_id = '${workspaceId}'::uuid) TO STDOUT WITH (FORMAT csv)`
  await new Promise<void>((resolve, reject) => {
    const query = {
      submit: (connection: { query(text: string): void }) => connection.query(statement),
      handleRowDescription: () => {},
      handleDataRow: () => {},
      handleCopyData: ({ chunk }: { chunk: Uint8Array }) => meter.add(chunk),
      handleCommandComplete: () => {},
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    }
    client.query(query as never)
  })
  await client.end()
  return meter.result()
}

function makeMeter() {
  const before = process.memoryUsage.rss()
  const [began, work] = [performance.now(), process.cpuUsage()]
  let [rows, bytes, peak] = [0, 0, before]
  return {
    add(part: Uint8Array) {
      bytes += part.length
      // no text in these rows holds a line break
      for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) rows += 1
      peak = Math.max(peak, process.memoryUsage.rss())
    },
    result(): Measured {
      const { user, system } = process.cpuUsage(work)
      return {
        ...{ rows, seconds: (performance.now() - began) / 1000, processorSeconds: (user + system) / 1e6 },
        ...{ megabytes: bytes / 2 ** 20, peakMegabytes: (peak - before) / 2 ** 20 },
      }
    },
  }
}

const shown = ({ seconds, processorSeconds, megabytes, peakMegabytes }: Measured) => ({
  ...{ 'rows/s': Math.round(RESPONSES / seconds), seconds: Math.round(seconds * 10) / 10 },
  ...{ 'of the processor': Math.round(processorSeconds * 10) / 10, 'file, MB': Math.round(megabytes) },
  'memory above the start, MB': Math.round(peakMegabytes),
})

const [format, place] = process.argv.slice(2)
if (format && place) await writeOne(format as FormatName, JSON.parse(place) as Place)
else await compare(process.env.BENCH_FORMATS?.split(',') ?? ['csv', 'parquet', 'sav'])
