// How fast the product writes the answers of a study as CSV, beside what PostgreSQL itself does with the same rows and columns:
// part of `npm run bench:formats`, BENCH_EXPORT=1000000 for a million responses.
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { inWorkspace } from '#app/db/wall/view.server'
import { FORMATS } from '#app/exports/formats/formats'
import { openStudyData } from '#app/exports/study-data.server'
import { fillWave, PEOPLE } from '#tests/factories/fill-wave'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase({ ofItsOwn: true })
const responses = Number(process.env.BENCH_EXPORT ?? 0)
const server = inject('postgresqlServer')

test.runIf(responses > 0 && server !== undefined)(
  `exports ${responses} responses`,
  async () => {
    const { id: workspaceId } = await makeWorkspace(db.prisma)
    const study = await makeStudy(db.prisma, { workspaceId })
    const wave = await makeWave(db.prisma, { workspaceId, studyId: study.id })
    await fillWave(db.prisma, { workspaceId, waveId: wave.id, relationships: Math.ceil(responses / (2 * PEOPLE)) })
    const where = { workspaceId_id: { workspaceId, id: wave.id } }
    await db.prisma.wave.update({ where, data: { state: 'closing', closedAt: new Date() } })
    await db.prisma.$executeRaw`
      INSERT INTO participation (workspace_id, id, wave_id, relationship_id, side, invited, answered, category)
      SELECT r.workspace_id, gen_random_uuid(), ${wave.id}::uuid, r.id, s.side, ${PEOPLE}, ${PEOPLE}, r.category
      FROM relationship r CROSS JOIN (VALUES ('buyer'), ('supplier')) AS s(side) WHERE r.workspace_id = ${workspaceId}::uuid`
    await db.prisma.wave.update({ where, data: { state: 'published', publishedAt: new Date() } })
    await db.prisma.$executeRawUnsafe('ANALYZE')

    const ours = await inWorkspace(workspaceId, async () => {
      const data = await openStudyData(db.prisma, workspaceId, study.id)
      if (!data) throw new Error('there is no study')
      const dataset = await data.wide()
      const measured = await measure(FORMATS.csv.write(dataset, { language: 'en', madeAt: new Date() }))
      return { ...measured, columns: dataset.variables.length, answers: dataset.variables.filter(isAnswer) }
    })
    const [database] = await db.prisma.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
    const names = [...ours.answers.map(({ name }) => `r.answers->>'${name}'`), ...SCORES]
    const theirs = await copy(
      database?.name ?? '',
      `COPY (SELECT ${[...IDENTIFIERS, ...names].join(', ')} FROM response r
        JOIN assignment a ON a.workspace_id = r.workspace_id AND a.id = r.id
        JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
        JOIN participant n ON n.workspace_id = i.workspace_id AND n.id = i.participant_id
        JOIN relationship x ON x.workspace_id = r.workspace_id AND x.id = r.relationship_id
        JOIN wave w ON w.workspace_id = r.workspace_id AND w.id = r.wave_id
        WHERE r.workspace_id = '${workspaceId}'::uuid) TO STDOUT WITH (FORMAT csv)`,
    )
    const rate = ({ rows, seconds }: { rows: number; seconds: number }) => Math.round(rows / seconds)
    console.table({
      'our CSV': { ...shown(ours), 'rows/s': rate(ours) },
      'COPY … TO STDOUT': { ...shown(theirs), 'rows/s': rate(theirs) },
    })
    console.log(`${ours.columns} columns; ours at ${Math.round((100 * rate(ours)) / rate(theirs))} % of COPY`)
    expect([ours.rows, theirs.rows]).toEqual([Math.ceil(responses / (2 * PEOPLE)) * 2 * PEOPLE + 1, ours.rows - 1])
  },
  3_600_000,
)

const isAnswer = ({ kind, name }: { kind: string; name: string }) =>
  !['identifier', 'flags', 'score'].includes(kind) && !name.startsWith('score_')

/** What our table says of people and places, by ids instead of codes made from them. */
const IDENTIFIERS = [
  ...["'Study'", 'w.number', 'r.id', 'n.id', 'r.relationship_id', 'n.organization_id'],
  ...["CASE WHEN r.side = 'buyer' THEN x.supplier_id ELSE x.buyer_id END", 'r.side', 'r.function', 'x.category'],
  ...['r.language', 'r.instrument_name', 'r.instrument_version', 'r.flags'],
]
const SCORES = ['trust', 'dependence', 'unproductive'].map((name) => `r.scores->>'${name}'`)

interface Measured {
  rows: number
  seconds: number
  megabytes: number
  /** above what the process had before */
  peakMegabytes: number
}

const shown = ({ seconds, megabytes, peakMegabytes }: Measured) => ({
  ...{ seconds: Math.round(seconds * 10) / 10, 'file, MB': Math.round(megabytes) },
  'memory above the start, MB': Math.round(peakMegabytes),
})

async function measure(bytes: AsyncIterable<Uint8Array>): Promise<Measured> {
  const meter = makeMeter()
  for await (const part of bytes) meter.add(part)
  return meter.result()
}

/** The same on PostgreSQL's own terms: bytes as they come over the wire, thrown away. */
async function copy(database: string, statement: string): Promise<Measured> {
  const url = new URL(server?.templateUrl ?? '')
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const meter = makeMeter()
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
  const before = process.memoryUsage().rss
  const began = performance.now()
  let [rows, bytes, peak] = [0, 0, before]
  return {
    add(part: Uint8Array) {
      bytes += part.length
      // no text in these rows holds a line break
      for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) rows += 1
      peak = Math.max(peak, process.memoryUsage.rss())
    },
    result: (): Measured => ({
      ...{ rows, seconds: (performance.now() - began) / 1000 },
      ...{ megabytes: bytes / 2 ** 20, peakMegabytes: (peak - before) / 2 ** 20 },
    }),
  }
}
