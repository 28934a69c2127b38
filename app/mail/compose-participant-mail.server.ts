import { paths } from '#app/http/paths'
import { makeInvitationToken } from '#app/studies/invitation-token.server'
import { invitationEmail } from '#emails/invitation'
import type { OwnTextKind } from '#emails/own-text'
import { reminderEmail } from '#emails/reminder'
import { thankYouEmail } from '#emails/thank-you'
import { addressMail, type MailSettings } from './address-mail'
import type { ParticipantMail } from './mail-kinds'
import type { ClaimedMessage, OutgoingMessage } from './message'
import type { AskedReader, AskedRelationship } from './read-asked-people.server'

/** So near the end, a reminder is the last one, whatever else was planned. */
const LAST_CALL_HOURS = 48

/**
 * A mail to somebody who is asked, from what is open at this moment: who has answered meanwhile is neither invited nor
 * reminded.
 * @returns undefined where its reason has gone
 */
export async function composeParticipantMail(
  settings: MailSettings,
  reader: AskedReader,
  message: ClaimedMessage,
  kind: ParticipantMail,
  now: Date,
): Promise<OutgoingMessage | undefined> {
  const { workspaceId, invitationId } = message
  const invitation = reader.find(invitationId ?? '')
  if (!invitation || invitation.revokedAt || !invitation.active) return undefined
  const { wave, asked } = invitation
  const isOpen = wave.state === 'open' && wave.closesAt > now
  const left = asked.filter(({ state }) => state === 'open')
  const submitted = asked.filter(({ state }) => state === 'submitted').length
  const isWanted = kind === 'thank-you' ? left.length === 0 && submitted > 0 : left.length > 0 && isOpen
  if (!isWanted) return undefined
  const token = makeInvitationToken(settings.secret, workspaceId, invitation.id)
  const common = {
    language: invitation.language,
    personName: invitation.personName,
    studyName: wave.study.name,
    organizationName: invitation.organizationName,
    contactName: wave.study.contactName,
    contactEmail: wave.study.contactEmail,
    choiceLink: `${settings.publicUrl}${paths.answerMails(workspaceId, token)}`,
  }
  const link = `${settings.publicUrl}${paths.answer(workspaceId, token)}`
  const { timeZone } = reader
  // as the study words it at this moment, also in a wave that opened before
  const ownText = (wanted: OwnTextKind) =>
    wave.study.mailTexts.find((text) => text.kind === wanted && text.language === invitation.language)
  const words =
    kind === 'thank-you'
      ? await thankYouEmail({
          ...common,
          own: ownText('thank-you'),
          count: submitted,
          receipt: isOpen ? { link, timeZone, until: wave.closesAt } : undefined,
        })
      : await (kind === 'invitation' ? invite(asked) : remind(left))
  const extra = { replyTo: wave.study.contactEmail, unsubscribeLink: common.choiceLink }
  return addressMail(settings, message, invitation.email, words, extra)

  /** Names everything that is asked. */
  function invite(relationships: AskedRelationship[]) {
    const partnerNames = relationships.map(({ name }) => name)
    return invitationEmail({ ...facts(relationships), partnerNames, own: ownText('invitation') })
  }

  /** Names what is left. */
  function remind(relationships: AskedRelationship[]) {
    const hoursLeft = (wave.closesAt.getTime() - now.getTime()) / 3_600_000
    const isLast = hoursLeft <= LAST_CALL_HOURS || !wave.reminders.some(({ dueAt }) => dueAt < wave.closesAt)
    const openNames = relationships.map(({ name }) => name)
    const own = ownText(isLast ? 'last-call' : 'reminder')
    return reminderEmail({ ...facts(relationships), openNames, total: asked.length, isLast, own })
  }

  function facts(relationships: AskedRelationship[]) {
    const isAboutFirm = relationships.every(({ isOwnFirm }) => isOwnFirm)
    const { minutes, promise } = reader.tell(invitation as NonNullable<typeof invitation>, relationships)
    return { ...common, link, timeZone, closesAt: wave.closesAt, isAboutFirm, minutes, promise }
  }
}
