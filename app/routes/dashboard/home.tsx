import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { findHomeStudy, readStandingsPage } from '#app/dashboards/standings/read-home.server'
import { readStandingChoice } from '#app/dashboards/standings/standing-choice'
import { StandingsView } from '#app/dashboards/standings/standings-view'
import { type CurrentMember, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { recordLook } from '#app/http/record-look.server'
import { formatDate, formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { findReach, type Within } from '#app/people/find-reach.server'
import { may, seesEverything } from '#app/people/may'
import { runtime } from '#app/runtime.server'
import { severityTag } from '#app/signals/severity-tag'
import { SignalTable } from '#app/signals/signal-table'
import { countSince, summarizeSignals } from '#app/signals/signals.server'
import { countAnswers } from '#app/studies/count-answers.server'
import { countSetUp } from '#app/studies/count-set-up.server'
import { listStudies } from '#app/studies/list-studies.server'
import { waveWords } from '#app/studies/wave-words'

/** Signals that the page names; the rest stand on their own page. */
const SHOWN_SIGNALS = 8

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.workspaceName} – Thiqa` : 'Thiqa' },
]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'come-in')
  const { prisma } = runtime().database
  const { workspaceId } = member
  const within = findReach(workspaceId, member)
  const [studies, standings, signals, counts] = await Promise.all([
    may(member, 'see-results') ? readStudies(member, within) : [],
    may(member, 'see-results') ? readStandings(request, member) : undefined,
    may(member, 'keep-promises') ? summarizeSignals(prisma, { workspaceId, within }, SHOWN_SIGNALS) : undefined,
    may(member, 'set-up') ? countSetUp(prisma, workspaceId) : undefined,
  ])
  return {
    ...{ standings, signals, studies, counts },
    showsOwners: may(member, 'see-owners'),
    workspaceName: member.workspaceName,
    mayRun: may(member, 'run-studies'),
    mayTakeData: may(member, 'take-data'),
    mayReadAudit: may(member, 'read-audit') && !may(member, 'see-results'),
  }
}

/** Studies within reach; for who sees everything with how many have answered so far. */
async function readStudies(member: CurrentMember, within: Within) {
  const { prisma } = runtime().database
  const { workspaceId } = member
  const studies = []
  // one after the other: there may be many, and others want the database too
  for (const study of await listStudies(prisma, workspaceId, within)) {
    const isCounted = study.wave?.state === 'open' && seesEverything(member)
    const answers = isCounted && study.wave ? await countAnswers(prisma, workspaceId, study.wave.id) : undefined
    studies.push({ ...study, answers })
  }
  return studies
}

/** How relationships stand in the study that the address names, or in the newest one; undefined before anything is published. */
async function readStandings(request: Request, member: CurrentMember) {
  const { prisma } = runtime().database
  const { workspaceId } = member
  const within = findReach(workspaceId, member)
  const choice = readStandingChoice(request.url)
  const study = await findHomeStudy(prisma, { workspaceId, within }, choice.study)
  if (!study) return undefined
  // who answers for a relationship is a name
  const group = choice.group === 'owner' && !may(member, 'see-owners') ? 'none' : choice.group
  const asked = { workspaceId, within, studyId: study.id, minimum: study.minimum }
  const [page, since] = await Promise.all([
    readStandingsPage(prisma, asked, { ...choice, group }),
    may(member, 'keep-promises') ? countSince(prisma, { workspaceId, within }, study.publishedAt) : undefined,
    recordLook(prisma, member, request, study.id),
  ])
  return { ...page, study, since, choice: { ...choice, group } }
}

/** Where people land: what is published, what runs, and for a new workspace the next step. */
export default function HomePage() {
  const { t, i18n } = useTranslation()
  const { workspaceName, mayRun, mayTakeData, mayReadAudit, studies, counts, signals, standings, showsOwners } =
    useLoaderData<typeof loader>()
  const steps = [
    { key: 'organizations', path: paths.organizations },
    { key: 'participants', path: paths.participants },
    { key: 'relationships', path: paths.relationships },
    { key: 'studies', path: paths.studies },
    { key: 'waves', path: paths.studies },
  ] as const
  return (
    <main id="main" className="page">
      <h1>
        <bdi>{workspaceName}</bdi>
      </h1>
      {counts ? (
        <section className="card" aria-labelledby="steps">
          <h2 id="steps">{t('results.home.steps')}</h2>
          <ol>
            {steps.map(({ key, path }) => (
              <li key={key}>
                <Link to={path}>{t(`results.home.step.${key}`)}</Link>{' '}
                {counts[key] > 0 ? (
                  <span className="tag good">{t('results.home.done', { count: counts[key] })}</span>
                ) : null}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {mayReadAudit ? (
        <p className="card">
          {t('members.auditor-home')} <Link to={paths.settings}>{t('members.settings.title')}</Link> ·{' '}
          <Link to={paths.members}>{t('members.title')}</Link> · <Link to={paths.audit}>{t('audit.title')}</Link>
        </p>
      ) : !mayRun && studies.length === 0 ? (
        <p className="empty">{t('studies.list.empty-reader')}</p>
      ) : null}
      {signals && (signals.total > 0 || standings) ? (
        <section aria-labelledby="open-signals">
          <h2 id="open-signals">{t('results.home.signals')}</h2>
          {signals.total === 0 ? (
            <p className="empty">{t('signals.empty')}</p>
          ) : (
            <>
              <p>
                {signals.counts.map(({ kind, severity, count }) => (
                  <Link key={kind} to={`${paths.signals}?kind=${kind}`} className={severityTag(severity)}>
                    {t(`signals.kind.${kind}`)} {formatNumber(i18n.language, count)}
                  </Link>
                ))}
              </p>
              <SignalTable rows={signals.rows} showsOwners={showsOwners} />
              <p className="actions">
                <Link to={paths.signals}>{t('results.home.all-signals', { count: signals.total })}</Link>
                <Link to={paths.interventions}>{t('signals.interventions.title')}</Link>
              </p>
            </>
          )}
        </section>
      ) : null}
      {standings ? <StandingsView {...standings} /> : null}
      <div className="cards">
        {studies.map((study) => (
          <section key={study.id} className="card">
            <h2>
              <bdi>{study.name}</bdi>
            </h2>
            <p className="quiet">
              {waveWords(t, study.wave)}
              {study.wave?.state === 'open'
                ? ` · ${t('studies.closes-on', { date: formatDate(i18n.language, study.wave.closesAt) })}`
                : null}
            </p>
            {study.answers && study.answers.invited > 0 ? (
              <p>
                {t('results.home.answered-so-far', {
                  answered: formatNumber(i18n.language, study.answers.answered),
                  invited: formatNumber(i18n.language, study.answers.invited),
                  rate: formatPercent(i18n.language, (100 * study.answers.answered) / study.answers.invited),
                })}
              </p>
            ) : null}
            <ul>
              {study.publishedWave ? (
                <>
                  <li>
                    <Link to={`${paths.home}?study=${study.id}`}>{t('results.home.stand')}</Link>
                  </li>
                  <li>
                    <Link to={paths.portfolio(study.id)}>{t('results.portfolio')}</Link>
                  </li>
                  <li>
                    <Link to={paths.portfolioReport(study.id)}>{t('reports.portfolio.open')}</Link>
                  </li>
                  <li>
                    <Link to={paths.transactionalTime(study.id)}>{t('results.transactional-time')}</Link>
                  </li>
                  <li>
                    <a href={paths.indicesJson(study.id)} download>
                      {t('results.home.indices-json')}
                    </a>
                  </li>
                </>
              ) : null}
              {study.publishedWave && mayTakeData ? (
                <>
                  <li>
                    <Link to={paths.measurement(study.id)}>{t('measurement.title')}</Link>
                  </li>
                  <li>
                    <Link to={paths.data(study.id)}>{t('exports.data.title')}</Link>
                  </li>
                  <li>
                    <a href={paths.codebookCsv(study.id)} download>
                      {t('studies.codebook-csv')}
                    </a>
                  </li>
                </>
              ) : null}
              {mayRun ? (
                <li>
                  <Link to={paths.study(study.id)}>{t('results.home.run')}</Link>
                </li>
              ) : null}
            </ul>
          </section>
        ))}
      </div>
    </main>
  )
}
