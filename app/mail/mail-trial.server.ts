import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { paths } from '#app/http/paths'
import { translateTo } from '#app/i18n/texts-of'
import type { JobQueue } from '#app/jobs/queue.server'
import { may } from '#app/people/may'
import type { OwnText, OwnTextKind } from '#emails/own-text'
import { addressMail, type MailSettings } from './address-mail'
import { findMailedMember } from './find-mailed-member.server'
import type { ClaimedMessage, OutgoingMessage } from './message'
import { sampleMail } from './sample-mail.server'
import { seal, unseal } from './seal.server'

interface MailTrial {
  memberId: string
  studyId: string
  kind: OwnTextKind
  language: string
  own: OwnText
}

/** Records a mail to a member themselves, with words that need not be saved: to see it in their own mail program. */
export async function queueMailTrial(
  prisma: PrismaClient,
  { queue, secret }: { queue: JobQueue; secret: string },
  workspaceId: string,
  trial: MailTrial,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.outboxMessage.create({ data: { workspaceId, kind: 'mail-trial', sealed: seal(secret, trial) } })
    await queue.enqueue(tx, 'deliver-mail', { workspaceId })
  })
}

export async function composeMailTrial(
  settings: MailSettings & { prisma: PrismaClient },
  message: ClaimedMessage,
): Promise<OutgoingMessage | undefined> {
  if (!message.sealed) return undefined
  const { workspaceId } = message
  const { memberId, ...trial } = unseal(settings.secret, message.sealed) as MailTrial
  const reader = await findMailedMember(settings, { workspaceId, memberId })
  if (!reader || !may(reader.actor, 'run-studies')) return undefined
  const words = await trialWords(settings.prisma, settings.publicUrl, workspaceId, trial, reader.personName)
  return words && addressMail(settings, message, reader.email, words)
}

/** The mail, with a subject that says what it is. */
async function trialWords(
  db: Db,
  publicUrl: string,
  workspaceId: string,
  trial: Omit<MailTrial, 'memberId'>,
  personName: string,
) {
  const link = `${publicUrl}${paths.mailTexts(trial.studyId, trial.kind, trial.language)}`
  const words = await sampleMail(db, { ...trial, workspaceId, personName, link, now: new Date() })
  const t = translateTo(trial.language)
  return words && { ...words, subject: t('studies.mail-words.trial-subject', { subject: words.subject }) }
}
