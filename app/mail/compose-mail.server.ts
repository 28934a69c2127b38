import type { OutboxMessage, PrismaClient } from '#app/db/generated/client'
import { paths } from '#app/http/paths'
import { createTranslator } from '#app/i18n/create-translator'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { textsOf } from '#app/i18n/languages'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import { loadTemplate } from '#app/instruments/load-template.server'
import { SIGN_IN_MINUTES } from '#app/people/auth.server'
import { INVITATION_DAYS } from '#app/people/find-membership.server'
import { isRole } from '#app/people/may'
import { askedInstrument } from '#app/studies/asked-instrument'
import { makeInvitationToken } from '#app/studies/invitation-token.server'
import { minutesFor } from '#app/studies/minutes-for'
import { type Audience, promiseText } from '#app/studies/promise'
import { invitationEmail } from '#emails/invitation'
import { membershipEmail } from '#emails/membership'
import { signInEmail } from '#emails/sign-in'
import type { OutgoingMessage } from './message'
import { makeMessageId } from './message-id'
import type { MembershipMail } from './queue-membership-mail.server'
import type { SignInMail } from './queue-sign-in-mail.server'
import { unseal } from './seal.server'

export interface MailSettings {
  prisma: PrismaClient
  secret: string
  publicUrl: string
  mailFrom: string
}

/** @returns the message as it leaves now, or undefined where its reason has gone (wave closed, link revoked) */
export function composeMail(settings: MailSettings, message: OutboxMessage): Promise<OutgoingMessage | undefined> {
  if (message.kind === 'sign-in') return composeSignIn(settings, message)
  return message.kind === 'membership' ? composeMembership(settings, message) : composeInvitation(settings, message)
}

async function composeInvitation(settings: MailSettings, message: OutboxMessage): Promise<OutgoingMessage | undefined> {
  const { workspaceId } = message
  const invitation = await settings.prisma.invitation.findUnique({
    where: { workspaceId_id: { workspaceId, id: message.invitationId ?? '' } },
    include: {
      participant: true,
      wave: { include: { study: true } },
      assignments: {
        orderBy: { position: 'asc' },
        include: { relationship: { include: { buyer: true, supplier: true } } },
      },
    },
  })
  if (!invitation || invitation.revokedAt || invitation.wave.state !== 'open') return undefined
  const { participant, wave, language } = invitation
  const { instrument } = await loadTemplate(settings.prisma, wave)
  const asked = invitation.assignments.map(({ side, position, relationship: { buyer, supplier } }) => {
    const isOwnFirm = isAboutFirm(askedInstrument(instrument, participant, { side, position }))
    return { isOwnFirm, name: (side === 'buyer') === isOwnFirm ? buyer.name : supplier.name }
  })
  const { t } = createTranslator(language, textsOf(language), textsOf(FALLBACK_LANGUAGE))
  const { minimumGroupSize } = wave
  const promise = { audience: wave.audience as Audience, minimumGroupSize, isAboutFirm: isAboutFirm(instrument) }
  const workspace = await settings.prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
  const words = await invitationEmail({
    language,
    personName: participant.name,
    studyName: wave.study.name,
    partnerNames: asked.map(({ name }) => name),
    isAboutFirm: asked.every(({ isOwnFirm }) => isOwnFirm),
    closesAt: wave.closesAt,
    timeZone: workspace.timeZone,
    link: `${settings.publicUrl}${paths.answer(workspaceId, makeInvitationToken(settings.secret, workspaceId, invitation.id))}`,
    contactName: wave.study.contactName,
    contactEmail: wave.study.contactEmail,
    minutes: minutesFor(instrument, participant, invitation.assignments).total,
    promise: [...(wave.isTrial ? [t('promise.trial')] : []), promiseText(t, promise)].join(' '),
  })
  return address(settings, message, participant.email, words, wave.study.contactEmail)
}

async function composeSignIn(settings: MailSettings, message: OutboxMessage): Promise<OutgoingMessage | undefined> {
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
  return address(settings, message, mail.email, words)
}

async function composeMembership(settings: MailSettings, message: OutboxMessage): Promise<OutgoingMessage | undefined> {
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
  return address(settings, message, user.email, words)
}

function address(
  settings: MailSettings,
  message: OutboxMessage,
  to: string,
  words: { subject: string; html: string; text: string },
  replyTo?: string,
): OutgoingMessage {
  return {
    messageId: makeMessageId(message.workspaceId, message.id, new URL(settings.publicUrl).hostname),
    from: settings.mailFrom,
    to,
    ...(replyTo && { replyTo }),
    ...words,
  }
}
