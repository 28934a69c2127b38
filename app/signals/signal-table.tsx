import { Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import { severityTag } from './severity-tag'
import { SignalLines } from './signal-lines'
import type { SignalView } from './signals.server'

/** Signals, line by line: what, about which relationship, since when, and who must act. */
export function SignalTable({ rows, showsOwners }: { rows: SignalView[]; showsOwners: boolean }) {
  const { t, i18n } = useTranslation()
  const date = (moment: Date) => formatDate(i18n.language, moment)
  return (
    <TableFrame label={t('signals.title')}>
      <table>
        <thead>
          <tr>
            {(['kind', 'relationship', 'seen', 'since', 'owner', 'state'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`signals.field.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <span className={severityTag(row.severity)}>{t(`signals.severity.${row.severity}`)}</span>{' '}
                <Link to={paths.signal(row.id)}>{t(`signals.kind.${row.kind}`)}</Link>
                <span className="quiet"> {t(`signals.cause.${row.word}`)}</span>
              </th>
              <td>
                {row.studyId ? (
                  <Link to={paths.studyRelationship(row.studyId, row.relationshipId)}>
                    <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
                  </Link>
                ) : (
                  <>
                    <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
                  </>
                )}
              </td>
              <td>
                <SignalLines lines={row.lines} side={row.side} />
              </td>
              <td>{date(row.sinceAt)}</td>
              <td>
                {t(`words.${row.ownerSide}`)}
                {showsOwners ? (
                  <>
                    {': '}
                    {row.owner ? <bdi>{row.owner}</bdi> : <span className="tag warn">{t('results.no-owner')}</span>}
                  </>
                ) : null}
              </td>
              <td>
                {row.clearedAt
                  ? t('signals.cleared-on', { date: date(row.clearedAt), why: t(`signals.why.${row.clearedWord}`) })
                  : row.openInterventions > 0
                    ? t('signals.acting', { count: row.openInterventions })
                    : t('signals.nobody-acts')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
