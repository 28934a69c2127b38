import { Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { ListedIntervention } from './interventions.server'

interface InterventionTableProps {
  rows: ListedIntervention[]
  /** the day that counts, as YYYY-MM-DD: what is due before it and open is overdue */
  today: string
  /** on the page of its signal nothing leads there */
  isOfOne?: boolean
}

/** Interventions, line by line: what, who, until when, and what came of it. */
export function InterventionTable({ rows, today, isOfOne = false }: InterventionTableProps) {
  const { t, i18n } = useTranslation()
  const date = (day: Date) => formatDate(i18n.language, day)
  return (
    <TableFrame label={t('signals.interventions.title')}>
      <table>
        <thead>
          <tr>
            {isOfOne ? null : <th scope="col">{t('signals.field.kind')}</th>}
            {(['text', 'responsible', 'dueOn', 'state'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`signals.interventions.field.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const isOverdue = row.state === 'open' && row.dueOn.toISOString().slice(0, 10) < today
            return (
              <tr key={row.id}>
                {isOfOne ? null : (
                  <td>
                    <Link to={paths.signal(row.signalId)}>{t(`signals.kind.${row.kind}`)}</Link>
                    <br />
                    <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
                  </td>
                )}
                <th scope="row" dir="auto">
                  {row.text}
                </th>
                <td>
                  <bdi>{row.responsible}</bdi>
                </td>
                <td>
                  {date(row.dueOn)}{' '}
                  {isOverdue ? <span className="tag bad">{t('signals.interventions.overdue')}</span> : null}
                </td>
                <td>
                  <span className={row.state === 'open' ? 'tag warn' : 'tag good'}>
                    {t(`signals.interventions.state.${row.state}`)}
                  </span>{' '}
                  <span dir="auto">{row.outcome}</span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableFrame>
  )
}
