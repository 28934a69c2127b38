import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/http/paths'
import { formatDate } from '#app/i18n/format'
import type { AnswerCounts } from './count-answers.server'
import type { StudyDetails } from './find-study.server'
import type { countAsked } from './plan-invitations'
import type { WavePlan } from './plan-wave.server'
import { waveWords } from './wave-words'

interface WavePanelProps {
  study: StudyDetails & { isAboutFirm: boolean }
  /** what the next wave would ask */
  asked: ReturnType<typeof countAsked> & Pick<WavePlan, 'lack'>
  counts: AnswerCounts | undefined
}

/** The newest wave: how it goes while it is open, and the next step: open one, close it, see its results. */
export function WavePanel({ study, asked, counts }: WavePanelProps) {
  const { t, i18n } = useTranslation()
  const wave = study.waves[0]
  const isRunning = wave && wave.state !== 'published'
  return (
    <section className="card" aria-labelledby="wave">
      <h2 id="wave">{waveWords(t, wave)}</h2>
      {wave && counts ? (
        <>
          <p>
            <span className="figure">{t('studies.answered', { ...counts })}</span>
          </p>
          <p className="hint">
            {wave.state === 'open' ? t('studies.closes-on', { date: formatDate(i18n.language, wave.closesAt) }) : null}{' '}
            {t('studies.mails', { ...counts })}
          </p>
          {counts.mailsFailed > 0 ? (
            <p className="notice warn">{t('studies.mails-failed', { count: counts.mailsFailed })}</p>
          ) : null}
        </>
      ) : null}
      {wave?.state === 'closing' ? (
        <p className="notice" role="status">
          {t('studies.closing')} <Link to={paths.study(study.id)}>{t('studies.look-again')}</Link>
        </p>
      ) : null}
      {wave?.state === 'published' ? (
        <p>
          <Link to={`${paths.portfolio(study.id)}?wave=${wave.number}`}>{t('studies.see-results')}</Link>
        </p>
      ) : null}
      {wave?.state === 'open' ? <CloseWave waveId={wave.id} texts={wave.isTrial ? 'trial.end' : 'close'} /> : null}
      {isRunning ? null : (
        <>
          <OpenWave study={study} asked={asked} />
          <OpenTrial study={study} />
        </>
      )}
    </section>
  )
}

function CloseWave({ waveId, texts }: { waveId: string; texts: 'close' | 'trial.end' }) {
  const { t } = useTranslation()
  return (
    <details>
      <summary>{t(`studies.${texts}.title`)}</summary>
      <p>{t(`studies.${texts}.text`)}</p>
      <Form method="post">
        <input type="hidden" name="waveId" value={waveId} />
        <button type="submit" name="intent" value="close-wave" className="danger">
          {t(`studies.${texts}.submit`)}
        </button>
      </Form>
    </details>
  )
}

function OpenWave({ study, asked }: Pick<WavePanelProps, 'study' | 'asked'>) {
  const { t } = useTranslation()
  const leftOut = study.relationships.length - asked.relationships
  if (asked.lack)
    return (
      <p className="notice warn">
        {asked.lack === 'nobody-for-firm' ? (
          <>
            {t('studies.error.nobody-for-firm')} <Link to={paths.participants}>{t('words.participants')}</Link>
          </>
        ) : (
          t('studies.open.nobody')
        )}
      </p>
    )
  return (
    <details open={study.waves.length === 0}>
      <summary>{t('studies.open.title')}</summary>
      <p>
        {study.isAboutFirm ? t('studies.open.text-firm', asked) : t('studies.open.text', asked)}
        {leftOut > 0 && !study.isAboutFirm ? ` ${t('studies.open.left-out', { count: leftOut })}` : null}
      </p>
      <p>{t('studies.open.frozen')}</p>
      <Form method="post">
        <div className="field">
          <label htmlFor="days">{t('studies.open.days')}</label>
          <input id="days" name="days" type="number" min={1} max={90} defaultValue={21} required />
        </div>
        <button type="submit" name="intent" value="open-wave">
          {t('studies.open.submit')}
        </button>
      </Form>
    </details>
  )
}

function OpenTrial({ study }: { study: StudyDetails }) {
  const { t } = useTranslation()
  if (!study.relationships.some((one) => one.buyerInformants + one.supplierInformants > 0)) return null
  return (
    <details>
      <summary>{t('studies.trial.title')}</summary>
      <p>{t('studies.trial.text')}</p>
      <Form method="post">
        <div className="field">
          <label htmlFor="emails">{t('studies.trial.emails')}</label>
          <textarea id="emails" name="emails" rows={3} dir="ltr" aria-describedby="emails-hint" />
          <p className="hint" id="emails-hint">
            {t('studies.trial.emails-hint')}
          </p>
        </div>
        <div className="field">
          <label htmlFor="trial-days">{t('studies.open.days')}</label>
          <input id="trial-days" name="days" type="number" min={1} max={90} defaultValue={7} required />
        </div>
        <button type="submit" name="intent" value="open-trial" className="second">
          {t('studies.trial.submit')}
        </button>
      </Form>
    </details>
  )
}
