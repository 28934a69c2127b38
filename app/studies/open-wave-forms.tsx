import { Form, Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import type { StudyDetails } from './find-study.server'
import type { countAsked } from './plan-invitations'
import type { WavePlan } from './plan-wave.server'

interface OpenWaveFormsProps {
  study: StudyDetails
  /** what the next wave would ask */
  asked: ReturnType<typeof countAsked> & Pick<WavePlan, 'lack'> & { isAboutFirm: boolean }
}

/** Opening a wave by hand, or a trial; where another one runs there is neither. */
export function OpenWaveForms({ study, asked }: OpenWaveFormsProps) {
  return (
    <section className="card">
      <OpenWave study={study} asked={asked} />
      <OpenTrial study={study} />
    </section>
  )
}

function OpenWave({ study, asked }: OpenWaveFormsProps) {
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
        {asked.isAboutFirm ? t('studies.open.text-firm', { ...asked }) : t('studies.open.text', { ...asked })}
        {leftOut > 0 && !asked.isAboutFirm ? ` ${t('studies.open.left-out', { count: leftOut })}` : null}
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
