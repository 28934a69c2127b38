import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { FEWEST_TO_COMPARE, isWorse, splitPlace } from '#app/dashboards/benchmarks/comparison'
import { ComparisonPicture } from '#app/dashboards/benchmarks/comparison-picture'
import { ComparisonTable } from '#app/dashboards/benchmarks/comparison-table'
import { useMeasureName } from '#app/dashboards/benchmarks/measure-name'
import { readComparison } from '#app/dashboards/benchmarks/read-comparison.server'
import { NothingPublished, ResultsHead } from '#app/dashboards/results-head'
import { notFound } from '#app/http/guards.server'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { may } from '#app/people/may'
import { ListPager } from '#app/relationships/list-pager'
import { pageWithin, readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { Field } from '#app/ui/field'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'results.benchmarks.title', data?.study.name)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within, member, study } = await openResults(request, params.studyId)
  const found = await readComparison(prisma, { workspaceId, within, waves: study.waves, url: request.url })
  if (!found) return { study, found }
  const [first] = found.rows
  const isOfOne = found.measure === undefined
  if (isOfOne && !first) throw notFound()
  const total = found.rows.length
  const { page, range } = pageWithin(readListQuery(request.url).page, total)
  const rows = isOfOne ? found.rows : found.rows.slice(range.skip, range.skip + range.take)
  return { study, found: { ...found, rows, total, page, isOfOne, first, maySetUp: may(member, 'set-up') } }
}

/** Where relationships stand among the others, and among those of other workspaces. */
export default function BenchmarksPage() {
  const { t } = useTranslation()
  const { study, found } = useLoaderData<typeof loader>()
  const nameOf = useMeasureName()
  const title = t('results.benchmarks.title')
  if (!found) return <NothingPublished study={study} title={title} />
  const { wave, measures, measure, rows, shares, total, page, isOfOne, first, maySetUp } = found
  const name = first ? `${first.relationship.buyerName} – ${first.relationship.supplierName}` : ''
  const about = measure ? nameOf(measure) : t('results.benchmarks.one', { name })
  const path = `${paths.benchmarks(study.id)}?wave=${wave.number}`
  const asked = isOfOne ? `&relationship=${first?.relationship.id}` : `&measure=${measure}`
  const lower = isOfOne ? rows.map(({ place }) => place) : measure ? [measure] : []
  const worse = lower.filter((place) => isWorse(splitPlace(place).index)).map(nameOf)
  return (
    <main id="main" className="page">
      <ResultsHead study={study} title={title} wave={wave.number} />
      <p>
        {t('results.benchmarks.text')} {shares ? t('results.benchmarks.pooled') : null}
      </p>
      {shares && rows.every(({ others }) => !others) ? (
        <p className="hint">{t('results.benchmarks.none-yet')}</p>
      ) : null}
      {shares ? null : (
        <p className="hint">
          {t('results.benchmarks.alone')}{' '}
          {maySetUp ? <Link to={paths.shareBenchmarks}>{t('members.benchmarks.title')}</Link> : null}
        </p>
      )}
      {isOfOne ? null : (
        <Form method="get" className="actions">
          <input type="hidden" name="wave" value={wave.number} />
          <Field id="measure" label={t('results.benchmarks.choose')}>
            {(describe) => (
              <select {...describe} name="measure" key={measure} defaultValue={measure}>
                {measures.map((place) => (
                  <option key={place} value={place}>
                    {nameOf(place)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <button type="submit">{t('results.benchmarks.show')}</button>
        </Form>
      )}
      <h2>{about}</h2>
      {worse.length > 0 ? <p className="hint">{t('results.benchmarks.about', { list: worse.join(', ') })}</p> : null}
      {rows.some(({ own }) => own) ? (
        <ComparisonPicture {...{ title: about, wave, rows, isOfOne }} />
      ) : (
        <p className="empty">{t('results.benchmarks.few', { count: FEWEST_TO_COMPARE })}</p>
      )}
      <ComparisonTable
        {...{ title: about, rows, isOfOne, shares }}
        pathOf={(relationshipId) => `${path}&relationship=${relationshipId}`}
      />
      {isOfOne ? null : <ListPager page={page} total={total} />}
      <p className="actions">
        <a href={`${paths.benchmarksCsv(study.id)}?wave=${wave.number}${asked}`} download>
          {t('words.download-csv')}
        </a>
        {isOfOne ? <Link to={path}>{t('results.benchmarks.all')}</Link> : null}
        {isOfOne && first ? <Link to={paths.studyRelationship(study.id, first.relationship.id)}>{name}</Link> : null}
      </p>
    </main>
  )
}
