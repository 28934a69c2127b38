import type { Db } from '#app/db/database.server'
import type { JobQueue } from '#app/jobs/queue.server'
import { readScope } from '#app/people/find-membership.server'
import { findReach } from '#app/people/find-reach.server'
import { type Actor, may, seesEverything } from '#app/people/may'
import { seal } from './seal.server'

export interface ResultsMail {
  memberId: string
  waveId: string
}

interface WaveKey {
  workspaceId: string
  waveId: string
}

/** Records, in the transaction that publishes a wave, the mails that tell members of it: those in whose reach something of it lies. */
export async function queueResultsMails(
  tx: Db,
  { queue, secret }: { queue: JobQueue; secret: string },
  { workspaceId, waveId }: WaveKey,
): Promise<void> {
  const members = await tx.member.findMany({
    where: { workspaceId, joinedAt: { not: null } },
    include: { scope: true },
    orderBy: { id: 'asc' },
  })
  const told: ResultsMail[] = []
  for (const { id: memberId, role, seesAll, organizationId, scope } of members) {
    const actor = { role, reach: { seesAll, firmId: organizationId, ...readScope(scope) } }
    if (await seesWave(tx, actor, { workspaceId, waveId })) told.push({ memberId, waveId })
  }
  if (told.length === 0) return
  await tx.outboxMessage.createMany({
    data: told.map((mail) => ({ workspaceId, kind: 'results-ready', sealed: seal(secret, mail) })),
  })
  await queue.enqueue(tx, 'deliver-mail', { workspaceId })
}

/** Whether something of a wave's results lies in somebody's reach. */
export async function seesWave(db: Db, actor: Actor, { workspaceId, waveId }: WaveKey): Promise<boolean> {
  if (!may(actor, 'see-results')) return false
  if (seesEverything(actor)) return true
  const { relationships } = findReach(workspaceId, actor)
  const own = await db.participation.findFirst({
    where: { workspaceId, waveId, relationship: relationships },
    select: { id: true },
  })
  return own !== null
}
