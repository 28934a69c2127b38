import { Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { formatMoment } from '#app/i18n/format'
import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import type { AnswerCounts } from './count-answers.server'
import type { StudyDetails } from './find-study.server'
import type { FailedMails } from './list-failed-mails.server'
import { possibleSteps } from './wave-life'
import { StepForm } from './wave-steps'
import { waveWords } from './wave-words'

interface WavePanelProps {
  studyId: string
  wave: StudyDetails['waves'][number]
  counts: AnswerCounts | undefined
  failed: FailedMails
  /** in which its times are told */
  timeZone: string
}

/** One wave: how it goes, what it waits for, and what can be done with it now. */
export function WavePanel({ studyId, wave, counts, failed, timeZone }: WavePanelProps) {
  const { t } = useTranslation()
  const heading = `wave-${wave.id}`
  return (
    <section className="card" aria-labelledby={heading}>
      <h2 id={heading}>
        {waveWords(t, wave)}{' '}
        {wave.kind === 'full' ? null : <span className="tag">{t(`rhythm.kind.${wave.kind}`)}</span>}{' '}
        {wave.isImported ? <span className="tag">{t('history.imported')}</span> : null}
      </h2>
      {counts ? (
        <>
          <p>
            <span className="figure">{t('studies.answered', { ...counts })}</span>
          </p>
          <Phase studyId={studyId} wave={wave} timeZone={timeZone} />
          <p className="hint">{t('studies.mails', { ...counts })}</p>
          {counts.mailsUnwanted > 0 ? (
            <p className="hint">{t('studies.mails-unwanted', { count: counts.mailsUnwanted })}</p>
          ) : null}
          {failed.total > 0 ? <FailedMailsNotice failed={failed} /> : null}
        </>
      ) : null}
      <p>
        <Link to={paths.controlRoom(studyId, wave.id)}>{t('control.title')}</Link>
      </p>
      {wave.isTrial ? <StepForm wave={wave} step="end-trial" /> : null}
      {possibleSteps(wave).map((step) => (
        <StepForm key={step} wave={wave} step={step} />
      ))}
    </section>
  )
}

/** Where a wave stands, in a sentence. */
function Phase({ studyId, wave, timeZone }: Omit<WavePanelProps, 'counts' | 'failed'>) {
  const { t, i18n } = useTranslation()
  const tell = (moment: Date) => formatMoment(i18n.language, moment, timeZone)
  switch (wave.state) {
    case 'open':
      return <p className="hint">{t('studies.closes-on', { date: tell(wave.closesAt) })}</p>
    case 'paused':
      return <p className="notice warn">{t('studies.phase.paused', { date: tell(wave.pausedAt ?? wave.closesAt) })}</p>
    case 'closing':
      return <p className="notice">{t('studies.phase.closing', { date: tell(wave.graceUntil ?? wave.closesAt) })}</p>
    case 'closed':
      return wave.waitsUntil ? (
        <p className="notice">{t('studies.phase.waiting', { date: tell(wave.waitsUntil) })}</p>
      ) : (
        <p className="notice" role="status">
          {t('studies.closing')} <Link to={paths.study(studyId)}>{t('studies.look-again')}</Link>
        </p>
      )
    case 'published':
      return (
        <p>
          <Link to={`${paths.portfolio(studyId)}?wave=${wave.number}`}>{t('studies.see-results')}</Link>
        </p>
      )
    default:
      return null
  }
}

/** Who could not be written to, what the mail server said, and where it can be mended. */
function FailedMailsNotice({ failed }: { failed: FailedMails }) {
  const { t } = useTranslation()
  const more = failed.total - failed.people.length
  return (
    <details className="notice warn">
      <summary>{t('studies.mails-failed', { count: failed.total })}</summary>
      <ul aria-label={t('studies.mails-failed-list')}>
        {failed.people.map(({ participantId, name, email, error }) => (
          <li key={participantId}>
            <Link to={paths.participant(participantId)}>
              <bdi>{name}</bdi>
            </Link>{' '}
            <bdi>{email}</bdi>{' '}
            <span className="hint">{t('studies.mails-failed-code', { code: isolateName(error) })}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p>{t('studies.mails-failed-more', { count: more })}</p> : null}
      <p>{t('studies.mails-failed-way-out')}</p>
    </details>
  )
}
