import type { PrismaClient } from '#app/db/generated/client'
import { makeStudy } from './make-study'
import { makeWave } from './make-wave'

const INDICES = [
  'trust',
  'dependence',
  'unproductive',
  'continuity',
  'information',
  'promise_keeping',
  'fairness',
  'opportunism',
]

/** Written in bulk: published values of every wave, standings of the newest, and signals about one relationship in five. */
export async function fillPortfolio(
  prisma: PrismaClient,
  { workspaceId, relationships, waves }: { workspaceId: string; relationships: number; waves: number },
): Promise<void> {
  const study = await makeStudy(prisma, { workspaceId })
  const run = (text: string, ...values: unknown[]) => prisma.$executeRawUnsafe(text, workspaceId, ...values)
  const firms = Math.max(10, Math.round(relationships / 20))
  await run(
    `INSERT INTO organization (workspace_id, id, code, name) SELECT $1::uuid, gen_random_uuid(), 'F' || n, 'Firm ' || n FROM generate_series(1, ${firms}) n`,
  )
  await run(`INSERT INTO relationship (workspace_id, id, code, buyer_id, supplier_id, category, annual_spend, currency)
    SELECT $1::uuid, gen_random_uuid(), 'R' || n, b.id, s.id, 'Category ' || n % 12, (n * 7919) % 5000000, 'EUR'
    FROM generate_series(1, ${relationships}) n
    JOIN organization b ON b.workspace_id = $1::uuid AND b.code = 'F' || (1 + n % ${firms})
    JOIN organization s ON s.workspace_id = $1::uuid AND s.code = 'F' || (1 + (n * 31 + 1) % ${firms}) WHERE b.id <> s.id`)
  await run(
    `INSERT INTO study_relationship (workspace_id, id, study_id, relationship_id)
     SELECT $1::uuid, gen_random_uuid(), $2::uuid, id FROM relationship WHERE workspace_id = $1::uuid`,
    study.id,
  )
  let waveId = ''
  for (let number = 1; number <= waves; number++) {
    const wave = await makeWave(prisma, {
      workspaceId,
      studyId: study.id,
      number,
      state: 'closed',
      closedAt: new Date(),
      // a server that runs beside this must not publish it meanwhile
      publishAt: new Date('2100-01-01T08:00:00Z'),
    })
    waveId = wave.id
    await run(
      `INSERT INTO participation (workspace_id, id, wave_id, relationship_id, side, invited, answered, category)
       SELECT $1::uuid, gen_random_uuid(), $2::uuid, id, side, 5, 4, category
       FROM relationship, (VALUES ('buyer'), ('supplier')) AS sides (side) WHERE workspace_id = $1::uuid`,
      waveId,
    )
    await prisma.$transaction(
      async (tx) => {
        await tx.$executeRawUnsafe(`SET LOCAL thiqa.publishing = '${waveId}'`)
        await tx.$executeRawUnsafe(
          `INSERT INTO released_row (workspace_id, id, wave_id, scope, scope_key, relationship_id, side, function, measure, method_version, cells)
           SELECT $1::uuid, gen_random_uuid(), $2::uuid, 'relationship', id::text, id, side, '', 'level', 3,
             (SELECT jsonb_object_agg(name, jsonb_build_object('n', 3, 'nTo', 4, 'mean', (abs(hashtext(id::text || side || name || $2)) % 100)))
               FROM unnest(ARRAY[${INDICES.map((name) => `'${name}'`).join(', ')}]) AS indices (name))
           FROM relationship, (VALUES ('buyer'), ('supplier')) AS sides (side) WHERE workspace_id = $1::uuid`,
          workspaceId,
          waveId,
        )
      },
      { timeout: 600_000 },
    )
    await prisma.wave.update({
      where: { workspaceId_id: { workspaceId, id: waveId } },
      data: { state: 'published', publishedAt: new Date(Date.UTC(2021, 3 * number, 1)) },
    })
  }
  await run(
    `INSERT INTO standing (workspace_id, id, study_id, relationship_id, wave_id, seen_by, buyer_trust, supplier_trust, mutual_trust,
       trust_people, trust_squares, trust_degrees, gap, asymmetry, unproductive, moved, buyer_invited, buyer_answered, supplier_invited, supplier_answered, invited_before, answered_before)
     SELECT $1::uuid, gen_random_uuid(), $2::uuid, id, $3::uuid, 'all', h % 100, CASE WHEN h % 7 = 0 THEN NULL ELSE (h / 100) % 100 END,
       CASE WHEN h % 7 = 0 THEN NULL ELSE (h % 100 + (h / 100) % 100) / 2.0 END,
       CASE WHEN h % 7 = 0 THEN NULL ELSE 6 + h % 9 END, 600, 4, 0, (h / 10000) % 100 - 50, (h / 7) % 60,
       (h / 3) % 3 - 1, 5, 4, 5, CASE WHEN h % 7 = 0 THEN 1 ELSE 4 END, 10, 9
     FROM (SELECT id, abs(hashtext(id::text)) AS h FROM relationship WHERE workspace_id = $1::uuid) AS drawn`,
    study.id,
    waveId,
  )
  await run(
    `INSERT INTO signal (workspace_id, id, relationship_id, study_id, kind, side, seen_by, open_key, severity, word, lines, raised_lines,
       owner_side, since_at, raised_at)
     SELECT $1::uuid, gen_random_uuid(), id, $2::uuid, 'haggling', 'buyer', 'all', id::text, 2, 'unproductive', '[]', '[]', 'supplier', now(), now()
     FROM relationship WHERE workspace_id = $1::uuid AND abs(hashtext(id::text)) % 5 = 0`,
    study.id,
  )
  await prisma.$executeRawUnsafe('ANALYZE relationship, standing, signal, organization, released_row, participation')
}
