import { Link } from '@remix-run/react'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { ListedPromise } from './promise-list.server'

interface PromiseTableProps {
  rows: ListedPromise[]
  pathOf(relationshipId: string): string
}

/** Promises of several relationships, line by line. */
export function PromiseTable({ rows, pathOf }: PromiseTableProps) {
  const { t, i18n } = useTranslation()
  const date = (day: Date) => formatDate(i18n.language, day)
  return (
    <TableFrame label={t('evidence.promises.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('results.column.code')}</th>
            {(['text', 'madeBy', 'madeFunction', 'keepFunction', 'madeOn', 'dueOn'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`evidence.promises.field.${name}`)}
              </th>
            ))}
            <th scope="col">{t('evidence.promises.outcome.title')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={pathOf(row.relationshipId)}>
                  <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
                </Link>
              </th>
              <td dir="auto">{row.text}</td>
              <td>
                <bdi>{row.madeBy === 'buyer' ? row.buyerName : row.supplierName}</bdi>
              </td>
              <td>{t(`words.functions.${row.madeFunction}`)}</td>
              <td>{t(`words.functions.${row.keepFunction}`)}</td>
              <td>{date(row.madeOn)}</td>
              <td>{row.dueOn ? date(row.dueOn) : '–'}</td>
              <td>
                <span className={row.outcome === 'kept' ? 'tag good' : row.outcome === 'open' ? 'tag' : 'tag warn'}>
                  {t(`evidence.promises.outcome.${row.outcome}`)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
