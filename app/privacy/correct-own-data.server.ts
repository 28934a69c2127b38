import { z } from 'zod'
import type { PrismaClient } from '#app/db/generated/client'
import { inWorkspace } from '#app/db/wall/view.server'
import { paths } from '#app/http/paths'
import type { JobQueue } from '#app/jobs/queue.server'
import { moveAddress } from '#app/mail/mend-address.server'
import { queueNotice } from '#app/mail/queue-notice.server'
import { seal, unseal } from '#app/mail/seal.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { isTooOften } from '#app/people/count-attempts.server'
import { brokenConstraint } from '#app/relationships/broken-constraint.server'
import { deleteAccountOf } from './delete-account.server'
import type { CorrectForm } from './own-data-form'
import type { PersonKey } from './read-own-data.server'

export interface OwnDataParts {
  prisma: PrismaClient
  queue: JobQueue
  secret: string
  publicUrl: string
}

/** A person's own correction of name, language and time zone. The log tells that it was made, not what it was, nor from where. */
export function correctOwnData(prisma: PrismaClient, person: PersonKey, form: CorrectForm): Promise<void> {
  const { workspaceId, participantId } = person
  return prisma.$transaction(async (tx) => {
    await tx.participant.update({ where: { workspaceId_id: { workspaceId, id: participantId } }, data: form })
    await tx.invitation.updateMany({ where: { workspaceId, participantId }, data: { language: form.language } })
    await recordCorrection(tx, person)
  })
}

const ADDRESS_DAYS = 3
const changeSchema = z.object({
  use: z.literal('address'),
  workspaceId: z.uuid(),
  participantId: z.uuid(),
  from: z.string(),
  to: z.string(),
  until: z.number(),
})

/**
 * Sends a link to the new address: whoever opens it there has shown that it is theirs. Nothing is stored until then; all
 * that is needed stands encrypted in the link.
 * @returns false where too many were asked for
 */
export async function askForAddress(
  { prisma, queue, secret, publicUrl }: OwnDataParts,
  { workspaceId, participantId }: PersonKey,
  to: string,
  now: Date,
): Promise<boolean> {
  if (await isTooOften(prisma, 'new-address', participantId, now)) return false
  if (await isTooOften(prisma, 'sign-in-mail', to, now)) return false
  const { email: from, language } = await prisma.participant.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: participantId } },
  })
  const until = now.getTime() + ADDRESS_DAYS * 86_400_000
  const sealed = seal(secret, { use: 'address', workspaceId, participantId, from, to, until })
  const link = `${publicUrl}${paths.confirmAddress(Buffer.from(sealed).toString('base64url'), language)}`
  await prisma.$transaction((tx) =>
    queueNotice(tx, { queue, secret }, workspaceId, { about: 'confirm-address', email: to, language, link }),
  )
  return true
}

type ConfirmResult = { ok: true; email: string; language: string } | { ok: false; reason: 'spent' | 'taken' }

/** Moves a person to the address at which they opened the link; the old address is told, and its account ends. */
export async function confirmAddress(parts: OwnDataParts, token: string, now: Date): Promise<ConfirmResult> {
  const change = readChange(parts.secret, token, now)
  if (!change) return { ok: false, reason: 'spent' }
  try {
    return await inWorkspace(change.workspaceId, () => moveTo(parts, change, now))
  } catch (error) {
    // somebody else came to this address at the same moment
    if (brokenConstraint(error) === 'unique') return { ok: false, reason: 'taken' }
    throw error
  }
}

function moveTo(
  { prisma, queue, secret }: OwnDataParts,
  { workspaceId, participantId, from, to }: z.infer<typeof changeSchema>,
  now: Date,
): Promise<ConfirmResult> {
  return prisma.$transaction(async (tx) => {
    const person = await tx.participant.findUnique({ where: { workspaceId_id: { workspaceId, id: participantId } } })
    // whoever opens a link twice, or one of before another change
    if (person?.email !== from) return { ok: false, reason: 'spent' }
    const { language } = person
    if ((await tx.participant.count({ where: { workspaceId, email: to } })) > 0) return { ok: false, reason: 'taken' }
    await tx.participant.update({
      where: { workspaceId_id: { workspaceId, id: participantId } },
      data: { email: to },
    })
    await moveAddress(tx, { secret, workspaceId, participantId, from, to, now })
    await deleteAccountOf(tx, from)
    await queueNotice(tx, { queue, secret }, workspaceId, { about: 'address-changed', email: from, language })
    await recordCorrection(tx, { workspaceId, participantId })
    return { ok: true, email: to, language }
  })
}

/** What a link asks for; undefined for one that is over, not complete, or not ours. */
export function readChange(secret: string, token: string, now: Date): z.infer<typeof changeSchema> | undefined {
  try {
    const change = changeSchema.safeParse(unseal(secret, Buffer.from(token, 'base64url')))
    return change.success && change.data.until > now.getTime() ? change.data : undefined
  } catch {
    return undefined // not sealed by us, or cut off in the mail
  }
}

function recordCorrection(tx: Parameters<typeof recordEvent>[0], { workspaceId, participantId }: PersonKey) {
  const event = { action: 'person-corrected', objectKind: 'participant', objectId: participantId } as const
  return recordEvent(tx, systemActor(workspaceId), event)
}
