import type { PrismaClient, Wave } from '#app/db/generated/client'
import { tryAgain } from '#app/db/try-again.server'

/** Longer than any part of a publication between two renewals; after a crash nobody publishes the wave for so long. */
const LEASE_SECONDS = 600
const RENEW_AFTER_MILLISECONDS = 60_000

export interface PublicationLease {
  /** Makes it last on, now and then; called between the parts of a publication. Throws where it was lost. */
  renew(): Promise<void>
  /** Gives the wave back, whatever came of it. */
  end(): Promise<void>
}

/**
 * Takes a closed wave for one publication, on the wave's row and by the database's clock: it holds among several processes,
 * through poolers, and runs out by itself after a crash.
 * @returns undefined where another publication has it, or where the wave is not as it was read
 */
export async function takeLease(
  prisma: PrismaClient,
  { workspaceId, id, state, closedAt }: Wave,
): Promise<PublicationLease | undefined> {
  // a later end stands for a later lease: it is also what tells this one from that of another process
  const extend = async (held: Date | null) => {
    const [row] = await prisma.$queryRaw<{ until: Date }[]>`
      UPDATE wave SET publishing_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid AND state = ${state} AND closed_at = ${closedAt}
        AND CASE WHEN ${held}::timestamptz IS NULL THEN publishing_until IS NULL OR publishing_until <= clock_timestamp()
                 ELSE publishing_until = ${held} END
      RETURNING publishing_until AS until`
    return row?.until
  }
  let until = await extend(null)
  if (!until) return undefined
  let renewedAt = performance.now()
  return {
    async renew() {
      if (performance.now() - renewedAt < RENEW_AFTER_MILLISECONDS) return
      until = await extend(until ?? null)
      if (!until) throw new Error('this publication has lost its wave to another one, or the wave was opened again')
      renewedAt = performance.now()
    },
    async end() {
      if (!until) return
      const where = { workspaceId, id, publishingUntil: until }
      // given up, nobody could publish the wave for ten minutes
      await tryAgain(() =>
        prisma.wave.updateMany({ where: { ...where, workspaceId }, data: { publishingUntil: null } }),
      )
    },
  }
}
