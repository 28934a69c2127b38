import type { PrismaClient } from '#app/db/generated/client'
import { inWorkspace } from '#app/db/wall/view.server'
import type { MailSettings } from './address-mail'
import { readBounceAddress } from './bounce-address'
import { isAddressGone } from './bounce-status'
import { hashAddress } from './hash-address.server'
import { isParticipantMail } from './mail-kinds'
import { readMessageId } from './message-id'
import { type Bounce, type BounceReport, readBounce } from './read-bounce.server'
import { markBounced } from './suppressions.server'

export type BounceParts = Pick<MailSettings, 'secret' | 'publicUrl' | 'bounceAddress'> & { prisma: PrismaClient }

export type TakenBounce =
  /** `marked`: no mail goes to the address any more; else only this mail was lost */
  | { ok: true; marked: boolean }
  /**
   * `no-report`: not a delivery status report. `not-failed`: it says that the mail is late, or has arrived. `not-ours`: of a
   * mail that this installation did not send, or not to this address
   */
  | { ok: false; reason: 'no-report' | 'not-failed' | 'not-ours' }

/**
 * Takes what a mail server sent back. Whoever can write to the mailbox can write such a thing, so it must name a mail that
 * left here (ids that cannot be guessed) and the address that this mail went to. May be repeated.
 */
export async function takeBounce(parts: BounceParts, eml: Buffer): Promise<TakenBounce> {
  const bounce = await readBounce(eml)
  if (!bounce) return { ok: false, reason: 'no-report' }
  const failed = bounce.reports.filter(({ action }) => action === 'failed')
  if (failed.length === 0) return { ok: false, reason: 'not-failed' }
  const named = nameMail(parts, bounce)
  if (!named) return { ok: false, reason: 'not-ours' }
  return inWorkspace(named.workspaceId, () => takeFailures(parts, named, failed))
}

async function takeFailures(
  parts: BounceParts,
  named: NamedMail,
  failed: readonly BounceReport[],
): Promise<TakenBounce> {
  const message = await findMail(parts.prisma, named)
  const report = message && failed.find((one) => isAbout(parts, message, one))
  if (!report) return { ok: false, reason: 'not-ours' }
  const { workspaceId, id, recipientHash: addressHash, invitationId } = message
  const marked = isAddressGone(report.status)
  await parts.prisma.$transaction(async (tx) => {
    await tx.outboxMessage.updateMany({
      where: { workspaceId, id, state: 'sent' },
      data: { state: 'failed', lastError: `returned: ${report.status || 'no status'}` },
    })
    if (marked) await markBounced(tx, { workspaceId, addressHash, code: report.status, invitationId })
  })
  return { ok: true, marked }
}

interface NamedMail {
  workspaceId: string
  outboxMessageId: string
}

/** By the mail that is attached, else by the address that the report came to. */
function nameMail(
  { publicUrl, bounceAddress }: BounceParts,
  { messageId = '', deliveredTo }: Bounce,
): NamedMail | undefined {
  const byId = readMessageId(messageId, new URL(publicUrl).hostname)
  if (byId || !bounceAddress) return byId
  for (const address of deliveredTo) {
    const named = readBounceAddress(bounceAddress, address)
    if (named) return named
  }
  return undefined
}

async function findMail(prisma: PrismaClient, { workspaceId, outboxMessageId }: NamedMail) {
  const found = await prisma.outboxMessage.findUnique({
    where: { workspaceId_id: { workspaceId, id: outboxMessageId } },
  })
  if (!found?.recipientHash || !found.invitationId || !isParticipantMail(found.kind)) return undefined
  return { workspaceId, id: found.id, recipientHash: found.recipientHash, invitationId: found.invitationId }
}

function isAbout(
  { secret }: BounceParts,
  { workspaceId, recipientHash }: { workspaceId: string; recipientHash: Uint8Array },
  { addresses }: BounceReport,
): boolean {
  return addresses.some((address) => Buffer.from(hashAddress(secret, workspaceId, address)).equals(recipientHash))
}
