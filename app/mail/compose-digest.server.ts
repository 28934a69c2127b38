import type { PrismaClient } from '#app/db/generated/client'
import { digestOf } from '#app/digests/digest-period'
import type { DigestMail } from '#app/digests/queue-digests.server'
import { type DigestWave, readDigest, readDigestSignals } from '#app/digests/read-digest.server'
import { paths } from '#app/http/paths'
import { translateTo } from '#app/i18n/texts-of'
import { may } from '#app/people/may'
import { digestEmail } from '#emails/digest'
import { addressMail, type MailSettings } from './address-mail'
import { findMailedMember } from './find-mailed-member.server'
import type { ClaimedMessage, OutgoingMessage } from './message'
import { unseal } from './seal.server'

/** More relationships are counted, not named: a mail is no report. */
const MOST_NAMED = 15

/**
 * What changed for a member since the last digest, in their language and by their clock. Their role, reach and choice are
 * read now: they may have changed while the mail waited.
 * @returns undefined where nothing happened, or they want no digest
 */
export async function composeDigest(
  settings: MailSettings & { prisma: PrismaClient },
  message: ClaimedMessage,
): Promise<OutgoingMessage | undefined> {
  if (!message.sealed) return undefined
  const { prisma, secret, publicUrl } = settings
  const { workspaceId } = message
  const { memberId, digestId } = unseal(secret, message.sealed) as DigestMail
  const reader = await findMailedMember(settings, { workspaceId, memberId })
  const digest = await prisma.memberDigest.findUnique({ where: { workspaceId_id: { workspaceId, id: digestId } } })
  if (!reader || !digest || digestOf(reader.member) === 'off' || !may(reader.actor, 'see-results')) return undefined
  const { fromAt: from, untilAt: until } = digest
  const waves = await readDigest(prisma, { workspaceId, actor: reader.actor, from, until })
  const raised = await readDigestSignals(prisma, { workspaceId, actor: reader.actor, from, until })
  if (waves.length + raised.length === 0) return undefined
  const studyIds = [...new Set(waves.map(({ studyId }) => studyId))]
  const { language, timeZone, choiceLink } = reader
  const t = translateTo(language)
  const words = await digestEmail({
    ...{ language, timeZone, from, until, choiceLink },
    personName: reader.personName,
    workspaceName: reader.workspaceName,
    signals: {
      link: `${publicUrl}${paths.signals}`,
      named: raised.slice(0, MOST_NAMED).map(({ kind, buyerName, supplierName }) => ({
        ...{ kind, name: `${buyerName} – ${supplierName}` },
      })),
      more: Math.max(0, raised.length - MOST_NAMED),
    },
    studies: studyIds.map((id) => tellStudy(waves.filter(({ studyId }) => studyId === id))),
  })
  return addressMail(settings, message, reader.email, words, { unsubscribeLink: choiceLink })

  function tellStudy(own: DigestWave[]) {
    const newest = own.findLast(({ published }) => published)
    const [first] = own
    const page = `${publicUrl}${paths.portfolio(first?.studyId ?? '')}`
    return {
      name: first?.studyName ?? '',
      link: newest ? `${page}?wave=${newest.number}` : page,
      waves: own.map(({ published, ...wave }) => ({
        ...wave,
        published: published && {
          ...{ invited: published.invited, answered: published.answered },
          changed: published.changed.slice(0, MOST_NAMED).map(({ buyerName, supplierName, indices }) => ({
            name: `${buyerName} – ${supplierName}`,
            indices: indices.map((index) => t(`results.index.${index}`)).join(t('audit.and')),
          })),
          more: Math.max(0, published.changed.length - MOST_NAMED),
        },
      })),
    }
  }
}
