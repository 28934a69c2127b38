import type { OutboxMessage, PrismaClient } from '#app/db/generated/client'
import { paths } from '#app/http/paths'
import { SIGN_IN_MINUTES } from '#app/people/auth.server'
import { INVITATION_DAYS, readScope } from '#app/people/find-membership.server'
import { isRole } from '#app/people/may'
import { membershipEmail } from '#emails/membership'
import { noticeEmail } from '#emails/notice'
import { resultsReadyEmail } from '#emails/results-ready'
import { signInEmail } from '#emails/sign-in'
import { addressMail, type MailSettings } from './address-mail'
import { composeParticipantMail } from './compose-participant-mail.server'
import { isParticipantMail } from './mail-kinds'
import type { OutgoingMessage } from './message'
import type { MembershipMail } from './queue-membership-mail.server'
import type { NoticeMail } from './queue-notice.server'
import { type ResultsMail, seesWave } from './queue-results-mails.server'
import type { SignInMail } from './queue-sign-in-mail.server'
import { readAskedPeople } from './read-asked-people.server'
import { unseal } from './seal.server'

type Parts = MailSettings & { prisma: PrismaClient }

/**
 * The messages as they leave now, in the order that was given; what they tell is read for all of them at once.
 * @returns for each the mail, or undefined where its reason has gone (answered, wave closed, link revoked), or what went wrong
 */
export async function composeMails(
  parts: Parts,
  workspaceId: string,
  messages: readonly OutboxMessage[],
): Promise<PromiseSettledResult<OutgoingMessage | undefined>[]> {
  const ids = messages.flatMap(({ invitationId }) => invitationId ?? [])
  const reader = ids.length > 0 ? await readAskedPeople(parts.prisma, workspaceId, ids) : undefined
  const now = new Date()
  return Promise.allSettled(
    messages.map((message) => {
      const { kind } = message
      if (isParticipantMail(kind)) return reader && composeParticipantMail(parts, reader, message, kind, now)
      if (kind === 'sign-in') return composeSignIn(parts, message)
      if (kind === 'notice') return composeNotice(parts, message)
      return kind === 'membership' ? composeMembership(parts, message) : composeResultsReady(parts, message)
    }),
  )
}

async function composeSignIn(settings: Parts, message: OutboxMessage): Promise<OutgoingMessage | undefined> {
  const isStale = Date.now() - message.createdAt.getTime() > SIGN_IN_MINUTES * 60_000
  if (!message.sealed || isStale) return undefined
  const mail = unseal(settings.secret, message.sealed) as SignInMail
  const workspace = await settings.prisma.workspace.findUniqueOrThrow({ where: { id: message.workspaceId } })
  const words = await signInEmail({
    language: workspace.language,
    link: mail.link,
    minutesValid: SIGN_IN_MINUTES,
    workspaceName: workspace.name,
  })
  return addressMail(settings, message, mail.email, words)
}

async function composeNotice(settings: Parts, message: OutboxMessage): Promise<OutgoingMessage | undefined> {
  if (!message.sealed) return undefined
  const { about, email, language, link } = unseal(settings.secret, message.sealed) as NoticeMail
  const workspace = await settings.prisma.workspace.findUniqueOrThrow({ where: { id: message.workspaceId } })
  const words = await noticeEmail({ about, language, link, workspaceName: workspace.name })
  return addressMail(settings, message, email, words)
}

async function composeMembership(settings: Parts, message: OutboxMessage): Promise<OutgoingMessage | undefined> {
  if (!message.sealed) return undefined
  const { workspaceId } = message
  const { memberId } = unseal(settings.secret, message.sealed) as MembershipMail
  const member = await settings.prisma.member.findUnique({
    where: { workspaceId_id: { workspaceId, id: memberId } },
    include: { workspace: true },
  })
  const user = member && (await settings.prisma.user.findUnique({ where: { id: member.userId } }))
  if (!user || member.joinedAt || !isRole(member.role)) return undefined
  const inviter = member.invitedBy && (await settings.prisma.user.findUnique({ where: { id: member.invitedBy } }))
  const words = await membershipEmail({
    language: member.workspace.language,
    personName: user.name,
    inviterName: inviter ? inviter.name : undefined,
    workspaceName: member.workspace.name,
    role: member.role,
    email: user.email,
    link: `${settings.publicUrl}${paths.signIn}?email=${encodeURIComponent(user.email)}`,
    days: INVITATION_DAYS,
  })
  return addressMail(settings, message, user.email, words)
}

/** Whether the member may still see them is asked again: roles and reach change while a mail waits. */
async function composeResultsReady(settings: Parts, message: OutboxMessage): Promise<OutgoingMessage | undefined> {
  if (!message.sealed) return undefined
  const { prisma, secret, publicUrl } = settings
  const { workspaceId } = message
  const { memberId, waveId } = unseal(secret, message.sealed) as ResultsMail
  const member = await prisma.member.findUnique({
    where: { workspaceId_id: { workspaceId, id: memberId } },
    include: { workspace: true, scope: true },
  })
  const user = member && (await prisma.user.findUnique({ where: { id: member.userId } }))
  const wave = await prisma.wave.findUnique({
    where: { workspaceId_id: { workspaceId, id: waveId } },
    include: { study: true },
  })
  if (!user || wave?.state !== 'published') return undefined
  const { role, seesAll, organizationId, scope } = member
  const actor = { role, reach: { seesAll, firmId: organizationId, ...readScope(scope) } }
  if (!(await seesWave(prisma, actor, { workspaceId, waveId }))) return undefined
  const words = await resultsReadyEmail({
    language: member.workspace.language,
    personName: user.name,
    studyName: wave.study.name,
    workspaceName: member.workspace.name,
    link: `${publicUrl}${paths.portfolio(wave.studyId)}?wave=${wave.number}`,
  })
  return addressMail(settings, message, user.email, words)
}
