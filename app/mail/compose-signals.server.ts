import type { PrismaClient } from '#app/db/generated/client'
import { paths } from '#app/http/paths'
import type { SignalsMail } from '#app/signals/tell-signals.server'
import { signalsEmail } from '#emails/signals'
import { addressMail, type MailSettings } from './address-mail'
import type { ClaimedMessage, OutgoingMessage } from './message'
import { unseal } from './seal.server'
import { readAddress } from './suppressions.server'

/** More signals are counted, not named: a mail is no report. */
const MOST_NAMED = 15

/**
 * What warns, to the person who is accountable, in their language. Which signals are still open is read now.
 * @returns undefined where none is, the person is gone, or wants no mails
 */
export async function composeSignals(
  settings: MailSettings & { prisma: PrismaClient },
  message: ClaimedMessage,
): Promise<OutgoingMessage | undefined> {
  if (!message.sealed) return undefined
  const { prisma, secret, publicUrl } = settings
  const { workspaceId } = message
  const { participantId, signalIds } = unseal(secret, message.sealed) as SignalsMail
  const person = await prisma.participant.findFirst({
    where: { workspaceId, id: participantId, active: true },
    include: { organization: { select: { name: true } } },
  })
  if (!person) return undefined
  const { choice, bounce } = await readAddress(prisma, { secret, workspaceId }, person.email)
  if (choice === 'unsubscribed' || bounce) return undefined
  const firm = { select: { name: true } } as const
  const open = await prisma.signal.findMany({
    where: { workspaceId, id: { in: signalIds }, clearedAt: null },
    include: { relationship: { select: { buyer: firm, supplier: firm } } },
    orderBy: [{ severity: 'desc' }, { id: 'asc' }],
  })
  const [first] = open
  if (!first) return undefined
  const { name: workspaceName } = await prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
  const { language } = person
  const words = await signalsEmail({
    ...{ language, workspaceName, personName: person.name, organizationName: person.organization.name },
    signals: open.slice(0, MOST_NAMED).map(({ kind, relationship }) => ({
      name: `${relationship.buyer.name} – ${relationship.supplier.name}`,
      kind,
    })),
    more: Math.max(0, open.length - MOST_NAMED),
    link: `${publicUrl}${open.length === 1 ? paths.signal(first.id) : paths.signals}`,
  })
  return addressMail(settings, message, person.email, words)
}
