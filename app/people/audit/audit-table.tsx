import { Link } from '@remix-run/react'
import type { TFunction } from 'i18next'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { isRole } from '#app/people/may'
import { TableFrame } from '#app/ui/table-frame'
import type { AuditRow } from './read-audit.server'

interface AuditTableProps {
  rows: AuditRow[]
  formatMoment(at: Date): string
}

/** Entries of the log in words: who did what to which thing, when, and from where. */
export function AuditTable({ rows, formatMoment }: AuditTableProps) {
  const { t } = useTranslation()
  return (
    <TableFrame label={t('audit.title')}>
      <table>
        <thead>
          <tr>
            {(['number', 'at', 'actor', 'action', 'object', 'details', 'address'] as const).map((name) => (
              <th key={name} scope="col" className={name === 'number' ? 'number' : undefined}>
                {t(`audit.field.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <td className="number">{row.number}</td>
              <td>{formatMoment(row.at)}</td>
              <td>
                {row.actorKind === 'member' ? null : `${t(`audit.actor.${row.actorKind}`)} `}
                {row.actorId ? <bdi>{row.actorName || row.actorId.slice(0, 8)}</bdi> : null}
              </td>
              <td>{t(`audit.action.${row.action}`)}</td>
              <td>
                {t(`audit.object.${row.objectKind}`)}{' '}
                <Link to={`${paths.audit}?object=${encodeURIComponent(row.objectId)}`} title={t('audit.of-object')}>
                  <bdi>
                    {row.objectKind === 'list' ? t(`words.${row.objectId}`) : row.objectName || shortened(row.objectId)}
                  </bdi>
                </Link>
              </td>
              <td>
                {Object.entries(row.details).map(([name, value], index) => (
                  <span key={name}>
                    {index > 0 ? ' · ' : null}
                    {t(`audit.detail.${name}`)} <bdi>{sayDetail(t, name, value)}</bdi>
                  </span>
                ))}
              </td>
              <td>
                <bdi>{row.address}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

/** Words of ours in the reader's language; ids, numbers and days as they are. */
function sayDetail(t: TFunction, name: string, value: string | number): string {
  if (isRole(value)) return t(`members.role.${value}`)
  const plain = shortened(String(value))
  switch (name) {
    case 'method':
      return t(`audit.method.${value}`)
    case 'side':
      return t(`words.${value}`)
    case 'rights': {
      const rights = String(value).split(' ')
      return rights.map((right) => t(`account.keys.right.${right}`, { defaultValue: right })).join(t('audit.and'))
    }
    // pages and deeds that a later version does not know any more stay in the log
    case 'intent':
      return t(`audit.value.intent.${value}`, { defaultValue: plain })
    case 'page':
      return t(`audit.value.page.${value}`, { defaultValue: plain })
    case 'reason':
      return t(`audit.value.reason.${value}`, { defaultValue: plain })
    case 'wave':
      return value === 'all' ? t('audit.value.all-waves') : plain
    default:
      return plain
  }
}

/** Ids are told by their last figures: the first ones are the time, and alike for neighbours. */
function shortened(text: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? `…${text.slice(-8)}` : text
}
