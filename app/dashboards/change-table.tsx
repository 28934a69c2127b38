import { formatDifference, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { isDifference } from '#app/trust/indices'
import { TableFrame } from '#app/ui/table-frame'
import type { CellView } from './cell-view'
import type { ChangeRow, Verdict } from './change-rows'
import { Value } from './value'

/** What moved up to a wave, with its uncertainty: only what is beyond chance is coloured, and said in words too. */
export function ChangeTable({ rows, wave }: { rows: ChangeRow[]; wave: number }) {
  const { t, i18n } = useTranslation()
  if (rows.length === 0) return <p className="empty">{t('results.changes.none')}</p>
  const title = t('results.changes.title', { number: wave })
  const hasRollUps = rows.some(({ rollUp }) => rollUp.status === 'released')
  return (
    <TableFrame label={title}>
      <table className="stacked">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('results.index-head')}</th>
            <th scope="col">{t('results.side')}</th>
            {(['now', 'change', 'trend', ...(hasRollUps ? (['roll-up'] as const) : [])] as const).map((column) => (
              <th key={column} scope="col" className="number">
                {t(`results.changes.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.side} ${row.index}`}>
              <th scope="row">{t(`results.index.${row.index}`)}</th>
              <td>{t(row.side === 'both' ? 'results.both' : `words.${row.side}`)}</td>
              <td className="number">
                <Value view={row.now} isDifference={isDifference(row.index)} isFull />
              </td>
              <td className="number">
                <Movement view={row.change} verdict={row.changeIs} digits={0} />{' '}
                {row.change.status === 'released' ? (
                  <span className="quiet">
                    {t(`results.changes.of.${row.isSamePeople ? 'same' : 'all'}`)}
                    {row.change.indicative === null
                      ? null
                      : ` · ${t('results.changes.reliable', { points: formatNumber(i18n.language, row.change.indicative, 0) })}`}
                  </span>
                ) : null}
              </td>
              <td className="number">
                <Movement view={row.trend} verdict={row.trendIs} digits={1} />{' '}
                {row.trend.status === 'released' && row.trend.waves !== null ? (
                  <span className="quiet">{t('results.changes.waves', { count: row.trend.waves })}</span>
                ) : null}
              </td>
              {hasRollUps ? (
                <td className="number">
                  {row.rollUp.status === 'released' ? (
                    <>
                      <Value view={row.rollUp} isDifference={isDifference(row.index)} isFull />{' '}
                      <span className="quiet">
                        {t('results.changes.up-to', { count: row.rollUp.waves ?? 0, number: row.rollUpWave })}
                      </span>
                    </>
                  ) : (
                    '–'
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

/** A movement with its interval; a dash where there is none to tell. */
function Movement({ view, verdict, digits }: { view: CellView; verdict: Verdict; digits: number }) {
  const { t, i18n } = useTranslation()
  if (view.status === 'withheld') return <>–</>
  const number = (value: number) => formatDifference(i18n.language, value, digits)
  return (
    <span className={verdict ? `moved ${verdict}` : undefined}>
      {number(view.mean)}
      {view.low !== null && view.high !== null ? (
        <span className="quiet"> {t('results.interval', { low: number(view.low), high: number(view.high) })}</span>
      ) : null}
      {verdict ? <span className="verdict"> {t(`results.changes.verdict.${verdict}`)}</span> : null}
    </span>
  )
}
