import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { hashAddress } from './hash-address.server'
import { isMailChoice, type MailChoice } from './mail-kinds'

/** What is known of an address: what its owner wants, and whether a mail server said that there is no such address. */
export interface AddressState {
  choice: MailChoice
  bounce: { code: string; at: Date } | undefined
}

const UNTOUCHED: AddressState = { choice: 'all', bounce: undefined }

interface Where {
  secret: string
  workspaceId: string
}

/** @returns by address as it was given; an address of which nothing is known is left out */
export async function readAddresses(
  db: Db,
  { secret, workspaceId }: Where,
  addresses: readonly string[],
): Promise<Map<string, AddressState>> {
  const hashes = addresses.map((address) => Buffer.from(hashAddress(secret, workspaceId, address)).toString('hex'))
  const rows = await db.$queryRaw<{ hash: string; reason: string; code: string | null; createdAt: Date }[]>`
    SELECT encode(address_hash, 'hex') AS hash, reason, code, created_at AS "createdAt" FROM mail_suppression
    WHERE workspace_id = ${workspaceId}::uuid
      AND address_hash IN (SELECT decode(wanted, 'hex') FROM unnest(${hashes}::text[]) AS wanted)`
  const states = new Map<string, AddressState>()
  if (rows.length === 0) return states
  for (const [index, address] of addresses.entries()) {
    const own = rows.filter((row) => row.hash === hashes[index])
    if (own.length === 0) continue
    const choice = own.map(({ reason }) => reason).find(isMailChoice) ?? 'all'
    const bounced = own.find(({ reason }) => reason === 'bounced')
    states.set(address, { choice, bounce: bounced && { code: bounced.code ?? '', at: bounced.createdAt } })
  }
  return states
}

export async function readAddress(db: Db, where: Where, address: string): Promise<AddressState> {
  return (await readAddresses(db, where, [address])).get(address) ?? UNTOUCHED
}

interface ChoosingPerson {
  workspaceId: string
  participantId: string
}

/** The address at which a person is asked at this moment, and what is known of it. */
export async function readMailChoice(
  prisma: PrismaClient,
  secret: string,
  { workspaceId, participantId }: ChoosingPerson,
): Promise<{ email: string; choice: MailChoice }> {
  const email = await addressOf(prisma, { workspaceId, participantId })
  const { choice } = await readAddress(prisma, { secret, workspaceId }, email)
  return { email, choice }
}

/** Remembers what a person wants. May be called any number of times; what has left already has left. The log tells nothing of it. */
export async function chooseMails(
  prisma: PrismaClient,
  secret: string,
  { workspaceId, participantId, choice }: ChoosingPerson & { choice: MailChoice },
): Promise<void> {
  const email = await addressOf(prisma, { workspaceId, participantId })
  const addressHash = hashAddress(secret, workspaceId, email)
  await prisma.$transaction(async (tx) => {
    await tx.mailSuppression.deleteMany({
      where: { workspaceId, addressHash, reason: { in: ['unsubscribed', 'no-reminders'], not: choice } },
    })
    if (choice === 'all') return
    await tx.mailSuppression.createMany({ data: [{ workspaceId, addressHash, reason: choice }], skipDuplicates: true })
  })
}

async function addressOf(db: Db, { workspaceId, participantId }: ChoosingPerson): Promise<string> {
  const found = await db.participant.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: participantId } },
    select: { email: true },
  })
  return found.email
}

/** Marks an address that a mail server refused for good. */
export async function markBounced(
  tx: Db,
  { workspaceId, addressHash, code, invitationId }: BouncedAddress,
): Promise<void> {
  const added = await tx.mailSuppression.createMany({
    data: [{ workspaceId, addressHash, reason: 'bounced', code }],
    skipDuplicates: true,
  })
  if (added.count === 0) return
  const invitation = await tx.invitation.findUnique({
    where: { workspaceId_id: { workspaceId, id: invitationId } },
    select: { participantId: true },
  })
  if (!invitation) return
  await recordEvent(tx, systemActor(workspaceId), {
    action: 'address-bounced',
    objectKind: 'participant',
    objectId: invitation.participantId,
    details: { code },
  })
}

interface BouncedAddress {
  workspaceId: string
  addressHash: Uint8Array<ArrayBuffer>
  /** SMTP reply or enhanced status */
  code: string
  /** of the mail that bounced */
  invitationId: string
}
