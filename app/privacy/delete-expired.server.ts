import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces, inWorkspace } from '#app/db/wall/view.server'
import { deleteOldMailFiles } from '#app/mail/outbox-files.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { deleteAccountOf } from './delete-account.server'
import { oldContacts, oldMails, oldSuggestions } from './expired.server'
import { monthsLater } from './own-data'

/** In one transaction: enough for any day, and short enough not to stand in anybody's way. What is left, the next day takes. */
const AT_ONCE = 5000
const DAY_MILLISECONDS = 86_400_000
/** The log names who did something by their account; of members who left it can do so for a year. */
const FORMER_MEMBER_MONTHS = 12
/** So long it can be looked up who saw a report by a link that has ended. */
const ENDED_LINK_DAYS = 30

export interface DeletedExpired {
  contacts: number
  mails: number
  suggestions: number
  links: number
  accounts: number
}

/**
 * Deletes what was kept long enough, beside answers (`deleteExpiredResponses` keeps their promise): people nobody asks any
 * more, records of mails, suggestions of colleagues, links to reports that have ended, sessions that are over, accounts that
 * nobody uses. May be called at any time; each workspace's log tells how much of its own went.
 */
export async function deleteExpired(
  { prisma, outboxDirectory }: { prisma: PrismaClient; outboxDirectory: string },
  now: Date,
): Promise<DeletedExpired> {
  const deleted = { contacts: 0, mails: 0, suggestions: 0, links: 0, accounts: 0 }
  // over all workspaces: the worker's own look
  const workspaces = await acrossWorkspaces(() =>
    prisma.workspace.findMany({ select: { id: true, contactMonths: true, mailMonths: true } }),
  )
  for (const { id: workspaceId, contactMonths, mailMonths } of workspaces) {
    const own = await inWorkspace(workspaceId, () =>
      prisma.$transaction(async (tx) => {
        const kept = { workspaceId, months: mailMonths, now }
        const mails = await deleteMails(tx, kept)
        const suggestions = await deleteSuggestions(tx, kept)
        const contacts = await deleteContacts(tx, { ...kept, months: contactMonths })
        const links = await deleteReportLinks(tx, workspaceId, now)
        const details = { contacts, mails, suggestions, links }
        if (contacts + mails + suggestions + links > 0)
          await recordEvent(tx, systemActor(workspaceId), {
            ...{ action: 'expired-deleted', objectKind: 'workspace', objectId: workspaceId, details },
          })
        return details
      }),
    )
    deleted.contacts += own.contacts
    deleted.mails += own.mails
    deleted.suggestions += own.suggestions
    deleted.links += own.links
    await deleteOldMailFiles(outboxDirectory, { workspaceId, before: monthsLater(now, -mailMonths) })
  }
  deleted.accounts = await deleteUnusedAccounts(prisma, now)
  return deleted
}

type Kept = Parameters<typeof oldMails>[0]

async function deleteContacts(tx: Prisma.TransactionClient, kept: Kept): Promise<number> {
  const { workspaceId } = kept
  const people = await tx.$queryRaw<{ id: string; email: string }[]>`
    SELECT p.id, p.email ${oldContacts(kept)} LIMIT ${AT_ONCE} FOR UPDATE OF p SKIP LOCKED`
  const ids = people.map(({ id }) => id)
  await tx.invitation.deleteMany({ where: { workspaceId, participantId: { in: ids } } })
  await tx.participant.deleteMany({ where: { workspaceId, id: { in: ids } } })
  for (const { email } of people) await deleteAccountOf(tx, email)
  return ids.length
}

async function deleteMails(tx: Prisma.TransactionClient, kept: Kept): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM outbox_message
    WHERE workspace_id = ${kept.workspaceId}::uuid AND id IN (SELECT m.id ${oldMails(kept)} LIMIT ${AT_ONCE})`
}

async function deleteSuggestions(tx: Prisma.TransactionClient, kept: Kept): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM handover
    WHERE workspace_id = ${kept.workspaceId}::uuid AND id IN (SELECT h.id ${oldSuggestions(kept)} LIMIT ${AT_ONCE})`
}

async function deleteReportLinks(tx: Prisma.TransactionClient, workspaceId: string, now: Date): Promise<number> {
  const before = new Date(now.getTime() - ENDED_LINK_DAYS * DAY_MILLISECONDS)
  const { count } = await tx.reportLink.deleteMany({
    where: { workspaceId, OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  })
  return count
}

/**
 * Sessions and links that are over; then accounts of people who are no members and are signed in nowhere: whoever is asked
 * gets a new one when they want to sign in.
 */
async function deleteUnusedAccounts(prisma: PrismaClient, now: Date): Promise<number> {
  await prisma.session.deleteMany({ where: { expiresAt: { lt: now } } })
  await prisma.verification.deleteMany({ where: { expiresAt: { lt: now } } })
  const yesterday = new Date(now.getTime() - DAY_MILLISECONDS)
  const namedSince = monthsLater(now, -FORMER_MEMBER_MONTHS)
  // over all workspaces: an account belongs to no single one
  return acrossWorkspaces(
    () => prisma.$executeRaw`
    DELETE FROM auth_user u WHERE u.created_at < ${yesterday}
      AND NOT EXISTS (SELECT 1 FROM auth_session s WHERE s.user_id = u.id)
      AND NOT EXISTS (SELECT 1 FROM workspace w JOIN member m ON m.workspace_id = w.id AND m.user_id = u.id::text)
      AND NOT EXISTS (SELECT 1 FROM workspace w JOIN audit_entry e ON e.workspace_id = w.id AND e.actor_id = u.id::text
        AND e.at > ${namedSince})`,
  )
}
