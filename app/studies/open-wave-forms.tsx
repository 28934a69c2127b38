import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { StudyDetails } from './find-study.server'

/** Opening a wave by hand, or a trial; where another one runs there is neither. */
export function OpenWaveForms({ study }: { study: StudyDetails }) {
  return (
    <section className="card">
      <OpenWave study={study} />
      <OpenTrial study={study} />
    </section>
  )
}

function OpenWave({ study }: { study: StudyDetails }) {
  const { t } = useTranslation()
  const isAsked = (one: StudyDetails['relationships'][number]) =>
    (study.audience !== 'shared' || (one.buyerOptInBy && one.supplierOptInBy)) &&
    one.buyerInformants + one.supplierInformants > 0
  const asked = study.relationships.filter(isAsked)
  const informants = asked.reduce((sum, one) => sum + one.buyerInformants + one.supplierInformants, 0)
  if (asked.length === 0) return <p className="notice warn">{t('studies.open.nobody')}</p>
  return (
    <details open={study.waves.length === 0}>
      <summary>{t('studies.open.title')}</summary>
      <p>
        {t('studies.open.text', { relationships: asked.length, informants })}
        {asked.length < study.relationships.length
          ? ` ${t('studies.open.left-out', { count: study.relationships.length - asked.length })}`
          : null}
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
