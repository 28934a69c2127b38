import { Link } from '@remix-run/react'
import { Value } from '#app/dashboards/value'
import { formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { ComparedRow } from './comparison'
import { useMeasureName } from './measure-name'

interface ComparisonTableProps {
  title: string
  rows: readonly ComparedRow[]
  isOfOne: boolean
  /** whether the workspace shares: only then it is shown how others stand */
  shares: boolean
  /** to all measures of a relationship */
  pathOf(relationshipId: string): string
}

export function ComparisonTable({ title, rows, isOfOne, shares, pathOf }: ComparisonTableProps) {
  const { t, i18n } = useTranslation()
  const nameOf = useMeasureName()
  const head = (name: string) => t(`results.benchmarks.field.${name}`)
  return (
    <TableFrame label={title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{isOfOne ? head('measure') : t('results.column.code')}</th>
            <th scope="col" className="number">
              {head('value')}
            </th>
            <th scope="col" className="number">
              {head('percentile')}
            </th>
            <th scope="col">{head('standing')}</th>
            {shares ? <th scope="col">{head('pooled')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ relationship, place, value, percentile, standing, amongOthers }) => (
            <tr key={`${relationship.id} ${place}`}>
              <th scope="row">
                {isOfOne ? (
                  nameOf(place)
                ) : (
                  <Link to={pathOf(relationship.id)}>
                    <bdi>{relationship.buyerName}</bdi> – <bdi>{relationship.supplierName}</bdi>
                  </Link>
                )}
              </th>
              <td className="number">
                <Value view={value} />
              </td>
              <td className="number">{percentile === null ? '–' : formatNumber(i18n.language, percentile, 0)}</td>
              <td>{standing ? t(`results.benchmarks.standing.${standing}`) : '–'}</td>
              {shares ? <td>{amongOthers ? t(`results.benchmarks.standing.${amongOthers}`) : '–'}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
