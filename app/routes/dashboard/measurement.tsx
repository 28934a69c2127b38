import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { AnsweringSigns } from '#app/dashboards/answering-signs'
import { MeasuredScaleCard } from '#app/dashboards/measured-scale-card'
import { MeasurementOverview } from '#app/dashboards/measurement-overview'
import { viewMeasurement } from '#app/dashboards/measurement-view'
import { RelationPoints, ResourcesRelation, TimeRelation, UncertaintyRelation } from '#app/dashboards/relations-view'
import { NothingPublished, ResultsHead } from '#app/dashboards/results-head'
import { readMeasurement } from '#app/disclosure/read-measurement.server'
import { RELATION_VIEWS } from '#app/disclosure/relation-points'
import { openMeasurement, readRelations } from '#app/http/open-measurement.server'
import { paths } from '#app/http/paths'
import { ownNameOf } from '#app/i18n/direction'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { SIDES } from '#app/trust/scored-response'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'measurement.title', data?.study.name)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const opened = await openMeasurement(request, params.studyId)
  const { prisma, workspaceId, study, choice } = opened
  const relations = await readRelations(opened)
  if (!choice || !relations) return { study, wave: undefined }
  const rows = await readMeasurement(prisma, { workspaceId, waveId: choice.wave.id })
  const { wave, side, view } = choice
  return { study, wave: wave.number, side, view, isOld: rows.length === 0, ...viewMeasurement(rows, choice), relations }
}

/** How well the scales measured, and how constructs go together: for those who work with the data. */
export default function MeasurementPage() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const title = t('measurement.title')
  if (page.wave === undefined) return <NothingPublished study={page.study} title={title} />
  const { study, wave, side, view, languages, language, scales, chosen, answering, relations } = page
  const to = (changes: Record<string, string>, anchor = '') => {
    const place = { wave: String(wave), side, language, construct: chosen ?? '', view, ...changes }
    return `?${new URLSearchParams(Object.entries(place).filter(([, value]) => value !== ''))}${anchor}`
  }
  const scale = scales.find(({ construct }) => construct === chosen)
  const tabs = (name: string, label: string, options: { value: string; words: string }[], current: string) => (
    <nav className="tabs waves" aria-label={label}>
      {options.map(({ value, words }) => (
        <Link
          key={value}
          to={to({ [name]: value }, name === 'view' ? '#relations' : '')}
          aria-current={value === current ? 'page' : undefined}
        >
          {words}
        </Link>
      ))}
    </nav>
  )
  return (
    <main id="main" className="page">
      <ResultsHead study={study} title={title} wave={wave} />
      <p>{t('measurement.text')}</p>
      {tabs(
        'side',
        t('measurement.choose-side'),
        SIDES.map((value) => ({ value, words: t(`results.view-of.${value}`) })),
        side,
      )}
      {languages.length > 1
        ? tabs(
            'language',
            t('measurement.choose-language'),
            ['', ...languages].map((value) => ({
              value,
              words: value === '' ? t('measurement.all-languages') : ownNameOf(value),
            })),
            language,
          )
        : null}
      {page.isOld ? (
        <p className="empty">{t('measurement.none')}</p>
      ) : scale ? (
        <>
          <MeasurementOverview view={page} toConstruct={(construct) => to({ construct }, '#scale')} />
          <MeasuredScaleCard
            construct={scale.construct}
            told={scale.told}
            pointDigits={study.audience === 'attributed' ? 2 : 1}
          />
        </>
      ) : (
        <p className="empty">{t('measurement.no-scales')}</p>
      )}
      {page.isOld ? null : <AnsweringSigns told={answering} />}
      <p className="actions">
        <a href={paths.measurementCsv(study.id)} download>
          {t('measurement.download')}
        </a>
      </p>
      <h2 id="relations">{t('measurement.relations.title')}</h2>
      <p>{t('measurement.relations.text')}</p>
      {tabs(
        'view',
        t('measurement.relations.choose-view'),
        RELATION_VIEWS.map((value) => ({
          value,
          words: t(value === 'both' ? 'measurement.relations.both' : `results.view-of.${value}`),
        })),
        view,
      )}
      <TimeRelation relations={relations} studyId={study.id} />
      <UncertaintyRelation relations={relations} />
      <ResourcesRelation relations={relations} />
      <RelationPoints relations={relations} />
      <p className="actions">
        <a href={`${paths.relationsCsv(study.id)}${to({})}`} download>
          {t('measurement.relations.download')}
        </a>
        <a href={`${paths.relationEstimatesCsv(study.id)}${to({})}`} download>
          {t('measurement.relations.download-estimates')}
        </a>
        <a href={`${paths.measurementScript(study.id)}${to({})}`} download>
          {t('measurement.relations.script')}
        </a>
      </p>
      <p className="hint">{t('measurement.relations.script-text')}</p>
    </main>
  )
}
