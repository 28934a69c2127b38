import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { notFound, requireMember } from '#app/http/guards.server'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'
import { formatDifference, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { summarizeReplay } from '#app/signals/back-test'
import { readSignalStudies } from '#app/signals/read-facts.server'
import { nameRelationships, runBackTest } from '#app/signals/run-back-test.server'
import { TableFrame } from '#app/ui/table-frame'

const SHOWN = 200

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'signals.back-test.title', data?.study.name)

export async function loader({ request, params }: LoaderFunctionArgs) {
  // evidence counts as well as results
  await requireMember(request, 'keep-promises')
  const { prisma, workspaceId, within, study: opened } = await openResults(request, params.studyId)
  const [study] = await readSignalStudies(prisma, workspaceId, opened.id)
  const named = { id: opened.id, name: opened.name }
  if (!study) {
    if (opened.waves.length > 0) throw notFound()
    return { study: named, waves: 0, kinds: [], total: 0, signals: [] }
  }
  const replayed = await runBackTest(prisma, study, { workspaceId, within, at: new Date() })
  const newest = replayed.signals.toSorted((one, other) => other.wave - one.wave).slice(0, SHOWN)
  const names = await nameRelationships(
    prisma,
    workspaceId,
    newest.map(({ relationshipId }) => relationshipId),
  )
  return {
    ...{ study: named, waves: study.waves.length, kinds: summarizeReplay(replayed), total: replayed.signals.length },
    signals: newest.map((one) => ({
      ...one,
      ...(names.get(one.relationshipId) ?? { buyerName: '', supplierName: '' }),
    })),
  }
}

export default function BackTestPage() {
  const { t, i18n } = useTranslation()
  const { study, waves, kinds, total, signals } = useLoaderData<typeof loader>()
  const { language } = i18n
  const change = (value: number | null) => (value === null ? '–' : formatDifference(language, value, 1))
  const level = (value: number | null) => (value === null ? '–' : formatNumber(language, value))
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.portfolio(study.id)}>
          <bdi>{study.name}</bdi>
        </Link>{' '}
        · <Link to={paths.signals}>{t('signals.title')}</Link>
      </p>
      <h1>{t('signals.back-test.title')}</h1>
      <p>{t('signals.back-test.text')}</p>
      {waves < 2 || kinds.length === 0 ? (
        <p className="empty">{t(waves < 2 ? 'signals.back-test.empty' : 'signals.empty')}</p>
      ) : (
        <>
          <h2>{t('signals.back-test.kinds')}</h2>
          <TableFrame label={t('signals.back-test.kinds')}>
            <table>
              <thead>
                <tr>
                  {(['kind', 'raised', 'followed', 'with', 'without', 'difference'] as const).map((name) => (
                    <th key={name} scope="col" className={name === 'kind' ? undefined : 'number'}>
                      {t(`signals.back-test.column.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {kinds.map((row) => (
                  <tr key={row.kind}>
                    <th scope="row">{t(`signals.kind.${row.kind}`)}</th>
                    <td className="number">{formatNumber(language, row.raised)}</td>
                    <td className="number">{formatNumber(language, row.followed)}</td>
                    <td className="number">{change(row.withSignal)}</td>
                    <td className="number">{change(row.without)}</td>
                    <td className="number">
                      {row.difference ? (
                        <>
                          {change(row.difference.mean)}{' '}
                          <span className="quiet">
                            {t('results.interval', {
                              low: change(row.difference.low),
                              high: change(row.difference.high),
                            })}
                          </span>
                        </>
                      ) : (
                        '–'
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
          <p className="hint">{t('signals.back-test.note')}</p>
          <h2>{t('signals.back-test.list')}</h2>
          {total > signals.length ? (
            <p className="hint">{t('signals.back-test.first', { shown: signals.length, total })}</p>
          ) : null}
          <TableFrame label={t('signals.back-test.list')}>
            <table>
              <thead>
                <tr>
                  {(['wave', 'relationship', 'kind', 'cause', 'side', 'before', 'after'] as const).map((name) => (
                    <th key={name} scope="col">
                      {t(`signals.back-test.column.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {signals.map((row) => (
                  <tr key={`${row.relationshipId} ${row.wave} ${row.kind} ${row.side} ${row.word}`}>
                    <td>{row.wave}</td>
                    <th scope="row">
                      <Link to={paths.studyRelationship(study.id, row.relationshipId)}>
                        <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
                      </Link>
                    </th>
                    <td>{t(`signals.kind.${row.kind}`)}</td>
                    <td>{t(`signals.cause.${row.word}`)}</td>
                    <td>{t(row.side === 'both' ? 'results.both' : `words.${row.side}`)}</td>
                    <td className="number">{level(row.before)}</td>
                    <td className="number">{level(row.after)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        </>
      )}
    </main>
  )
}
