import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { NothingPublished, ResultsHead } from '#app/dashboards/results-head'
import { readTimeChoice } from '#app/dashboards/time-choice'
import { TIME_MEASURES, TIME_SIDES, TIME_VIEWS } from '#app/dashboards/time-row'
import { TIME_TABLES, transactionalTimePage } from '#app/dashboards/transactional-time'
import { TimeFinding, TimeScatter, TimeTable } from '#app/dashboards/transactional-time-view'
import { readResultTables } from '#app/disclosure/read-results.server'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'results.transactional-time', data?.study.name)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within, study } = await openResults(request, params.studyId)
  const choice = readTimeChoice(study.waves, request.url)
  if (!choice) return { study, wave: undefined }
  const { wave, waves, measure, view, side } = choice
  const tables = await readResultTables(prisma, {
    workspaceId,
    within,
    waves,
    indices: ['trust', measure],
    measures: TIME_TABLES,
  })
  return { study, wave, measure, view, side, ...transactionalTimePage(tables, measure, view, side) }
}

export default function TransactionalTimePage() {
  const { t, i18n } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const title = t('results.transactional-time')
  if (page.wave === undefined) return <NothingPublished study={page.study} title={title} />
  const { study, wave, measure, view, side, rows, comparison, withheld } = page
  const to = (changes: Record<string, string>) =>
    `?${new URLSearchParams({ wave: String(wave), measure, view, side, ...changes })}`
  const published = study.waves.find(({ number }) => number === wave)?.publishedAt
  const note = published
    ? t('results.take-along.wave', { number: wave, date: formatDate(i18n.language, published) })
    : t('results.all-waves')
  const choice = (name: 'measure' | 'view' | 'side', options: readonly string[], current: string) => (
    <nav className="tabs waves" aria-label={t(`results.choose.${name}`)}>
      {options.map((option) => (
        <Link key={option} to={to({ [name]: option })} aria-current={option === current ? 'page' : undefined}>
          {t(`results.option.${name}.${option}`)}
        </Link>
      ))}
    </nav>
  )
  return (
    <main id="main" className="page">
      <ResultsHead study={study} title={title} wave={wave} offersAllWaves />
      {choice('view', TIME_VIEWS, view)}
      {choice('side', TIME_SIDES, side)}
      {choice('measure', TIME_MEASURES, measure)}
      <section className="card">
        <TimeFinding comparison={comparison} />
        <TimeScatter rows={rows} view={view} comparison={comparison} title={`${title}: ${study.name}`} note={note} />
        <p className="hint">{t('results.both-values')}</p>
        <p className="hint">{t('results.references-source')}</p>
        {withheld > 0 ? <p className="hint">{t('results.withheld-points', { count: withheld })}</p> : null}
      </section>
      <h2>{t('results.same-data')}</h2>
      <TimeTable studyId={study.id} rows={rows} view={view} />
      <p className="actions">
        <a href={`${paths.transactionalTimeCsv(study.id)}${to({})}`} download>
          {t('words.download-csv')}
        </a>
      </p>
    </main>
  )
}
