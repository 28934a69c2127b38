import type { PrismaClient } from '#app/db/generated/client'
import { paths } from '#app/http/paths'
import { SIGN_IN_MINUTES } from '#app/people/auth.server'
import { INVITATION_DAYS } from '#app/people/find-membership.server'
import { isRole, may } from '#app/people/may'
import { membershipEmail } from '#emails/membership'
import { noticeEmail } from '#emails/notice'
import { resultsReadyEmail } from '#emails/results-ready'
import { signInEmail } from '#emails/sign-in'
import { webhookOffEmail } from '#emails/webhook-off'
import { addressMail, type MailSettings } from './address-mail'
import { composeDigest } from './compose-digest.server'
import { composeParticipantMail } from './compose-participant-mail.server'
import { composeSignals } from './compose-signals.server'
import { findMailedMember } from './find-mailed-member.server'
import { isParticipantMail } from './mail-kinds'
import { composeMailTrial } from './mail-trial.server'
import type { ClaimedMessage, OutgoingMessage } from './message'
import type { MembershipMail } from './queue-membership-mail.server'
import type { NoticeMail } from './queue-notice.server'
import { type ResultsMail, seesWave } from './queue-results-mails.server'
import type { SignInMail } from './queue-sign-in-mail.server'
import type { WebhookOffMail } from './queue-webhook-off-mails.server'
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
  messages: readonly ClaimedMessage[],
  now = new Date(),
): Promise<PromiseSettledResult<OutgoingMessage | undefined>[]> {
  const ids = messages.flatMap(({ invitationId }) => invitationId ?? [])
  const reader = ids.length > 0 ? await readAskedPeople(parts.prisma, workspaceId, ids) : undefined
  return Promise.allSettled(
    messages.map((message) => {
      const { kind } = message
      if (isParticipantMail(kind)) return reader && composeParticipantMail(parts, reader, message, kind, now)
      if (kind === 'sign-in') return composeSignIn(parts, message)
      if (kind === 'notice') return composeNotice(parts, message)
      if (kind === 'membership') return composeMembership(parts, message)
      if (kind === 'webhook-off') return composeWebhookOff(parts, message)
      if (kind === 'signals') return composeSignals(parts, message)
      if (kind === 'mail-trial') return composeMailTrial(parts, message)
      return kind === 'digest' ? composeDigest(parts, message) : composeResultsReady(parts, message)
    }),
  )
}

async function composeSignIn(settings: Parts, message: ClaimedMessage): Promise<OutgoingMessage | undefined> {
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

async function composeNotice(settings: Parts, message: ClaimedMessage): Promise<OutgoingMessage | undefined> {
  if (!message.sealed) return undefined
  const { about, email, language, link } = unseal(settings.secret, message.sealed) as NoticeMail
  const workspace = await settings.prisma.workspace.findUniqueOrThrow({ where: { id: message.workspaceId } })
  const words = await noticeEmail({ about, language, link, workspaceName: workspace.name })
  return addressMail(settings, message, email, words)
}

async function composeMembership(settings: Parts, message: ClaimedMessage): Promise<OutgoingMessage | undefined> {
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

/** Whether the member may still see them, and wants to hear of it, is asked again: both change while a mail waits. */
async function composeResultsReady(settings: Parts, message: ClaimedMessage): Promise<OutgoingMessage | undefined> {
  if (!message.sealed) return undefined
  const { prisma, secret, publicUrl } = settings
  const { workspaceId } = message
  const { memberId, waveId } = unseal(secret, message.sealed) as ResultsMail
  const reader = await findMailedMember(settings, { workspaceId, memberId })
  const wave = await prisma.wave.findUnique({
    where: { workspaceId_id: { workspaceId, id: waveId } },
    include: { study: true },
  })
  if (!reader?.member.wantsResultsMails || wave?.state !== 'published') return undefined
  if (!(await seesWave(prisma, reader.actor, { workspaceId, waveId }))) return undefined
  const { language, personName, workspaceName, choiceLink } = reader
  const words = await resultsReadyEmail({
    ...{ language, personName, workspaceName, choiceLink },
    studyName: wave.study.name,
    link: `${publicUrl}${paths.portfolio(wave.studyId)}?wave=${wave.number}`,
  })
  return addressMail(settings, message, reader.email, words, { unsubscribeLink: choiceLink })
}

async function composeWebhookOff(settings: Parts, message: ClaimedMessage): Promise<OutgoingMessage | undefined> {
  if (!message.sealed) return undefined
  const { prisma, secret, publicUrl } = settings
  const { workspaceId } = message
  const { memberId, webhookId } = unseal(secret, message.sealed) as WebhookOffMail
  const reader = await findMailedMember(settings, { workspaceId, memberId })
  const webhook = await prisma.webhook.findUnique({
    where: { workspaceId_id: { workspaceId, id: webhookId } },
    select: { name: true, state: true },
  })
  if (!reader || !may(reader.actor, 'set-up') || !webhook || webhook.state === 'on') return undefined
  const { language, personName, workspaceName } = reader
  const words = await webhookOffEmail({
    ...{ language, personName, workspaceName },
    webhookName: webhook.name,
    isGone: webhook.state === 'gone',
    link: `${publicUrl}${paths.webhook(webhookId)}`,
  })
  return addressMail(settings, message, reader.email, words)
}
