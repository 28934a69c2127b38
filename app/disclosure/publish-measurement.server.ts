import { v7 as makeId } from 'uuid'
import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { streamAnswered } from '#app/responses/read-measured.server'
import { makeWaveMeasurement } from '#app/trust/measure-wave'
import { measuredScales } from '#app/trust/measured-scales'
import type { PublicationPlan, WaveKey } from './plan-publication.server'
import type { ReleasedMeasurement } from './release-measurement'
import { releaseWaveMeasurement } from './release-wave-measurement'

/** Counts changes of how measurements are computed or kept back; stored with every row. */
const METHOD_VERSION = 2
const BATCH = 500

/** A part of publication: how well each scale measured in a wave that is being published. */
export async function publishMeasurement(prisma: PrismaClient, plan: PublicationPlan): Promise<void> {
  for (const some of inBatches(await computeMeasurement(prisma, plan), BATCH)) await store(prisma, plan.key, some)
}

/** Computes the same for the same answers, whenever it is asked: what was published can be recomputed. */
export async function computeMeasurement(
  db: Prisma.TransactionClient,
  { key, wave, template, policy }: PublicationPlan,
): Promise<ReleasedMeasurement[]> {
  const { instrument, texts } = template
  // a template may have got a language since: a published wave has the rows of those that it was published with
  const languages = wave.state === 'published' ? await readLanguages(db, key) : [...texts.keys()].sort()
  const measurement = makeWaveMeasurement(measuredScales(instrument))
  for await (const responses of streamAnswered(db, key)) measurement.addRelationship(responses)
  return [...releaseWaveMeasurement(measurement, languages, policy)]
}

async function readLanguages(db: Prisma.TransactionClient, { workspaceId, waveId }: WaveKey): Promise<string[]> {
  const rows = await db.measurement.findMany({
    where: { workspaceId, waveId, language: { not: '' } },
    distinct: ['language'],
    select: { language: true },
  })
  return rows.map(({ language }) => language).sort()
}

async function store(
  prisma: PrismaClient,
  { workspaceId, waveId }: WaveKey,
  rows: readonly ReleasedMeasurement[],
): Promise<void> {
  const json = JSON.stringify(rows.map((row) => ({ id: makeId(), ...row })))
  await prisma.$transaction([
    // the database takes measurements from nobody else
    prisma.$executeRaw`SELECT set_config('thiqa.publishing', ${waveId}, true)`,
    prisma.$executeRaw`
      INSERT INTO measurement (workspace_id, id, wave_id, construct, side, language, method_version, status, reason, n, n_to, "values")
      SELECT w.workspace_id, m.id, w.id, m.construct, m.side, m.language, ${METHOD_VERSION}, m.status, m.reason, m.n, m."nTo", m."values"
      FROM jsonb_to_recordset(${json}::text::jsonb) AS m(id uuid, construct text, side text, language text, status text,
        reason text, n int, "nTo" int, "values" jsonb)
      JOIN wave w ON w.workspace_id = ${workspaceId}::uuid AND w.id = ${waveId}::uuid`,
  ])
}
