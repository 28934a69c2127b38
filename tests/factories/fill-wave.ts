import type { PrismaClient } from '#app/db/generated/client'
import { scoreResponse } from '#app/instruments/score-response'
import { findTemplate } from '#app/instruments/templates'
import { makeAnswers } from './make-answers'

/** on each side of a relationship */
export const PEOPLE = 5

/** Relationships of a hundred firms with each other, everybody asked about one of them; written in plain SQL. */
export async function fillWave(
  prisma: PrismaClient,
  { workspaceId, waveId, relationships }: { workspaceId: string; waveId: string; relationships: number },
): Promise<void> {
  const instrument = findTemplate('relationship-core', 1)?.instrument
  if (!instrument) throw new Error('the core instrument is not shipped')
  const kinds = [1, 3, 5, 7].map((trust) => {
    const answers = makeAnswers({ trust_1: trust })
    return JSON.stringify({ answers, scores: scoreResponse(instrument, answers) })
  })
  const count = relationships * 2 * PEOPLE
  // ids follow from numbers, so that each table finds the others
  const run = (sql: string) => prisma.$executeRawUnsafe(sql, workspaceId)
  await prisma.$executeRawUnsafe(
    `CREATE FUNCTION bench_id(kind int, number int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$`,
  )
  await run(`INSERT INTO organization (workspace_id, id, code, name)
    SELECT $1::uuid, bench_id(1, n), 'F' || n, 'Firm ' || n FROM generate_series(1, 200) n`)
  await run(`INSERT INTO relationship (workspace_id, id, code, buyer_id, supplier_id, category)
    SELECT $1::uuid, bench_id(2, n), 'R' || n, bench_id(1, 1 + n % 100), bench_id(1, 101 + n % 97), 'Category ' || n % 12
    FROM generate_series(1, ${relationships}) n`)
  await run(`INSERT INTO participant (workspace_id, id, organization_id, email, name, language, function)
    SELECT $1::uuid, bench_id(3, n), bench_id(1, CASE WHEN n % 2 = 0 THEN 1 + r % 100 ELSE 101 + r % 97 END),
      'p' || n || '@firm.test', 'Person ' || n, 'en', (ARRAY['purchasing', 'quality', 'engineering'])[1 + n % 3]
    FROM generate_series(1, ${count}) n, LATERAL (SELECT 1 + n / ${2 * PEOPLE} % ${relationships} AS r) x`)
  await run(`INSERT INTO invitation (workspace_id, id, wave_id, participant_id, token_hash, language)
    SELECT $1::uuid, bench_id(4, n), '${waveId}'::uuid, bench_id(3, n), sha256(n::text::bytea), 'en' FROM generate_series(1, ${count}) n`)
  await run(`INSERT INTO assignment (workspace_id, id, invitation_id, wave_id, relationship_id, side, position)
    SELECT $1::uuid, bench_id(5, n), bench_id(4, n), '${waveId}'::uuid, bench_id(2, 1 + n / ${2 * PEOPLE} % ${relationships}),
      CASE WHEN n % 2 = 0 THEN 'buyer' ELSE 'supplier' END, 0 FROM generate_series(1, ${count}) n`)
  const list = kinds.map((kind) => `'${kind}'::jsonb`).join(', ')
  await run(`INSERT INTO response (workspace_id, id, wave_id, relationship_id, side, function, language, instrument_name,
      instrument_version, answers, scores, submitted_at)
    SELECT $1::uuid, a.id, a.wave_id, a.relationship_id, a.side, 'purchasing', 'en', 'relationship-core', 1,
      k.kind->'answers', k.kind->'scores', now()
    FROM (SELECT *, row_number() OVER () AS n FROM assignment WHERE workspace_id = $1::uuid) a,
      LATERAL (SELECT (ARRAY[${list}])[1 + a.n % 4] AS kind) k`)
}
