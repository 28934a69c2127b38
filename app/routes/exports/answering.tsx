import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { openAnswering } from '#app/http/open-answering.server'
import { paths } from '#app/http/paths'
import { formatNumber } from '#app/i18n/format'
import { pageTitle } from '#app/relationships/page-title'
import { QUALITY_FLAGS } from '#app/responses/quality-flags'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'exports.answering.title', data?.study.name)

export function loader(request: LoaderFunctionArgs) {
  return openAnswering(request)
}

/** Counts of signs of careless answering: something to look at, never a reason to drop anybody by itself. */
export default function AnsweringPage() {
  const { t, i18n } = useTranslation()
  const { study, waves } = useLoaderData<typeof loader>()
  const show = (value: number | undefined) => (value === undefined ? '–' : formatNumber(i18n.language, value))
  const rows = [
    { id: 'responses', of: (counts: Counts) => show(counts.responses) },
    {
      id: 'minutes',
      of: (counts: Counts) =>
        show(counts.medianSeconds === undefined ? undefined : Math.round(counts.medianSeconds / 6) / 10),
    },
    { id: 'returned', of: (counts: Counts) => show(counts.returned) },
    ...QUALITY_FLAGS.map((flag) => ({ id: flag, of: (counts: Counts) => show(counts.flags[flag]) })),
  ]
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.home}>
          <bdi>{study.name}</bdi>
        </Link>
      </p>
      <h1>{t('exports.answering.title')}</h1>
      <p>{t('exports.answering.text')}</p>
      {waves.length === 0 ? (
        <p className="empty">{t('exports.answering.empty')}</p>
      ) : (
        <>
          <TableFrame label={t('exports.answering.title')}>
            <table>
              <thead>
                <tr>
                  <td />
                  {waves.map(({ number, isTrial }) => (
                    <th key={number} scope="col" className="number">
                      {isTrial ? t('studies.trial.running') : t('exports.answering.wave', { number })}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ id, of }) => (
                  <tr key={id}>
                    <th scope="row">
                      {t(`exports.answering.row.${id}.name`)}
                      <br />
                      <span className="hint">{t(`exports.answering.row.${id}.text`)}</span>
                    </th>
                    {waves.map(({ number, counts }) => (
                      <td key={number} className="number">
                        {counts ? of(counts) : t('exports.answering.withheld')}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
          <p>
            <a href={paths.answeringCsv(study.id)} download>
              {t('words.download-csv')}
            </a>
          </p>
        </>
      )}
    </main>
  )
}

type Counts = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['waves'][number]['counts']>
