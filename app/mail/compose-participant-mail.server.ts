import type { OutboxMessage, Prisma, PrismaClient } from '#app/db/generated/client'
import { paths } from '#app/http/paths'
import { createTranslator } from '#app/i18n/create-translator'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { textsOf } from '#app/i18n/languages'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import { loadTemplate } from '#app/instruments/load-template.server'
import { askedInstrument } from '#app/studies/asked-instrument'
import { makeInvitationToken } from '#app/studies/invitation-token.server'
import { minutesFor } from '#app/studies/minutes-for'
import { type Audience, promiseText } from '#app/studies/promise'
import { invitationEmail } from '#emails/invitation'
import { reminderEmail } from '#emails/reminder'
import { thankYouEmail } from '#emails/thank-you'
import { addressMail, type MailSettings } from './address-mail'
import type { ParticipantMail } from './mail-kinds'
import type { OutgoingMessage } from './message'

type Parts = MailSettings & { prisma: PrismaClient }

/** So near the end, a reminder is the last one, whatever else was planned. */
const LAST_CALL_HOURS = 48

const DETAILS = {
  participant: { include: { organization: { select: { name: true } } } },
  wave: { include: { study: true, reminders: { where: { doneAt: null }, select: { dueAt: true } } } },
  assignments: {
    orderBy: { position: 'asc' },
    include: {
      relationship: { select: { buyer: { select: { name: true } }, supplier: { select: { name: true } } } },
      response: { select: { id: true } },
      handover: { select: { id: true } },
    },
  },
} satisfies Prisma.InvitationInclude
type Invitation = Prisma.InvitationGetPayload<{ include: typeof DETAILS }>

/**
 * A mail to somebody who is asked, from what is open at this moment: who has answered meanwhile is neither invited nor
 * reminded.
 * @returns undefined where its reason has gone
 */
export async function composeParticipantMail(
  parts: Parts,
  message: OutboxMessage,
  kind: ParticipantMail,
  now: Date,
): Promise<OutgoingMessage | undefined> {
  const { prisma, secret, publicUrl } = parts
  const { workspaceId } = message
  const invitation = await prisma.invitation.findUnique({
    where: { workspaceId_id: { workspaceId, id: message.invitationId ?? '' } },
    include: DETAILS,
  })
  if (!invitation || invitation.revokedAt || !invitation.participant.active) return undefined
  const { wave, participant, assignments } = invitation
  const isOpen = wave.state === 'open' && wave.closesAt > now
  const left = assignments.filter(({ response, handover }) => !response && !handover)
  const isWanted = kind === 'thank-you' ? left.length === 0 && assignments.some(({ response }) => response) : isOpen
  if (!isWanted || (kind !== 'thank-you' && left.length === 0)) return undefined
  const token = makeInvitationToken(secret, workspaceId, invitation.id)
  const workspace = await prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
  const common = {
    language: invitation.language,
    personName: participant.name,
    studyName: wave.study.name,
    organizationName: participant.organization.name,
    contactName: wave.study.contactName,
    contactEmail: wave.study.contactEmail,
    choiceLink: `${publicUrl}${paths.answerMails(workspaceId, token)}`,
  }
  const open = {
    link: `${publicUrl}${paths.answer(workspaceId, token)}`,
    closesAt: wave.closesAt,
    timeZone: workspace.timeZone,
  }
  const words =
    kind === 'thank-you'
      ? await thankYouEmail({
          ...common,
          count: assignments.filter(({ response }) => response).length,
          receipt: isOpen ? { ...open, until: wave.closesAt } : undefined,
        })
      : await askingEmail(prisma, { ...common, ...open }, invitation, { kind, left, now })
  const extra = { replyTo: wave.study.contactEmail, unsubscribeLink: common.choiceLink }
  return addressMail(parts, message, participant.email, words, extra)
}

type Common = Omit<Parameters<typeof thankYouEmail>[0], 'count' | 'receipt'> & {
  link: string
  closesAt: Date
  timeZone: string
}

/** An invitation names everything that is asked, a reminder what is left of it. */
async function askingEmail(
  prisma: PrismaClient,
  common: Common,
  { wave, participant, language, assignments }: Invitation,
  { kind, left, now }: { kind: 'invitation' | 'reminder'; left: Invitation['assignments']; now: Date },
) {
  const { instrument } = await loadTemplate(prisma, wave)
  const { t } = createTranslator(language, textsOf(language), textsOf(FALLBACK_LANGUAGE))
  const { minimumGroupSize } = wave
  const promised = { audience: wave.audience as Audience, minimumGroupSize, isAboutFirm: isAboutFirm(instrument) }
  const promise = [...(wave.isTrial ? [t('promise.trial')] : []), promiseText(t, promised)].join(' ')
  const asked = (kind === 'invitation' ? assignments : left).map(({ side, position, relationship }) => {
    const { buyer, supplier } = relationship
    const isOwnFirm = isAboutFirm(askedInstrument(instrument, participant, { side, position }))
    return { side, position, isOwnFirm, name: (side === 'buyer') === isOwnFirm ? buyer.name : supplier.name }
  })
  const names = asked.map(({ name }) => name)
  const facts = {
    ...common,
    promise,
    isAboutFirm: asked.every(({ isOwnFirm }) => isOwnFirm),
    minutes: minutesFor(instrument, participant, asked).total,
  }
  if (kind === 'invitation') return invitationEmail({ ...facts, partnerNames: names })
  const hoursLeft = (wave.closesAt.getTime() - now.getTime()) / 3_600_000
  const isLast = hoursLeft <= LAST_CALL_HOURS || !wave.reminders.some(({ dueAt }) => dueAt < wave.closesAt)
  return reminderEmail({ ...facts, openNames: names, total: assignments.length, isLast })
}
