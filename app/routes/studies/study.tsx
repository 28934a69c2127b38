import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/form'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import { recordEvent } from '#app/people/audit/record-event.server'
import { runtime } from '#app/runtime.server'
import { carryOutStudyIntent } from '#app/studies/carry-out-study-intent.server'
import { countAnswers } from '#app/studies/count-answers.server'
import { findStudy } from '#app/studies/find-study.server'
import { functionWeightsText } from '#app/studies/function-weights-text'
import { HandoverList } from '#app/studies/handover-list'
import { listHandovers } from '#app/studies/handovers.server'
import { intentDetails } from '#app/studies/intent-details'
import { listFailedMails } from '#app/studies/list-failed-mails.server'
import { listRelationshipsOutside } from '#app/studies/list-relationships-outside.server'
import { OpenWaveForms } from '#app/studies/open-wave-forms'
import { countAsked } from '#app/studies/plan-invitations'
import { planWave } from '#app/studies/plan-wave.server'
import { mayBenchmark, promiseText } from '#app/studies/promise'
import { findStudyZone } from '#app/studies/rhythm/find-rhythm.server'
import { findNextPlanned } from '#app/studies/rhythm/list-planned.server'
import { RhythmCard } from '#app/studies/rhythm/rhythm-card'
import { sharesBenchmarks } from '#app/studies/shares-benchmarks.server'
import { studyIntentSchema } from '#app/studies/study-intent'
import { StudyRelationships } from '#app/studies/study-relationships'
import { WavePanel } from '#app/studies/wave-panel'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.study.name} – Thiqa` : 'Thiqa' },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'run-studies')
  const { prisma } = runtime().database
  const study = await findStudy(prisma, workspaceId, requireId(params.studyId))
  if (!study) throw notFound()
  const key = { workspaceId, studyId: study.id }
  const [newest, ...others] = study.waves
  // all that run, and the newest whatever became of it
  const shown = newest ? [newest, ...others.filter(({ state }) => state !== 'published')] : []
  const panels = []
  for (const wave of shown)
    panels.push({
      wave,
      counts: await countAnswers(prisma, workspaceId, wave.id),
      failed: await listFailedMails(prisma, workspaceId, wave.id),
    })
  // the next wave; while one runs nobody asks
  const isRunning = study.waves.some(({ state, kind }) => state !== 'published' && kind !== 'onset')
  const plan = isRunning ? undefined : await planWave(prisma, { ...study, workspaceId }, { now: new Date() })
  return {
    ...{ study, panels },
    asked: plan && { ...countAsked(plan.planned), lack: plan.lack, isAboutFirm: isAboutFirm(plan.instrument) },
    isBenchmarked: mayBenchmark(study) && (await sharesBenchmarks(prisma, workspaceId)),
    timeZone: await findStudyZone(prisma, key),
    next: await findNextPlanned(prisma, key),
    outside: await listRelationshipsOutside(prisma, workspaceId, study.id),
    handovers: await listHandovers(prisma, key),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { workspaceId, actor } = await requireMember(request, 'run-studies')
  const { database, queue, secret } = runtime()
  const study = await findStudy(database.prisma, workspaceId, requireId(params.studyId))
  if (!study) throw notFound()
  const form = parseForm(studyIntentSchema, await readForm(request))
  if (!form.ok) return data({ error: Object.values(form.errors)[0]?.[0] ?? 'studies.error.required' }, { status: 422 })
  const key = { workspaceId, studyId: study.id }
  const done = await carryOutStudyIntent({ prisma: database.prisma, queue, secret }, key, form.data, new Date())
  if (!done.ok) return data({ error: `studies.error.${done.reason}` }, { status: 409 })
  const changed = { objectKind: 'study', objectId: study.id, details: intentDetails(form.data) } as const
  await recordEvent(database.prisma, actor, { action: 'study-changed', ...changed })
  throw redirect(paths.study(study.id))
}

export default function StudyPage() {
  const { t, i18n } = useTranslation()
  const { study, panels, asked, timeZone, next, outside, handovers, isBenchmarked } = useLoaderData<typeof loader>()
  const error = useActionData<typeof action>()?.error
  const published = study.waves.find((wave) => wave.state === 'published')
  const earlier = study.waves.filter(
    ({ id, state }) => state === 'published' && !panels.some(({ wave }) => wave.id === id),
  )
  const weighing = functionWeightsText(t, i18n.language, study.functionWeights)
  return (
    <main id="main" className="page">
      <div className="page-head">
        <h1>
          <bdi>{study.name}</bdi>
        </h1>
        {published ? (
          <p className="actions">
            <Link to={paths.portfolio(study.id)} className="button">
              {t('studies.see-results')}
            </Link>
            <a href={paths.codebookCsv(study.id)} download>
              {t('studies.codebook-csv')}
            </a>
            <Link to={paths.data(study.id)}>{t('exports.data.title')}</Link>
            <Link to={paths.answering(study.id)}>{t('exports.answering.title')}</Link>
            <Link to={paths.measurement(study.id)}>{t('measurement.title')}</Link>
            <Link to={paths.thresholds(study.id)}>{t('signals.thresholds.title')}</Link>
          </p>
        ) : null}
      </div>
      {error ? (
        <p className="notice bad" role="alert">
          {t(error)}{' '}
          {error === 'studies.error.nobody-for-firm' ? (
            <Link to={paths.participants}>{t('words.participants')}</Link>
          ) : null}
        </p>
      ) : null}
      <section className="card" aria-labelledby="promise">
        <h2 id="promise">{t('studies.promise')}</h2>
        <p>“{promiseText(t, { ...study, isBenchmarked })}”</p>
        {weighing ? <p>{weighing}</p> : null}
        <p className="hint">{t('studies.contact', { name: study.contactName, email: study.contactEmail })}</p>
      </section>
      {panels.map(({ wave, counts, failed }) => (
        <WavePanel key={wave.id} studyId={study.id} wave={wave} counts={counts} failed={failed} timeZone={timeZone} />
      ))}
      {asked ? <OpenWaveForms study={study} asked={asked} /> : null}
      <RhythmCard studyId={study.id} next={next} timeZone={timeZone} />
      <HandoverList handovers={handovers} />
      <StudyRelationships study={study} outside={outside} />
      {earlier.length > 0 ? (
        <section>
          <h2>{t('studies.earlier-waves')}</h2>
          <ul>
            {earlier.map((wave) => (
              <li key={wave.id}>
                <Link to={`${paths.portfolio(study.id)}?wave=${wave.number}`}>
                  {t('studies.wave-published', {
                    number: wave.number,
                    date: wave.publishedAt ? formatDate(i18n.language, wave.publishedAt) : '',
                  })}
                </Link>{' '}
                · <Link to={paths.controlRoom(study.id, wave.id)}>{t('control.title')}</Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </main>
  )
}
