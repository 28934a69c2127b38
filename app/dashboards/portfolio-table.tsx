import { Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { formatMoney, formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { SortHead } from '#app/ui/sort-head'
import { Sparkline } from '#app/ui/sparkline'
import { TableFrame } from '#app/ui/table-frame'
import { SIDE_COLORS } from './colors'
import { type PortfolioRow, type SortKey, trendRange } from './portfolio'
import { Value } from './value'

interface PortfolioTableProps {
  studyId: string
  rows: PortfolioRow[]
  sort: SortKey
  isDescending: boolean
  /** of the page's address: sorting keeps wave and search */
  parameters: URLSearchParams
}

const COLUMNS: { key: SortKey | 'trend'; isNumber: boolean }[] = [
  { key: 'code', isNumber: false },
  { key: 'category', isNumber: false },
  { key: 'spend', isNumber: true },
  { key: 'buyerTrust', isNumber: true },
  { key: 'supplierTrust', isNumber: true },
  { key: 'gap', isNumber: true },
  { key: 'trend', isNumber: false },
  { key: 'buyerTime', isNumber: true },
  { key: 'supplierTime', isNumber: true },
  { key: 'rate', isNumber: true },
]

export function PortfolioTable({ studyId, rows, sort, isDescending, parameters }: PortfolioTableProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const spend = (row: PortfolioRow) => {
    if (row.annualSpend === null) return null
    return row.currency ? formatMoney(language, row.annualSpend, row.currency) : formatNumber(language, row.annualSpend)
  }
  const range = trendRange(rows)
  const trendWords = (row: PortfolioRow) =>
    (['buyer', 'supplier'] as const)
      .map((side) => {
        const values = row.trend[side].map((value) =>
          value === null ? t('results.withheld') : formatNumber(language, value),
        )
        return `${t(`words.${side}`)}: ${values.join(', ')}`
      })
      .join('; ')
  return (
    <TableFrame label={t('results.portfolio')}>
      <table className="portfolio">
        <caption className="visually-hidden">{t('results.portfolio')}</caption>
        <thead>
          <tr>
            {COLUMNS.map(({ key, isNumber }) =>
              key === 'trend' ? (
                <th key={key} scope="col" className={isNumber ? 'number' : undefined}>
                  {t('results.column.trend')}
                </th>
              ) : (
                <SortHead
                  key={key}
                  {...{ column: key, isNumber, sort, isDescending, parameters }}
                  words={t(`results.column.${key}`)}
                />
              ),
            )}
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
              <td className="number">{spend(row)}</td>
              <td className="number">
                <Value view={row.buyerTrust} />
              </td>
              <td className="number">
                <Value view={row.supplierTrust} />
              </td>
              <td className="number">
                <Value view={row.gap} isDifference />
              </td>
              <td>
                <Sparkline
                  range={range}
                  description={trendWords(row)}
                  lines={[
                    { color: SIDE_COLORS.buyer, values: row.trend.buyer },
                    { color: SIDE_COLORS.supplier, values: row.trend.supplier },
                  ]}
                />
              </td>
              <td className="number">
                <Value view={row.buyerUnproductive} />
              </td>
              <td className="number">
                <Value view={row.supplierUnproductive} />
              </td>
              <td className="number" title={t('results.answered-of', { answered: row.answered, invited: row.invited })}>
                {row.invited > 0 ? formatPercent(language, (100 * row.answered) / row.invited) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
