import { Link, NavLink, useRouteLoaderData, useSearchParams } from '@remix-run/react'
import type { ResultStudy } from '#app/disclosure/read-results.server'
import { paths } from '#app/http/paths'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { functionWeightsText } from '#app/studies/function-weights-text'
import { promiseText } from '#app/studies/promise'

interface ResultsHeadProps {
  study: ResultStudy
  title: string
  /** the wave that is shown, with the links to the others; without it there is no choice of waves */
  wave?: number | 'all'
  /** whether the page can show the mean over all waves */
  offersAllWaves?: boolean
}

/** Title, way around the results of a study, choice of the wave, and the promise under which they were released. */
export function ResultsHead({ study, title, wave, offersAllWaves = false }: ResultsHeadProps) {
  const { t, i18n } = useTranslation()
  const [parameters] = useSearchParams()
  const root = useRouteLoaderData('root') as { member?: { actions: readonly string[] } } | undefined
  // what else was chosen on the page stays; another view starts anew, but at the same wave
  const toWave = (number: number | 'all') => {
    const changed = new URLSearchParams(parameters)
    changed.set('wave', String(number))
    return `?${changed}`
  }
  const weighing = functionWeightsText(t, i18n.language, study.functionWeights)
  const same = typeof wave === 'number' ? `?wave=${wave}` : ''
  return (
    <>
      <p className="quiet">
        <Link to={paths.studies}>{t('words.studies')}</Link> · <bdi>{study.name}</bdi>
      </p>
      <h1>{title}</h1>
      <nav className="tabs" aria-label={t('results.views')}>
        <NavLink to={paths.portfolio(study.id) + same}>{t('results.portfolio')}</NavLink>
        <NavLink to={paths.groups(study.id) + same}>{t('results.groups')}</NavLink>
        <NavLink to={paths.benchmarks(study.id) + same}>{t('results.benchmarks.title')}</NavLink>
        <NavLink to={paths.transactionalTime(study.id) + same}>{t('results.transactional-time')}</NavLink>
        {root?.member?.actions.includes('take-data') ? (
          <NavLink to={paths.measurement(study.id) + same}>{t('measurement.title')}</NavLink>
        ) : null}
      </nav>
      {wave !== undefined && study.waves.length > 1 ? (
        <nav className="tabs waves" aria-label={t('results.waves')}>
          {study.waves.map(({ number, publishedAt }) => (
            <Link
              key={number}
              to={toWave(number)}
              aria-current={number === wave ? 'page' : undefined}
              title={formatDate(i18n.language, publishedAt)}
            >
              {t('results.wave', { number })}
            </Link>
          ))}
          {offersAllWaves ? (
            <Link to={toWave('all')} aria-current={wave === 'all' ? 'page' : undefined}>
              {t('results.all-waves')}
            </Link>
          ) : null}
        </nav>
      ) : null}
      <details className="promise">
        <summary>{t('results.promise')}</summary>
        <p>“{promiseText(t, study)}”</p>
      </details>
      {weighing ? <p className="hint">{weighing}</p> : null}
    </>
  )
}

/** What a results page shows before the first wave is published. */
export function NothingPublished({ study, title }: { study: ResultStudy; title: string }) {
  const { t } = useTranslation()
  return (
    <main id="main" className="page">
      <ResultsHead study={study} title={title} />
      <p className="empty">{t('results.nothing-published')}</p>
    </main>
  )
}
