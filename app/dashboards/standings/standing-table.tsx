import { Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { formatDifference, formatMoney, formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { SortHead } from '#app/ui/sort-head'
import { TableFrame } from '#app/ui/table-frame'
import { missingWords } from './missing-words'
import type { StandingRow } from './read-standings.server'
import { STANDING_SORTS, type StandingSort } from './standing-choice'

interface StandingTableProps {
  studyId: string
  /** answers that a side needs before anything of it is shown */
  minimum: number
  rows: StandingRow[]
  sort: StandingSort
  isDescending: boolean
  /** of the page's address: sorting keeps search and filter */
  parameters: URLSearchParams
}

/** Relationships as they stand: the twin of the chart, and what is missing where a value is withheld. */
export function StandingTable({ studyId, minimum, rows, sort, isDescending, parameters }: StandingTableProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const points = (value: number | null) => (value === null ? '–' : formatNumber(language, value))
  const difference = (value: number | null) => (value === null ? '–' : formatDifference(language, value))
  const missing = (row: StandingRow) =>
    (['buyer', 'supplier'] as const).flatMap((side) => {
      if (row[`${side}Trust`] !== null) return []
      return missingWords(t, side, row[`${side}Answered`], minimum)
    })
  const invited = (row: StandingRow) => row.buyerInvited + row.supplierInvited
  const answered = (row: StandingRow) => row.buyerAnswered + row.supplierAnswered
  return (
    <TableFrame label={t('results.home.table')}>
      <table className="portfolio">
        <thead>
          <tr>
            {STANDING_SORTS.map((column) => (
              <SortHead
                key={column}
                {...{ column, sort, isDescending, parameters }}
                words={t(`results.home.column.${column}`)}
                isNumber={column !== 'relationship' && column !== 'category'}
              />
            ))}
            <th scope="col">{t('results.home.column.missing')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.relationshipId}>
              <th scope="row">
                <Link to={paths.studyRelationship(studyId, row.relationshipId)}>
                  <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
                </Link>
              </th>
              <td>
                <bdi>{row.category}</bdi>
              </td>
              <td className="number">
                {row.spend === null
                  ? '–'
                  : row.currency
                    ? formatMoney(language, row.spend, row.currency)
                    : formatNumber(language, row.spend)}
              </td>
              <td className="number">{points(row.ranked)}</td>
              <td className="number">{points(row.mutualTrust)}</td>
              <td className="number">{difference(row.gap)}</td>
              <td className="number">{difference(row.asymmetry)}</td>
              <td className="number">{row.unproductive === null ? '–' : formatPercent(language, row.unproductive)}</td>
              <td className="number">
                {row.moved === null || row.moved === 0 ? (
                  t(`results.home.trend.${row.moved === null ? 'untold' : 'steady'}`)
                ) : (
                  <span className={row.moved < 0 ? 'moved worse' : 'moved better'}>
                    {t(`results.home.trend.${row.moved < 0 ? 'down' : 'up'}`)}
                  </span>
                )}
              </td>
              <td className="number">
                {invited(row) > 0 ? formatPercent(language, (100 * answered(row)) / invited(row)) : '–'}
              </td>
              <td className="number">
                {row.signals > 0 ? (
                  <span className={row.severity === 3 ? 'tag bad' : 'tag warn'}>
                    {formatNumber(language, row.signals)}
                  </span>
                ) : (
                  '–'
                )}
              </td>
              <td className={missing(row).length > 0 ? 'sentences' : undefined}>{missing(row).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
