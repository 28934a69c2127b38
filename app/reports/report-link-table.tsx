import { Form } from '@remix-run/react'
import { ownNameOf } from '#app/i18n/direction'
import { formatDateTime, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { listReportLinks } from './report-links.server'

interface ReportLinkTableProps {
  rows: Awaited<ReturnType<typeof listReportLinks>>['rows']
  /** links of others, too */
  showsMakers: boolean
}

/** Links line by line: to what, for whom, until when, how often opened; those that still work can be revoked. */
export function ReportLinkTable({ rows, showsMakers }: ReportLinkTableProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const moment = (at: Date) => formatDateTime(language, at)
  return (
    <TableFrame label={t('reports.links.list')}>
      <table>
        <thead>
          <tr>
            {(['report', 'note', 'state', 'made-on', 'ends-on', 'opened', 'last-opened', 'revoke'] as const).map(
              (name) => (
                <th key={name} scope="col" className={name === 'opened' ? 'number' : undefined}>
                  {t(`reports.links.${name}`)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.buyerName === null ? (
                  t('reports.portfolio.title')
                ) : (
                  <>
                    <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
                  </>
                )}{' '}
                <span className="quiet">
                  · <bdi>{row.studyName}</bdi> · <bdi lang={row.language}>{ownNameOf(row.language)}</bdi>
                </span>
              </th>
              <td dir="auto">{row.note}</td>
              <td>
                <span className={row.state === 'open' ? 'tag good' : 'tag warn'}>
                  {t(`reports.links.state-of.${row.state}`)}
                </span>
              </td>
              <td>
                {moment(row.createdAt)}
                {showsMakers ? (
                  <>
                    {' · '}
                    <bdi>{row.makerName}</bdi>
                  </>
                ) : null}
              </td>
              <td>{moment(row.expiresAt)}</td>
              <td className="number">{formatNumber(language, row.openedCount)}</td>
              <td>{row.lastOpenedAt ? moment(row.lastOpenedAt) : t('reports.links.never')}</td>
              <td>
                {row.state === 'open' || row.state === 'no-right' ? (
                  <details>
                    <summary>{t('reports.links.revoke')}</summary>
                    <p>{t('reports.links.revoke-text')}</p>
                    <Form method="post">
                      <input type="hidden" name="id" value={row.id} />
                      <button type="submit" name="intent" value="revoke" className="danger">
                        {t('reports.links.revoke-now')}
                      </button>
                    </Form>
                  </details>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
