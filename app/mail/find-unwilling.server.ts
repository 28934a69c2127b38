import type { Db } from '#app/db/database.server'
import { hashAddress } from './hash-address.server'

/**
 * Which of many addresses get no reminder: their owners said so, or a mail server that there is no such address. The list
 * of a workspace is read once, instead of asking for each of ten thousand.
 */
export async function findUnwilling(
  db: Db,
  { secret, workspaceId }: { secret: string; workspaceId: string },
  addresses: readonly string[],
): Promise<Set<string>> {
  const rows = await db.mailSuppression.findMany({ where: { workspaceId }, select: { addressHash: true } })
  if (rows.length === 0) return new Set()
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const listed = new Set(rows.map(({ addressHash }) => hex(addressHash)))
  return new Set(addresses.filter((address) => listed.has(hex(hashAddress(secret, workspaceId, address)))))
}
