import type { PrismaClient } from '#app/db/generated/client'
import { consentField } from '#app/instruments/kinds/text'
import { showsOnlyPools } from '#app/studies/promise'
import type { PublicationPlan } from './plan-publication.server'
import { fewestComments } from './policy'

/**
 * Stores the comments of a wave that may be shown: those whose authors ticked that they may, where enough people of one
 * side commented on one relationship. Without function or time, in an order that has nothing to do with who wrote when.
 * A study that shows pools alone shows none: a comment names its relationship.
 * @returns how many were stored
 */
export async function releaseComments(
  prisma: PrismaClient,
  { key: { workspaceId, waveId }, template, policy }: PublicationPlan,
): Promise<number> {
  if (showsOnlyPools(policy.audience)) return 0
  const { instrument } = template
  const fewest = fewestComments(policy.minimumGroupSize)
  let comments = 0
  for (const item of instrument.sections.flatMap(({ items }) => items)) {
    if (item.kind !== 'text' || !item.hasConsent) continue
    const [, stored] = await prisma.$transaction([
      prisma.$executeRaw`SELECT set_config('thiqa.publishing', ${waveId}, true)`,
      prisma.$executeRaw`
        INSERT INTO released_comment (workspace_id, id, wave_id, relationship_id, side, item, text)
        SELECT c.workspace_id, gen_random_uuid(), c.wave_id, c.relationship_id, c.side, ${item.id}, c.text
        FROM (
          SELECT r.workspace_id, r.wave_id, r.relationship_id, r.side, r.answers->>${item.id} AS text,
                 count(*) OVER (PARTITION BY r.relationship_id, r.side) AS comments
          FROM response r
          WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid
            AND r.answers->>${consentField(item.id)} = '1' AND jsonb_typeof(r.answers->${item.id}) = 'string'
            AND r.answers->>${item.id} ~ '[^[:space:]]'
        ) c
        WHERE c.comments >= ${fewest}
        ORDER BY random()`,
    ])
    comments += stored
  }
  return comments
}
