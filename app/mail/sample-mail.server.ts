import type { Db } from '#app/db/database.server'
import { translateTo } from '#app/i18n/texts-of'
import { type Audience, mayBenchmark, promiseText } from '#app/studies/promise'
import { findStudyZone } from '#app/studies/rhythm/find-rhythm.server'
import { sharesBenchmarks } from '#app/studies/shares-benchmarks.server'
import type { Email } from '#emails/email'
import { invitationEmail } from '#emails/invitation'
import type { OwnText, OwnTextKind } from '#emails/own-text'
import { reminderEmail } from '#emails/reminder'
import { thankYouEmail } from '#emails/thank-you'

interface Sample {
  workspaceId: string
  studyId: string
  kind: OwnTextKind
  language: string
  own: OwnText
  /** greeted in it */
  personName: string
  /** stands in the place of the personal link */
  link: string
  now: Date
}

const DAYS_OPEN = 14
const MINUTES = 5

/**
 * A mail to participants as somebody would get it, with firms of the study and a link that leads to no questionnaire.
 * @returns undefined where there is no such study
 */
export async function sampleMail(db: Db, sample: Sample): Promise<Email | undefined> {
  const { workspaceId, studyId, kind, language, own, personName, link, now } = sample
  const study = await db.study.findUnique({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    include: {
      relationships: {
        ...{ take: 2, orderBy: { id: 'asc' } },
        include: { relationship: { include: { buyer: true, supplier: true } } },
      },
    },
  })
  if (!study) return undefined
  const t = translateTo(language)
  const { name: studyName, contactName, contactEmail, minimumGroupSize } = study
  const [first] = study.relationships
  const partners = study.relationships.map(({ relationship }) => relationship.supplier.name)
  const names = partners.length > 0 ? partners : [t('studies.mail-words.sample-partner')]
  const closesAt = new Date(now.getTime() + DAYS_OPEN * 86_400_000)
  const timeZone = await findStudyZone(db, { workspaceId, studyId })
  const common = {
    ...{ language, own, personName, studyName, contactName, contactEmail, choiceLink: link },
    organizationName: first?.relationship.buyer.name ?? t('studies.mail-words.sample-organization'),
  }
  if (kind === 'thank-you')
    return thankYouEmail({ ...common, count: names.length, receipt: { link, until: closesAt, timeZone } })
  const audience = study.audience as Audience
  const isBenchmarked = mayBenchmark({ audience }) && (await sharesBenchmarks(db, workspaceId))
  const promise = promiseText(t, { audience, minimumGroupSize, isBenchmarked })
  const asking = { ...common, closesAt, timeZone, link, promise, minutes: MINUTES, isAboutFirm: false }
  return kind === 'invitation'
    ? invitationEmail({ ...asking, partnerNames: names })
    : reminderEmail({ ...asking, openNames: names, total: names.length, isLast: kind === 'last-call' })
}
